import { renderKeys } from '../generators/render-keys.ts';
import { isEmpty, isMissing, readKey } from '../model/front-matter.ts';
import { isMade, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { KeptReason } from '../model/plan.ts';
import type { FieldChange } from '../model/value.ts';
import { applyChanges } from './collect-decisions.ts';
import type { FieldDecision } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/** Which of the rules' decisions about an existing page an import carries out, and which not. */
export interface HeldBack {
  taken: FieldDecision[];
  /** Keys that stay as they are on the page. */
  kept: { reason: KeptReason; keys: string[] }[];
}

/**
 * Leaves out what would move an existing page, or change how it is rendered if no import made it. Only a value that
 * follows YouTube may move a page, and only from a known URL, since that one joins its lists.
 */
export function holdBack(
  decisions: readonly FieldDecision[],
  page: VideoPage,
  last: LockfileEntry | undefined,
  urls: UrlIndex,
): HeldBack {
  // True of most pages.
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

/** The added keys that would give a page a URL other than the one it has, or gets from values that follow YouTube. */
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
  // Another date would be shown, and would sort the page elsewhere.
  if (key === 'date' && served.isDatedByName(path)) return true;
  // A key that decides the URL is checked for that instead.
  if (generator.urlKeys.includes(key)) return false;
  return renderKeys.some((other) => other.toLowerCase() === key.toLowerCase());
}

/** An empty list that an import sees for the first time, while YouTube has entries. */
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
