import { expect } from 'vitest';
import { listFields, templateOf, youtubeValue } from './fields.ts';
import { type ImportOfPage, isImported } from './memory.ts';
import { isEmpty, isMissing, isSame, listOf } from './page-text.ts';
import {
  type FieldState,
  hasValue,
  isAlike,
  isAsLeft,
  isSameField,
  listRemembered,
  lookUpOutcome,
  type Outcome,
} from './rules.ts';
import { findOwnUrl, fold } from './urls.ts';
import type { FoundPage, Pages, PlanJson } from './world.ts';

/** One import of a page that was there before. */
export interface Case extends ImportOfPage {
  found: FoundPage;
  /** As the last import left it; undefined where this is its first. */
  left: FoundPage | undefined;
  plan: PlanJson;
  /** The id that its video had until now, if the user has written a new one into the page. */
  formerId: string | undefined;
}

/** The user's last word on each field that they touched; undefined: deleted. */
export type Words = Map<string, unknown>;

/** What did not change has the same bytes and its place. */
export function keepsTheText({ found, after }: Case): void {
  expect(after.path).toBe(found.path);
  for (const [key, part] of found.parts) {
    if (key in after.data && isSame(after.data[key], found.data[key]))
      expect(after.parts.get(key)).toBe(part);
  }
  const isShared = (parts: FoundPage['parts']) => (key: string) => parts.has(key);
  expect([...after.parts.keys()].filter(isShared(found.parts))).toEqual(
    [...found.parts.keys()].filter(isShared(after.parts)),
  );
}

/** A page that cannot be edited has its bytes and its place. */
export function keepsEveryByte({ found, after }: Case): void {
  expect([after.path, after.text]).toEqual([found.path, found.text]);
}

export function keepsComments({ found, after }: Case): void {
  expect(after.comments).toEqual(found.comments);
}

/** A page that is left as it is gets URLs that it has left, and nothing else. */
export function leavesThePage({ video, found, after, plan }: Case): void {
  const keys = new Set([...Object.keys(found.data), ...Object.keys(after.data)]);
  for (const key of keys) {
    if (key !== 'aliases' && key !== 'aliasesArchive')
      expect(after.data[key], `${key} of ${found.path}, which is left`).toEqual(found.data[key]);
  }
  expect(after.body).toBe(found.body);
  expect(plan.conflicts.filter(({ videoId }) => videoId === video.id)).toEqual([]);
}

/** An empty body is filled on the first import that knows the page; an import's own leads to the new upload. */
export function keepsTheBody({ video, found, after, memory, plan, formerId }: Case): void {
  const linkTo = (id: string) => `[Watch on YouTube](https://www.youtube.com/watch?v=${id})`;
  if (formerId !== undefined && found.body.trimEnd().endsWith(linkTo(formerId))) {
    // An import wrote it. Where the lockfile does not know that any more, the plan names it.
    const isNamed = plan.problems.some(({ code }) => code === 'former-body');
    const expected = isNamed
      ? found.body
      : [video.description, linkTo(video.id)].filter(Boolean).join('\n\n');
    expect(after.body.trim()).toBe(expected.trim());
    return;
  }
  const mayBeFilled = found.body.trim() === '' && !isImported(memory);
  if (!mayBeFilled) expect(after.body).toBe(found.body);
}

/** Each managed field is what the table says. */
export function followsTheRules(page: Case): void {
  if (page.video.standing !== 'listed') return;
  for (const field of listFields(page.config)) {
    const state = describeField(page, field.key, youtubeValue(field, page.video, page.config));
    const { state: row, outcome } = lookUpOutcome(state, field.update);
    if (isFormerId(page, field.key)) continue;
    const now = page.after.data[field.key];
    // Where a line of the lockfile is doubtful, it may have forgotten what the last import wrote.
    const mayStay = field.update === 'until-edited' && isDoubtful(page, state);
    const holds = isOutcome(page, state, outcome) || (mayStay && isSame(now, state.page));
    const [before, youtube, last, is] = [state.page, state.youtube, state.last, now].map(show);
    expect(
      holds,
      `${field.key} of ${page.found.path} (${field.update}) was ${before}, YouTube has ${youtube}, the lockfile ${last}: it is ${row}, so ${outcome}; it is ${is} now`,
    ).toBe(true);
  }
}

/**
 * The URL of a page moves only by what follows YouTube, and from a URL that is known. Nothing else is left out for it, and
 * the plan names the page that moves.
 */
