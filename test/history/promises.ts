import { expect } from 'vitest';
import type { ConfigInput as Config } from '../../src/config/keys.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { SeenVideo } from './channel.ts';
import { isSameField, listFields, type Memory, youtubeValue } from './memory.ts';
import { isEmpty, isSame, listOf } from './page-text.ts';
import type { FoundPage } from './world.ts';

/** One page around one import. */
export interface Case {
  video: SeenVideo;
  config: Config;
  /** As the last import left it; undefined where this is its first. */
  left: FoundPage | undefined;
  /** As this import found it. */
  found: FoundPage;
  after: FoundPage;
  memory: Memory | undefined;
  plan: Plan;
}

/** Each field is what its owner wants, and nothing else in the page's front matter changed. */
export function checkFields(page: Case): void {
  const { video, config, found, after, memory } = page;
  const isListed = video.standing === 'listed';
  const managed = new Map(listFields(config).map(({ key, update }) => [key, update]));
  for (const key of new Set([...Object.keys(found.data), ...Object.keys(after.data), ...managed.keys()])) {
    if (key.startsWith('aliases')) continue;
    const [before, now, update] = [found.data[key], after.data[key], managed.get(key)];
    const where = `${key} of ${found.path}`;
    if (key === 'unavailable') expect(now, where).toBe(expectFlag(page));
    else if (!update || !isListed) expect(now, where).toEqual(before);
    else {
      const youtube = youtubeValue(key, video, config);
      const last = memory?.fields.get(key);
      const outcomes = expectOutcomes({
        key,
        update,
        before,
        youtube,
        last,
        isDoubtful: memory?.isDoubtful ?? false,
      });
      const holds = outcomes.some((outcome) =>
        outcome === 'kept'
          ? isSame(now, before)
          : outcome === 'appended'
            ? isAppended(page, key, update === 'append' && last === undefined)
            : isSameField(key, now, youtube) && (key !== 'slug' || !isEmpty(now)),
      );
      expect(
        holds,
        `${where} (${update}) was ${show(before)}, YouTube has ${show(youtube)}, the lock ${show(last)}: it must be ${outcomes} and is ${show(now)}`,
      ).toBe(true);
    }
  }
}

type Outcome = 'kept' | 'youtube' | 'appended';

interface FieldCase {
  key: string;
  update: string;
  before: unknown;
  youtube: unknown;
  last: { value?: unknown } | undefined;
  isDoubtful: boolean;
}

function expectOutcomes({ key, update, before, youtube, last, isDoubtful }: FieldCase): Outcome[] {
  if (youtube === undefined || update === 'on-create') return ['kept'];
  // What was never there, or whose deletion is forgotten, is written.
  if (isEmpty(before) && last === undefined) return isEmpty(youtube) ? ['kept'] : ['youtube'];
  if (update === 'append') return before === undefined ? ['kept'] : ['appended'];
  if (update === 'always') return before === undefined ? ['kept'] : ['youtube'];
  if (update === 'if-missing' || isSameField(key, before, youtube)) return ['kept'];
  const isLast = last !== undefined && 'value' in last && before !== undefined && isSame(before, last.value);
  if (!isLast) return ['kept'];
  return isDoubtful ? ['kept', 'youtube'] : ['youtube'];
}

/** The old list with YouTube's new entries at its end; a deleted entry stays away while the lock knows of it. */
function isAppended(
  { video, config, found, after, memory }: Case,
  key: string,
  isForgotten: boolean,
): boolean {
  const before = listOf(found.data[key]);
  const added = listOf(after.data[key]).slice(before.length);
  const last = memory?.fields.get(key);
  const seen = listOf(last?.value);
  const wanted = listOf(youtubeValue(key, video, config)).filter((entry) => !before.includes(entry));
  const fresh = wanted.filter((entry) => !seen.includes(entry));
  if (!isSame(listOf(after.data[key]).slice(0, before.length), before)) return false;
  if (isForgotten || memory?.isDoubtful || (last && !('value' in last))) {
    return added.every((entry) => wanted.includes(entry));
  }
  return isSame(added, fresh);
}

