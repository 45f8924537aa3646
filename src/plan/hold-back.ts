import { renderKeys } from '../generators/render-keys.ts';
import { isEmpty, isMissing, readKey } from '../model/front-matter.ts';
import { isMade, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { KeptReason } from '../model/plan.ts';
import type { FieldChange } from '../model/value.ts';
import { applyChanges } from './collect-decisions.ts';
import type { FieldDecision } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/** What an import writes of what the rules say about a page that exists, and what it leaves out. */
export interface HeldBack {
  taken: FieldDecision[];
  /** The keys that stay as they are on the page. */
  kept: { reason: KeptReason; keys: string[] }[];
}

/**
 * Leaves out what would move a page that exists, or show it in another way: keys that decide how it is rendered, if the
 * page is not one that an import made; and keys that decide its URL. Only what follows YouTube may move a page, and only
 * from a URL that is known, since that one joins its lists.
 */
export function holdBack(
  decisions: readonly FieldDecision[],
  page: VideoPage,
  last: LockfileEntry | undefined,
  urls: UrlIndex,
): HeldBack {
  // As of most pages.
  if (decisions.length === 0) return { taken: [], kept: [] };
  const rendering = isMade(last)
    ? []
    : decisions.filter((decision) => isAdded(decision, page) && decidesRendering(decision, page, urls));
  const others = decisions.filter((decision) => !rendering.includes(decision));
  const isUnknown = urls.findUrl(page) === null;
  const moving = isUnknown
    ? others.filter(({ key, change }) => change && urls.generator.urlKeys.includes(key))
    : findMoving(others, page, urls);
  const empty = decisions.filter((decision) => isKeptEmpty(decision, page, last));
  const groups: [KeptReason, FieldDecision[]][] = [
    [isUnknown ? 'url-unknown' : 'url', moving],
    ['rendering', rendering],
    ['empty', empty],
  ];
  return {
    taken: others.filter((decision) => !moving.includes(decision)),
    kept: groups
      .filter(([, held]) => held.length > 0)
      .map(([reason, held]) => ({ reason, keys: held.map(({ key }) => key) })),
  };
}

/** Whether a key stays as it is on a page. */
export function isKept(kept: HeldBack['kept'], key: string): boolean {
  return kept.some(({ keys }) => keys.includes(key));
}

/** The added keys that would give a page another URL than it has, or than it gets by what follows YouTube. */
function findMoving(decisions: readonly FieldDecision[], page: VideoPage, urls: UrlIndex): FieldDecision[] {
  const added = decisions.filter((decision) => isAdded(decision, page));
  if (added.length === 0) return [];
  const following = decisions.filter((decision) => !added.includes(decision)).flatMap(toChanges);
  const findUrl = (changes: readonly FieldChange[]) =>
    urls.findUrl({ ...page, data: applyChanges(page.data, changes) });
  const url = findUrl(following);
  const moves = (changes: readonly FieldChange[]) => {
    const other = findUrl(changes);
    return url === null || other === null || urls.generator.foldUrl(other) !== urls.generator.foldUrl(url);
  };
  if (!moves([...following, ...added.flatMap(toChanges)])) return [];
  const taken = [...following];
  return added.filter((decision) => {
    const changes = toChanges(decision);
    if (moves([...taken, ...changes])) return true;
    taken.push(...changes);
    return false;
  });
}

/** `always` is how the config says that a key is meant for every page. */
function isAdded({ key, update, change }: FieldDecision, { data }: VideoPage): boolean {
  return change !== undefined && update !== 'always' && isMissing(readKey(data, key));
}

function decidesRendering(
  { key }: FieldDecision,
  { path }: VideoPage,
  { generator, served }: UrlIndex,
): boolean {
  // Another date would be shown, and sort the page elsewhere.
  if (key === 'date' && served.isDatedByName(path)) return true;
  // Where it decides the URL, it is known whether it moves the page.
  if (generator.urlKeys.includes(key)) return false;
  return renderKeys.some((other) => other.toLowerCase() === key.toLowerCase());
}

/** An empty list that an import meets for the first time, where YouTube has something to say. */
function isKeptEmpty(
  { key, update, youtube }: FieldDecision,
  { data }: VideoPage,
  last: LockfileEntry | undefined,
): boolean {
  const value = readKey(data, key);
  const mayFill = update === 'if-missing' || update === 'until-edited';
  return (
    mayFill && Array.isArray(value) && isEmpty(value) && !isEmpty(youtube) && last?.values[key] === undefined
  );
}

function toChanges({ change }: FieldDecision): FieldChange[] {
  return change ? [change] : [];
}
