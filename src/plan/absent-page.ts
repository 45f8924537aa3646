import { readKey } from '../model/front-matter.ts';
import { isGoneNote, isImported, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { PageChange } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { AbsentVideo } from './availability.ts';
import { applyChanges } from './collect-decisions.ts';
import { isLeft, makeLeftChange, renewLeftEntry } from './left-page.ts';
import { planLeftUrls, planPageUrls } from './page-urls.ts';
import { planFlag } from './unavailable-flag.ts';
import type { UrlIndex } from './url-index.ts';
import { planWithholding } from './withhold.ts';

/**
 * Plans the edits of a page whose video this import does not bring: it left the channel, or a filter keeps it out.
 * Nothing is deleted. If an import has known the page, its URLs are kept as usual: it may get a new URL before its
 * video is back.
 *
 * @returns the change and what the lockfile is to hold; null if that stays as it is
 */
export function planAbsentPage(
  page: VideoPage,
  noted: LockfileEntry | undefined,
  availability: AbsentVideo['availability'],
  rules: Rules,
  urls: UrlIndex,
): { change: PageChange | null; entry: LockfileEntry | null } {
  const last = noted && isGoneNote(noted) ? undefined : noted;
  if (isLeft(last, rules)) return planLeftAbsentPage(page, last, rules, urls);
  const { unavailable: _, ...values } = last?.values ?? {};
  const flag = planFlag(page, availability, last, rules, urls.generator);
  const isPublished = availability === 'listed';
  const draft = planWithholding(page, last, isPublished, urls.generator.draftFields);
  // A page that gets a flag gets a line in the lockfile, and its URLs join its lists now, so that the next import
  // changes nothing.
  const hasArchive = readKey(page.data, urls.generator.urlLists.archive) !== undefined;
  const isKnown = last !== undefined || flag.known !== undefined || hasArchive;
  const history = isKnown
    ? planPageUrls({
        page,
        after: applyChanges(page.data, draft.changes),
        last,
        rules,
        urls,
        tokens: null,
        isPruned: false,
      })
    : null;
  const drafting = draft.changes.filter(
    ({ key }) => isPublished || flag.changes.every((change) => change.key !== key),
  );
  const fields = [...(history?.changes ?? []), ...flag.changes, ...drafting];
  return {
    change:
      fields.length > 0
        ? {
            video: { id: page.videoId, title: String(readKey(page.data, 'title') ?? page.videoId) },
            path: page.path,
            page,
            url: history?.url ?? last?.url ?? null,
            fields,
            body: null,
          }
        : null,
    entry:
      last || flag.known !== undefined
        ? {
            ...(!isImported(last) && { existed: true }),
            ...omitPending(draft.last),
            ...history?.remembered,
            url: history?.url ?? null,
            values: { ...values, ...(flag.known !== undefined && { unavailable: flag.known }) },
          }
        : null,
  };
}

/** A page that no import has known is left alone. */
function planLeftAbsentPage(
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): { change: PageChange | null; entry: LockfileEntry | null } {
  if (!last) return { change: null, entry: null };
  const history = planLeftUrls(page, last, rules, urls);
  const title = String(readKey(page.data, 'title') ?? page.videoId);
  return {
    change: makeLeftChange({ id: page.videoId, title }, page, history),
    entry: renewLeftEntry(last, history),
  };
}

/** Its URLs have joined the lists. */
function omitPending({ pendingUrls, ...entry }: Partial<LockfileEntry> = {}): Partial<LockfileEntry> {
  return entry;
}
