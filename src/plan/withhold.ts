import { findDraftFields } from '../generators/drafts.ts';
import type { DraftField } from '../generators/generator.ts';
import { isSame, readKey, readText } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Rules } from '../model/rules.ts';
import type { Field, FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';

/** What a config does with a video: the strictest action for its kinds. */
export function findAction(
  { broadcast, isShort, privacy }: Pick<Video, 'broadcast' | 'isShort' | 'privacy'>,
  filters: Rules['filters'],
): 'publish' | 'draft' | 'skip' {
  const actions = [
    ...(broadcast === 'upcoming' ? [filters.premieres] : []),
    ...(broadcast === 'live' ? [filters.live] : []),
    ...(isShort === false ? [] : [filters.shorts]),
    ...(privacy === 'unlisted' ? [filters.unlisted] : []),
    ...(privacy === 'private' ? ['skip' as const] : []),
  ];
  return (['skip', 'draft'] as const).find((action) => actions.includes(action)) ?? 'publish';
}

/**
 * Makes a new page a draft.
 *
 * @returns its fields plus those that keep it out of the build; and, for the lockfile, what it would have under those
 *   keys, null for nothing
 */
export function withhold(
  fields: readonly Field[],
  draftFields: readonly DraftField[],
): { fields: Field[]; withheld: Record<string, Value> } {
  const written = new Map(draftFields.map(({ key, value }) => [key, value]));
  const find = (key: string) => fields.find((field) => field.key === key);
  const added = draftFields.filter(({ key }) => !find(key)).map(({ key, value }) => ({ key, value }));
  const replaced = fields.map((field) => ({ ...field, value: written.get(field.key) ?? field.value }));
  return {
    fields: [...replaced, ...added],
    withheld: Object.fromEntries(draftFields.map(({ key }) => [key, find(key)?.value ?? null])),
  };
}

/**
 * Rewrites a draft that an import made for the previous generator so that today's treats it as one.
 *
 * @param withheld what it had under the keys of that draft, null for nothing
 * @returns what the lockfile records instead of what it knows of the draft
 */
export function withholdAgain(
  page: VideoPage,
  withheld: Record<string, Value>,
  draftFields: readonly DraftField[],
): { changes: FieldChange[]; entry: Pick<LockfileEntry, 'withheld'> } {
  const former = findFormerDraft(page, withheld, draftFields);
  if (!former) return { changes: [], entry: {} };
  const fields = draftFields.map(({ key, value }) => ({
    key,
    before: readKey(page.data, key),
    after: value,
  }));
  return {
    changes: [
      ...undoDraft(page, former.earlier, former.fields, 'withheld'),
      ...fields.map((field): FieldChange => ({ ...field, action: 'set', reason: 'withheld' })),
    ],
    entry: { withheld: Object.fromEntries(fields.map(({ key, before = null }) => [key, before])) },
  };
}

/**
 * Finds out whether a page is a draft that an import made and only the previous generator recognises.
 *
 * @param known what the page had under the keys of that draft, null for nothing
 * @returns what makes it one, and what `undoDraft` is to write; null if it is none
 */
export function findFormerDraft(
  page: VideoPage,
  known: Record<string, Value>,
  draftFields: readonly DraftField[],
): { fields: readonly DraftField[]; earlier: Record<string, Value> } | null {
  // A key that the user took out stays out.
  const isTodays = draftFields.every(({ key }) => Object.hasOwn(known, key));
  const fields = isTodays ? null : findDraftFields(page.data, Object.keys(known));
  return fields && { fields, earlier: writeOut(page, known, fields) };
}

/** Only the previous generator would fill it in. */
function writeOut(
  { data }: VideoPage,
  withheld: Record<string, Value>,
  former: readonly DraftField[],
): Record<string, Value> {
  const written = { ...withheld };
  for (const { key, slugToken } of former) {
    const value = withheld[key];
    if (slugToken && typeof value === 'string')
      written[key] = value.replaceAll(slugToken, () => readText(data, 'slug'));
  }
  return written;
}

/**
 * Keeps a draft that an import made until its video is published, and then undoes it as far as the page still is one.
 * The user's own drafts stay.
 *
 * @returns `last` for the next lockfile, and `withheld`: the keys of a draft that stays
 */
export function planWithholding(
  page: VideoPage,
  last: LockfileEntry | undefined,
  isPublished: boolean,
  draftFields: readonly DraftField[],
): { changes: FieldChange[]; last: LockfileEntry | undefined; withheld: Record<string, Value> } {
  const { withheld = {} } = last ?? {};
  if (isPublished) {
    const changes = undoDraft(page, withheld, draftFields, 'published');
    return { changes, last: omitWithheld(last), withheld: {} };
  }
  const { changes, entry } = withholdAgain(page, withheld, draftFields);
  return { changes, last: last && { ...last, ...entry }, withheld: entry.withheld ?? withheld };
}

/** The lockfile entry of a page whose draft was undone. */
function omitWithheld(entry: LockfileEntry | undefined): LockfileEntry | undefined {
  if (entry?.withheld === undefined) return entry;
  const { withheld: _, ...others } = entry;
  return others;
}

/**
 * Removes what keeps a page out of the build.
 *
 * @param earlier what the page had under the keys, null for nothing; keys that are not here stay
 */
export function undoDraft(
  { data }: VideoPage,
  earlier: Record<string, Value>,
  draftFields: readonly DraftField[],
  reason: 'published' | 'available-again' | 'withheld',
): FieldChange[] {
  const ours = draftFields.filter(
    ({ key, value }) => Object.hasOwn(earlier, key) && isSame(readKey(data, key), value),
  );
  return ours.map(({ key, value }): FieldChange => {
    const after = earlier[key] ?? null;
    return after === null
      ? { key, action: 'remove', reason, before: value }
      : { key, action: 'set', reason, before: value, after };
  });
}

/** Whether a page's own front matter keeps it out of the build, now or after this import. */
export function isDraft(
  page: VideoPage,
  last: LockfileEntry | undefined,
  draftFields: readonly DraftField[],
): boolean {
  return (
    draftFields.every(({ key, value }) => isSame(readKey(page.data, key), value)) ||
    withholdAgain(page, last?.withheld ?? {}, draftFields).changes.length > 0
  );
}
