import type { Generator } from '../generators/generator.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockEntry } from '../model/lockfile.ts';
import type { PageFacts } from '../model/page.ts';
import type { PageUpdate } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import { planFlag, type Standing } from './missing.ts';
import { planLedger } from './page-url-history.ts';
import type { UrlDirectory } from './url-index.ts';

/**
 * Plans the edits of a page whose video this import does not bring: it left the channel, or a filter keeps it out. Nothing
 * is deleted. Its URLs are kept like all others, if it is a page of ours: its next URL may come before its video does.
 *
 * @returns the change and what the lock shall hold; null where that stays as it is
 */
export function planUnlistedPage(
  page: PageFacts,
  last: LockEntry | undefined,
  standing: Standing,
  rules: Rules,
  directory: UrlDirectory,
  generator: Generator,
): { change: PageUpdate | null; entry: LockEntry | null } {
  const { unavailable: wasFlagged, ...known } = last?.fields ?? {};
  const flag = planFlag(page, standing, wasFlagged !== undefined, rules);
  // One that gets a flag has a line in the lock from now on: its URLs join with it, so that the next import is at rest.
  const isOurs =
    last !== undefined || flag.isKnown || readKey(page.data, generator.urlLists.archive) !== undefined;
  const ledger = isOurs
    ? planLedger({ page, after: page.data, last, rules, directory, generator, wanted: [], isPruned: false })
    : null;
  const changes = [...(ledger?.changes ?? []), ...flag.changes];
  const url = ledger?.url || last?.url || '';
  return {
    change:
      changes.length > 0
        ? {
            action: 'update',
            videoId: page.videoId,
            title: String(readKey(page.data, 'title') ?? page.videoId),
            path: page.path,
            url,
            changes,
          }
        : null,
    entry:
      last || flag.isKnown
        ? {
            url: ledger?.url ?? '',
            fields: { ...known, ...ledger?.memory, ...(flag.isKnown && { unavailable: true }) },
          }
        : null,
  };
}