export function keepsItsUrl({ config, found, after, plan, video }: Case): void {
  const urlOf = (data: FoundPage['data']) => findOwnUrl(data, templateOf(config));
  const rules = new Map(listFields(config).map(({ key, update }) => [key, update]));
  const follows = (key: string) => !isMissing(found.data[key]) || rules.get(key) === 'always';
  const keys = Object.keys({ ...found.data, ...after.data });
  const followed = keys.map((key) => [key, (follows(key) ? after : found).data[key]] as const);
  const [before, now] = [urlOf(found.data), urlOf(after.data)];
  const isSameUrl = (a: string | null, b: string | null) => fold(a ?? '') === fold(b ?? '');
  const moved = `${found.path} moved from ${before} to ${now}`;
  expect(isSameUrl(now, urlOf(Object.fromEntries(followed))), moved).toBe(true);
  if (before === null) {
    for (const key of ['url', 'slug', 'title', 'date'])
      expect(after.data[key], `${key} of ${found.path}`).toEqual(found.data[key]);
  }
  const { movedFrom } = plan.changes.find(({ videoId }) => videoId === video.id) ?? {};
  const isMoved = before !== null && now !== null && !isSameUrl(before, now);
  expect(movedFrom, moved).toBe(isMoved ? before : undefined);
}

/**
 * What is left out of a page for its URL would have moved it. A slug gets a number where the URL is another page's, or one
 * that the config calls gone, and a page that shares its URL would be moved by that.
 *
 * @param taken these URLs, folded
 */
export function leavesOutNoMore({ config, found, after, video, held }: Case, taken: string[]): void {
  const urlOf = (data: FoundPage['data']) => findOwnUrl(data, templateOf(config));
  const [before, now] = [urlOf(found.data), urlOf(after.data)];
  for (const [key, reason] of held) {
    const field = listFields(config).find((other) => other.key === key);
    if (reason === 'url-unknown') expect(before, `${key} of ${found.path}`).toBe(null);
    if (reason !== 'url' || !field) continue;
    const wanted = fold(urlOf({ ...after.data, [key]: youtubeValue(field, video, config) }) ?? '');
    const isMoved = wanted !== fold(now ?? '') || (key === 'slug' && taken.includes(wanted));
    expect(isMoved, `${key} was left out of ${found.path}, and would not have moved it`).toBe(true);
  }
}

/** What no rule manages stays, and so does all of a page whose video the import does not bring. */
export function leavesOtherFields(page: Case): void {
  const { video, config, found, after } = page;
  const managed = video.standing === 'listed' ? listFields(config).map(({ key }) => key) : [];
  const others = [...Object.keys(found.data), ...Object.keys(after.data)].filter(
    (key) => !managed.includes(key) && !otherwisePromised.includes(key) && !isFormerId(page, key),
  );
  for (const key of others) expect(after.data[key], `${key} of ${found.path}`).toEqual(found.data[key]);
}

/** The lists of URLs and the flag have promises of their own. */
const otherwisePromised = ['aliases', 'aliasesArchive', 'unavailable', 'formerVideoIds'];

/** What says which video the page is about follows the user's word, and the former id is noted. */
export function followsTheNewId(page: Case): void {
  const { video, found, after, formerId } = page;
  const noted = [...listOf(found.data['formerVideoIds']), ...(formerId === undefined ? [] : [formerId])];
  expect(listOf(after.data['formerVideoIds'])).toEqual(noted);
  if (isFormerId(page, 'ResourceId')) expect(after.data['ResourceId']).toBe(video.id);
}

function isFormerId({ found, formerId }: Case, key: string): boolean {
  return formerId !== undefined && key === 'ResourceId' && found.data[key] === formerId;
}

/** The id that a video had before it was uploaded again gets no page, and nobody misses it. */
export function forgetsFormerIds(pages: Pages, { missing }: PlanJson): void {
  const former = [...pages.values()].flatMap(({ data }) => listOf(data['formerVideoIds']));
  expect(
    [...pages.keys(), ...missing.map(({ videoId }) => videoId)].filter((id) => former.includes(id)),
  ).toEqual([]);
}

