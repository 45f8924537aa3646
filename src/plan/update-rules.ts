import type { Generator } from '../generators/generator.ts';
import { isEmpty, isMissing, isSame, listEntries, readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Conflict } from '../model/plan.ts';
import type { Rules, UpdateRule } from '../model/rules.ts';
import { isSameMoment } from '../model/timestamp.ts';
import type { FieldChange, Reason, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { fillTemplate, findTokens, type Tokens } from '../text/template.ts';
import { summariseFormerly } from '../youtube/former-summary.ts';
import { isTimestampTemplate } from './tokens.ts';

/** What happens to one field: a change, a conflict or neither; and what the lockfile records of it. */
export interface Decision {
  change?: FieldChange;
  conflict?: Conflict;
  /** YouTube's value; undefined if the page neither has nor had this key. */
  known: Value | undefined;
  /** Entries that a list has had besides YouTube's. */
  entries?: Value[];
}

/** One field of a page as the three sides have it. Undefined: absent, or unknown. */
export interface FieldState {
  key: string;
  update: UpdateRule;
  /** Whether the value is a point in time, which may be written in several ways. */
  isTimestamp?: boolean;
  page: Value | undefined;
  /** YouTube's value at the last import as the lockfile holds it; null if it is not known. */
  last: Value | undefined;
  /** Entries that the lockfile knows besides that. */
  lastEntries?: Value[] | undefined;
  youtube: Value | undefined;
}

/** What the rule of one field says about a page. */
export interface FieldDecision extends Decision {
  key: string;
  update: UpdateRule;
  /** YouTube's value; undefined if it is not known. */
  youtube: Value | undefined;
}

/**
 * Decides each field of a page where there is something to decide, except the two lists of URLs.
 *
 * @param youtubeSlug YouTube's slug for this page
 */
export function decideFields(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  tokens: Tokens,
  youtubeSlug: string,
  { generator }: { generator: Generator },
): FieldDecision[] {
  const lists = Object.values(generator.urlLists);
  const decisions: FieldDecision[] = [];
  for (const { key, value, update } of rules.fields) {
    if (lists.includes(key) || isNamedOtherwise(page, key, value)) continue;
    const before = last?.values[key];
    const onPage = readKey(page.data, key);
    const youtube = key === 'slug' ? youtubeSlug : fillField(value, tokens, before ?? onPage, video);
    const mayFollow = update === 'append' || (update === 'always' && !isSame(onPage, youtube));
    // True of most fields: there is nothing to decide.
    if (before !== undefined && !mayFollow && isSame(youtube, before)) continue;
    const decision = decideField({
      key,
      update,
      isTimestamp: isTimestampTemplate(value),
      page: onPage,
      last: before,
      lastEntries: last?.entries?.[key],
      youtube,
    });
    decisions.push({ key, update, youtube, ...decision });
  }
  return decisions;
}

/**
 * Applies the update rule of one field. The rules are the table "Who owns a field" in the README. Under every rule, the
 * lockfile gets YouTube's value and every entry, so that changing the config and back forgets nothing.
 *
 * Decided elsewhere: which slug is YouTube's (existing-slug.ts), the two lists of URLs (url-history.ts) and the mark of a
 * video that is gone (unavailable-flag.ts).
 */
export function decideField(state: FieldState): Decision {
  const { update, page, last, youtube } = state;
  if (update === 'append' && youtube !== undefined) return decideAppend(state, listEntries(youtube));
  const known = page === undefined && last === undefined ? undefined : (youtube ?? last ?? null);
  const decision = { known, ...keepEntries(state, youtube) };
  if (youtube === undefined || update === 'on-create') return decision;
  if (isMissing(page) && last === undefined) return fillMissing(state, youtube);
  if (update === 'until-edited') return { ...decision, ...decideUntilEdited(state, youtube) };
  if (update === 'always') return { ...decision, ...decideAlways(state, youtube) };
  return decision;
}

/** Writes a key that the page lacks and no import has known. */
function fillMissing(state: FieldState, youtube: Value): Decision {
  if (!isEmpty(youtube)) return { change: setValue(state, 'missing', youtube), known: youtube };
  return { known: state.page === undefined ? undefined : youtube };
}

/** The page changes only while its value still is what the last import wrote. */
function decideUntilEdited(state: FieldState, youtube: Value): Pick<Decision, 'change' | 'conflict'> {
  const { key, page, last } = state;
  const isKnown = last !== undefined && last !== null;
  if (!isKnown || isSameValue(state, page, youtube)) return {};
  if (page !== undefined && isSameValue(state, page, last)) {
    return { change: setValue(state, 'youtube-changed', youtube) };
  }
  return isSameValue(state, last, youtube) ? {} : { conflict: { key, page, youtube, last } };
}

function decideAlways(state: FieldState, youtube: Value): Pick<Decision, 'change'> {
  // A key that the user took out stays out.
  if (state.page === undefined || isSameValue(state, state.page, youtube)) return {};
  return { change: setValue(state, 'youtube-changed', youtube) };
}

function setValue({ key, page, isTimestamp }: FieldState, reason: Reason, after: Value): FieldChange {
  return { key, action: 'set', reason, before: page, after, ...(isTimestamp && { timestamp: true }) };
}

/** Appends entries that the list lacks and no import has known. */
function decideAppend(state: FieldState, wanted: Value[]): Decision {
  const { key, page, last } = state;
  // A key that the user took out stays out.
  if (page === undefined && last !== undefined) return { known: last, ...keepEntries(state, last) };
  const present = listEntries(page);
  const remembered = listRemembered(state);
  const entries = wanted.filter((entry) => !holds(present, entry) && !holds(remembered, entry));
  if (entries.length === 0 && page === undefined) return { known: undefined };
  const isKnown = last !== undefined && wanted.every((entry) => holds(remembered, entry));
  const known = isKnown ? last : wanted;
  const decision = { known, ...keepEntries(state, known) };
  return entries.length === 0
    ? decision
    : { change: { key, action: 'append', reason: 'new-entry', entries }, ...decision };
}

/** All entries that a list is known to have had, besides those of the value that the lockfile gets. */
function keepEntries(state: FieldState, value: Value | undefined): Pick<Decision, 'entries'> {
  const beside = listRemembered(state).filter((entry) => !holds(listEntries(value), entry));
  return beside.length > 0 ? { entries: beside } : {};
}

function listRemembered({ last, lastEntries = [] }: FieldState): Value[] {
  return [...(Array.isArray(last) ? last : []), ...lastEntries];
}

function holds(list: Value[], entry: Value): boolean {
  return list.some((other) => isSame(other, entry));
}

/** Whether two values of a field mean the same: nothing is nothing in all its spellings, a moment is one moment. */
function isSameValue({ isTimestamp }: FieldState, a: Value | undefined, b: Value | undefined): boolean {
  return isSame(a, b) || (isEmpty(a) && isEmpty(b)) || (isTimestamp === true && isSameMoment(a, b));
}

/**
 * YouTube's value of a field. What an earlier version made of the same description counts as current: an upgrade
 * changes no page.
 *
 * @param known what the last import knew, or else what the page has
 */
function fillField(
  template: Value,
  tokens: Tokens,
  known: Value | undefined,
  { description }: Video,
): Value | undefined {
  const filled = fillTemplate(template, tokens);
  if (isSame(filled, known)) return known;
  if (isEmpty(known) || !findTokens(template).includes('description')) return filled;
  const former = fillTemplate(template, { ...tokens, description: summariseFormerly(description) });
  return isSame(former, known) ? known : filled;
}

/**
 * Whether a field holds the video's id and the page already says it in its own way: under another key, as a URL or in a
 * list.
 */
function isNamedOtherwise(
  { data, videoId, idKey = 'videoId' }: VideoPage,
  key: string,
  value: Value,
): boolean {
  if (value !== '{videoId}') return false;
  const own = readKey(data, key);
  if (isEmpty(own)) return !/^(videoId|ResourceId)$/i.test(idKey);
  const entries = listEntries(own);
  return (
    own !== videoId && entries.some((entry) => typeof entry === 'string' && parseVideoId(entry) === videoId)
  );
}
