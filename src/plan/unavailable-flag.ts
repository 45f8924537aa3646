import type { DraftField, Generator } from '../generators/generator.ts';
import { isSame, readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Plan } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import { isRecord } from '../model/validation.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { AbsentVideo } from './availability.ts';
import { findFormerDraft, undoDraft, withholdAgain } from './withhold.ts';

/** What happens to a page's flag. `known`: what the lockfile records of it; undefined for nothing. */
interface FlagPlan {
  changes: FieldChange[];
  /** True for `unavailable: true`; for a draft, the keys with what the page had under them, null for nothing. */
  known: Value | undefined;
}

/**
 * Decides on a page's flag: `unavailable: true` with `missing: flag`; with `draft`, the keys that keep a page out of
 * the build. It is set when the video leaves, and removed when it is back.
 */
export function planFlag(
  page: VideoPage,
  availability: AbsentVideo['availability'],
  last: LockfileEntry | undefined,
  { missing }: Pick<Rules, 'missing'>,
  { draftFields }: Pick<Generator, 'draftFields'>,
): FlagPlan {
  const known = last?.values['unavailable'];
  const isListed = availability === 'listed' || availability === 'withheld';
  if (availability === 'unknown') return { changes: [], known };
  if (isListed) return { changes: takeOut(page, known, missing, draftFields), known: undefined };
  if (missing === 'report') return { changes: [], known };
  // A flag that the user took out while the video was away stays out.
  if (known !== undefined && isDraft(known) === (missing === 'draft')) {
    const { changes, entry } = withholdAgain(page, isDraft(known) ? known : {}, draftFields);
    return { changes, known: entry.withheld ?? known };
  }
  const replaced = known === undefined ? [] : takeOut(page, known, missing, draftFields);
  const added = missing === 'draft' ? addDraft(page, draftFields) : addFlag(page);
  return { ...added, changes: [...replaced, ...added.changes] };
}

function addFlag(page: VideoPage): FlagPlan {
  const current = readKey(page.data, flagKey);
  // It is there already if an import was killed before it wrote the lockfile.
  if (current !== undefined) return { changes: [], known: isSame(current, true) || undefined };
  return { changes: [setFlag(flagKey, current, true)], known: true };
}

/** The user's own draft stays, and so does a value that says neither yes nor no. */
function addDraft(page: VideoPage, fields: readonly DraftField[]): FlagPlan {
  const open = fields.filter(({ key, value }) => !isSame(readKey(page.data, key), value));
  if (open.length === 0 || open.some((field) => !mayReplace(readKey(page.data, field.key), field))) {
    return { changes: [], known: undefined };
  }
  return {
    changes: open.map(({ key, value }) => setFlag(key, readKey(page.data, key), value)),
    known: Object.fromEntries(open.map(({ key }) => [key, readKey(page.data, key) ?? null])),
  };
}

function mayReplace(current: Value | undefined, { replacesText }: DraftField): boolean {
  return (
    current === undefined ||
    typeof current === 'boolean' ||
    (replacesText === true && typeof current === 'string')
  );
}

function takeOut(
  page: VideoPage,
  known: Value | undefined,
  missing: Rules['missing'],
  fields: readonly DraftField[],
): FieldChange[] {
  if (isDraft(known)) {
    const former = findFormerDraft(page, known, fields);
    return undoDraft(page, former?.earlier ?? known, former?.fields ?? fields, 'available-again');
  }
  // If the lockfile was lost, a flag is recognised by its name; a draft may be the user's own.
  const isOurs = known !== undefined || missing === 'flag';
  return isOurs && isSame(readKey(page.data, flagKey), true)
    ? [{ key: flagKey, action: 'remove', reason: 'available-again', before: true }]
    : [];
}

/** The front matter key of the flag. */
export const flagKey = 'unavailable';

function setFlag(key: string, before: Value | undefined, after: Value): FieldChange {
  return { key, action: 'set', reason: 'unavailable', before, after };
}

function isDraft(known: Value | undefined): known is { [key: string]: Value } {
  return isRecord(known);
}

/**
 * Whether a plan would flag more than a fifth of all pages: that is most likely the wrong channel.
 *
 * @returns how many pages it would flag; null if that is not too many
 */
export function countTooManyFlags({ changes }: Plan, pageCount: number): number | null {
  const { length } = changes.filter(
    ({ page, fields }) => page && fields.some(({ reason }) => reason === 'unavailable'),
  );
  return length > pageCount / 5 ? length : null;
}