/** With `missing: flag` a page is flagged when its video leaves; a flag of an import goes when the video is back. */
export function flagsMissingVideos({ video, config, found, after, memory }: Case): void {
  const before = found.data['unavailable'];
  const expected = () => {
    if (video.standing === 'hidden' || video.standing === 'unread') return before;
    const isBack = video.standing === 'listed' || video.standing === 'filtered';
    if (isBack && before === true && (config.missing === 'flag' || memory?.isFlagged)) return undefined;
    if (isBack || config.missing !== 'flag') return before;
    const isToldGone = video.standing !== 'absent' || memory?.isFromSource;
    return before !== undefined || memory?.isFlagged || !isToldGone ? before : true;
  };
  expect(after.data['unavailable'], `unavailable of ${found.path}`).toBe(expected());
}

/** Where the user and YouTube both changed a field, the plan names both values, and names nothing else. */
export function tellsConflicts(page: Case): void {
  const { video, config, memory, plan } = page;
  if (memory?.isDoubtful) return;
  const expected = listFields(config).flatMap((field) => {
    const state = describeField(page, field.key, youtubeValue(field, video, config));
    const isTold = video.standing === 'listed' && lookUpOutcome(state, field.update).outcome === 'told';
    const { page: own, youtube, last } = state;
    return isTold ? [{ key: field.key, page: own, youtube, last: last?.value }] : [];
  });
  const named = plan.conflicts.find(({ videoId }) => videoId === video.id)?.fields ?? [];
  const sorted = (fields: typeof expected) => fields.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  expect(sorted(named.map(({ key, page, youtube, last }) => ({ key, page, youtube, last })))).toEqual(
    sorted(expected),
  );
}

/** The user's last word on a field stands until they give the field back, or have a deletion forgotten. */
export function keepsTheWords({ video, config, found, after, memory }: Case, words: Words): void {
  const fields = new Map(listFields(config).map((field) => [field.key, field]));
  for (const [key, word] of words) {
    const field = video.standing === 'listed' ? fields.get(key) : undefined;
    if (!field) {
      expect(after.data[key], `the user's word on ${key} of ${found.path}`).toEqual(word);
      continue;
    }
    const last = memory?.fields.get(key);
    const isGivenBack =
      field.update === 'until-edited' &&
      word !== undefined &&
      (isAlike(key, word, youtubeValue(field, video, config)) || isAsLeft(word, last));
    const isForgotten = isMissing(word) && (last === undefined || memory?.isDoubtful);
    const isOverruled = field.update === 'always' && word !== undefined;
    if (isGivenBack || isForgotten || isOverruled) words.delete(key);
    else if (field.update === 'append' && word !== undefined) {
      expect(listOf(after.data[key]).slice(0, listOf(word).length), key).toEqual(listOf(word));
      words.set(key, after.data[key]);
    } else expect(after.data[key], `the user's word on ${key} of ${found.path}`).toEqual(word);
  }
}

/** Notes what the user has touched since the last import. */
export function noteWords({ left, found }: Case, words: Words): void {
  if (!left) return;
  for (const key of new Set([...Object.keys(left.data), ...Object.keys(found.data)])) {
    const isTouched = !isSame(left.data[key], found.data[key]);
    if (isTouched && !otherwisePromised.includes(key)) words.set(key, found.data[key]);
  }
}

function describeField({ found, memory, held }: Case, key: string, youtube: unknown): FieldState {
  return { key, held: held.get(key), page: found.data[key], youtube, last: memory?.fields.get(key) };
}

function isOutcome(page: Case, state: FieldState, outcome: Outcome): boolean {
  const now = page.after.data[state.key];
  if (outcome === 'written')
    return isSameField(state.key, now, state.youtube) && (state.key !== 'slug' || !isEmpty(now));
  return outcome === 'appended' ? isAppended(page, state) : isSame(now, state.page);
}

function isDoubtful({ memory }: Case, { page, last }: FieldState): boolean {
  return (memory?.isDoubtful ?? false) && isAsLeft(page, last);
}

/** The old list with YouTube's new entries at its end; a deleted entry stays away while the lockfile knows of it. */
function isAppended({ after, memory }: Case, { key, page, youtube, last }: FieldState): boolean {
  const before = listOf(page);
  const kept = listOf(after.data[key]).slice(0, before.length);
  const added = listOf(after.data[key]).slice(before.length);
  const wanted = listOf(youtube).filter((entry) => !before.includes(entry));
  if (!isSame(kept, before)) return false;
  const isForgotten = !hasValue(last) || memory?.isDoubtful;
  if (isForgotten) return added.every((entry) => wanted.includes(entry));
  const seen = listRemembered(last);
  return isSame(
    added,
    wanted.filter((entry) => !seen.includes(entry)),
  );
}

const show = (value: unknown) => JSON.stringify(value);