function expectFlag({ video, config, found, memory }: Case): unknown {
  const before = found.data['unavailable'];
  if (config.missing !== 'flag' || video.standing === 'hidden' || video.standing === 'unread') return before;
  if (video.standing === 'listed' || video.standing === 'filtered')
    return before === true ? undefined : before;
  return before !== undefined || memory?.isFlagged ? before : true;
}

/** The ledger has its update rules, and a flag is no field. */
const otherwiseChecked = ['aliases', 'aliasesArchive', 'unavailable'];

/** A person's last word on each field. It stands until they give the field back, or have a deletion forgotten. */
export function checkWords(page: Case, words: Map<string, unknown>): void {
  const { video, config, left, found, after, memory } = page;
  const managed = new Map(listFields(config).map(({ key, update }) => [key, update]));
  for (const key of new Set([left, found].flatMap((version) => Object.keys(version?.data ?? {})))) {
    const isTouched = left && !isSame(left.data[key], found.data[key]);
    if (isTouched && !otherwiseChecked.includes(key)) words.set(key, found.data[key]);
  }
  for (const [key, word] of words) {
    const update = managed.get(key);
    const isListed = video.standing === 'listed' && update !== undefined;
    const last = memory?.fields.get(key);
    const isGivenBack =
      update === 'until-edited' &&
      (isSameField(key, word, youtubeValue(key, video, config)) ||
        (last !== undefined && 'value' in last && isSame(word, last.value)));
    const isForgotten = isEmpty(word) && (last === undefined || memory?.isDoubtful);
    const isOverruled = update === 'always' && word !== undefined;
    if (isListed && (isGivenBack || isForgotten || isOverruled)) words.delete(key);
    else if (isListed && update === 'append' && word !== undefined) {
      expect(listOf(after.data[key]).slice(0, listOf(word).length), key).toEqual(listOf(word));
      words.set(key, after.data[key]);
    } else expect(after.data[key], `a person's word on ${key} of ${found.path}`).toEqual(word);
  }
}

/** What did not change has the same bytes; comments and the body stay. */
export function checkText({ found, after, memory }: Case): void {
  expect(after.path).toBe(found.path);
  for (const [key, part] of found.parts) {
    if (key in after.data && isSame(after.data[key], found.data[key]))
      expect(after.parts.get(key)).toBe(part);
  }
  const isShared = (parts: FoundPage['parts']) => (key: string) => parts.has(key);
  expect([...after.parts.keys()].filter(isShared(found.parts))).toEqual(
    [...found.parts.keys()].filter(isShared(after.parts)),
  );
  expect(after.comments).toEqual(found.comments);
  const mayFillBody = found.body.trim() === '' && !memory;
  if (!mayFillBody) expect(after.body).toBe(found.body);
}

/** Where a person and YouTube both changed a field, the plan names both values, and names nothing else. */
export function checkConflicts({ video, config, found, memory, plan }: Case): void {
  if (memory?.isDoubtful) return;
  const expected = listFields(config).flatMap(({ key, update }) => {
    const last = memory?.fields.get(key);
    const youtube = youtubeValue(key, video, config);
    const page = found.data[key];
    const isConflict =
      update === 'until-edited' &&
      video.standing === 'listed' &&
      youtube !== undefined &&
      last !== undefined &&
      'value' in last &&
      !isSameField(key, page, youtube) &&
      !(page !== undefined && isSame(page, last.value)) &&
      !isSameField(key, last.value, youtube);
    return isConflict ? [{ key, page, youtube, last: last.value }] : [];
  });
  const named = plan.conflicts.find(({ videoId }) => videoId === video.id)?.fields ?? [];
  const sorted = (fields: typeof expected) => fields.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  expect(sorted(named.map(({ key, page, youtube, last }) => ({ key, page, youtube, last })))).toEqual(
    sorted(expected),
  );
}

const show = (value: unknown) => JSON.stringify(value);
