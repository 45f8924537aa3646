import { isEmpty, isSame, listEntries } from '../model/front-matter.ts';
import type { Conflict } from '../model/plan.ts';
import type { UpdateRule } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';

/** What becomes of one field: a change, a conflict, neither; and what the lock shall know of it. */
export interface Decision {
  change?: FieldChange;
  conflict?: Conflict;
  /** Undefined: the page neither has nor had this key. */
  known: Value | undefined;
}

/** One field of a page as the three sides have it. Undefined stands for absent, or unknown. */
export interface FieldState {
  key: string;
  update: UpdateRule;
  page: Value | undefined;
  /** What the lock holds: YouTube's value at the last import (until-edited), all entries so far (append), or null. */
  last: Value | undefined;
  youtube: Value | undefined;
}

/** Applies the update rule of one field. The rules are the table "Who owns a field" in the README. */
export function decideField(state: FieldState): Decision {
  if (state.youtube === undefined || state.update === 'on-create')
    return { known: state.page === undefined ? state.last : (state.last ?? null) };
  if (state.update === 'append') return decideAppend(state, listEntries(state.youtube));
  const fill = fillEmpty(state, state.youtube);
  if (fill) return fill;
  if (state.update === 'until-edited') return decideUntilEdited(state, state.youtube);
  if (state.update === 'always') return decideAlways(state, state.youtube);
  return { known: null };
}

/** A key that is absent or empty, and that no import has known, is written. */
function fillEmpty({ key, update, page, last }: FieldState, youtube: Value): Decision | undefined {
  if (!isEmpty(page) || last !== undefined) return undefined;
  const known = update === 'until-edited' ? youtube : null;
  if (!isEmpty(youtube))
    return { change: { key, action: 'set', reason: 'missing', before: page, after: youtube }, known };
  return { known: page === undefined ? undefined : known };
}

/** last import, page, YouTube: the page changes only while it still is what the last import wrote. */
function decideUntilEdited({ key, page, last }: FieldState, youtube: Value): Decision {
  const known = youtube;
  if (isSame(page, youtube)) return { known };
  if (page !== undefined && last !== null && isSame(page, last)) {
    return { change: { key, action: 'set', reason: 'youtube-changed', before: page, after: youtube }, known };
  }
  const hasYoutubeChanged = last !== undefined && last !== null && !isSame(last, youtube);
  return hasYoutubeChanged ? { conflict: { key, page, youtube, last }, known } : { known };
}

function decideAlways({ key, page }: FieldState, youtube: Value): Decision {
  // A key that a person took out stays out.
  if (page === undefined || isSame(page, youtube)) return { known: null };
  return {
    change: { key, action: 'set', reason: 'youtube-changed', before: page, after: youtube },
    known: null,
  };
}

/** Entries that the list lacks, and that no import has known, join at its end. */
function decideAppend({ key, page, last }: FieldState, wanted: Value[]): Decision {
  // A key that a person took out stays out.
  if (page === undefined && last !== undefined) return { known: last };
  const present = listEntries(page);
  const remembered = Array.isArray(last) ? last : [];
  const has = (list: Value[], entry: Value) => list.some((other) => isSame(other, entry));
  const entries = wanted.filter((entry) => !has(present, entry) && !has(remembered, entry));
  const known = [...remembered, ...wanted.filter((entry) => !has(remembered, entry))];
  if (entries.length === 0) return { known: page === undefined ? undefined : known };
  return { change: { key, action: 'append', reason: 'new-entry', entries }, known };
}
