import type { LockEntry } from '../content/lock.ts';
import type { PageFacts } from '../content/page.ts';
import type { FieldChange } from '../values.ts';
import type { UrlDirectory } from './directory.ts';
import { readKey } from './front-matter.ts';
import { planLedger } from './page-ledger.ts';
import type { PageUpdate, Rules } from './types.ts';

/**
 * Plans the edits of a page whose video this import does not bring: it left the channel, or a filter keeps it out. Nothing
 * is deleted. Its URLs are kept like all others, if it is a page of ours: its next URL may come before its video does.
 *
 * @param isMissing whether the video left the channel, as far as a complete listing tells
 * @returns the change and what the lock shall hold; null where that stays as it is
 */
export function planUnlistedPage(
  page: PageFacts,
  last: LockEntry | undefined,
  isMissing: boolean,
  rules: Rules,
  directory: UrlDirectory,
): { change: PageUpdate | null; entry: LockEntry | null } {
  const isOurs = last !== undefined || readKey(page.data, 'aliasesArchive') !== undefined;
  const ledger = isOurs
    ? planLedger({ page, after: page.data, last, rules, directory, wanted: [], isPruned: false })
    : null;
  const wantsFlag = isMissing && rules.missing === 'flag' && last?.fields['unavailable'] === undefined;
  // A flag that a person took out while the video was away stays out.
  const isFlagged = wantsFlag && readKey(page.data, 'unavailable') === undefined;
  // It stands there already where an import was killed before it wrote the lock.
  const hasFlag = wantsFlag && readKey(page.data, 'unavailable') === true;
  const flag: FieldChange = {
    key: 'unavailable',
    action: 'set',
    reason: 'unavailable',
    before: undefined,
    after: true,
  };
  const changes = [...(ledger?.changes ?? []), ...(isFlagged ? [flag] : [])];
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
      last || isFlagged || hasFlag
        ? {
            url: ledger?.url ?? '',
            fields: {
              ...last?.fields,
              ...ledger?.memory,
              ...((isFlagged || hasFlag) && { unavailable: true }),
            },
          }
        : null,
  };
}
