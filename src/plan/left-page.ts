import type { Batch } from '../model/batch.ts';
import { isMade, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { PageChange } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Video } from '../model/video.ts';
import { collectDecisions } from './collect-decisions.ts';
import type { PagePlan } from './page-plan.ts';
import { type PageUrls, planLeftUrls } from './page-urls.ts';
import type { FieldDecision } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/** Whether imports leave a page alone: it was there before, and the config says `existing: leave`. */
export function isLeft(last: LockfileEntry | undefined, { existing }: Pick<Rules, 'existing'>): boolean {
  return existing === 'leave' && !isMade(last);
}

interface LeftPageState extends Pick<Batch, 'rules' | 'source'> {
  urls: UrlIndex;
  /** What the rules say of its fields. */
  decisions: readonly FieldDecision[];
  /** Those that an import would carry out with `existing: fill`. */
  taken: readonly FieldDecision[];
}

/**
 * Plans a page that is left alone: only its previous URLs join its lists. The lockfile keeps YouTube's value from when
 * it first saw each field, so that with `existing: fill` the page follows from there.
 */
export function planLeftPage(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  { rules, source, urls, decisions, taken }: LeftPageState,
): PagePlan {
  const history = planLeftUrls(page, last, rules, urls);
  const isNew = ({ key, change }: FieldDecision) => !change && last?.values[key] === undefined;
  const seen = collectDecisions(decisions.filter(isNew), last);
  const keys = taken.filter(({ change }) => change).map(({ key }) => key);
  return {
    change: makeLeftChange(video, page, history),
    entry: {
      ...renewLeftEntry(last, history),
      ...(source !== null && last?.source === undefined && { source }),
      values: { ...seen.values, ...last?.values },
      ...(seen.values['slug'] !== undefined &&
        last?.values['slug'] === undefined && { slugTitle: video.title }),
    },
    conflicts: [],
    kept: keys.length > 0 ? [{ reason: 'left', keys }] : [],
  };
}

/** The change of a page that is left alone; null if none of its URLs moved. */
export function makeLeftChange(
  { id, title }: Pick<Video, 'id' | 'title'>,
  page: VideoPage,
  { changes, url }: PageUrls,
): PageChange | null {
  if (changes.length === 0) return null;
  return { video: { id, title }, path: page.path, page, url, fields: changes, body: null };
}

/** Its lockfile entry. */
export function renewLeftEntry(last: LockfileEntry | undefined, history: PageUrls): LockfileEntry {
  const { pendingUrls, ...others } = last ?? { values: {} };
  return { ...others, existed: true, url: history.url, ...history.remembered };
}
