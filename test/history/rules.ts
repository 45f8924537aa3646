import type { UpdateRule } from '../../src/model/rules.ts';
import { isEmpty, isMissing, isSame, listOf } from './page-text.ts';

/**
 * What an import makes of a field, as the README promises it. The rows are tried from the top: the first that is true of
 * the page, the lockfile and YouTube counts.
 *
 * - stays: the page keeps what it has
 * - told: it keeps what it has, and the plan names this value and YouTube's
 * - written: YouTube's value stands there
 * - appended: YouTube's new entries join at the end of the page's
 */
const table = `
                                            | on-create | if-missing | until-edited | always  | append
YouTube does not say                        | stays     | stays      | stays        | stays   | stays
held back: its URL is not known             | stays     | stays      | stays        | stays   | stays
held back: it would move, or look different | stays     | stays      | stays        | written | stays
what YouTube has                            | stays     | stays      | stays        | stays   | stays
not there, never imported                   | stays     | written    | written      | written | written
taken out, YouTube has changed since        | stays     | stays      | told         | stays   | stays
taken out                                   | stays     | stays      | stays        | stays   | stays
what the last import wrote                  | stays     | stays      | written      | written | appended
the user's, YouTube has changed since       | stays     | stays      | told         | written | appended
the user's                                  | stays     | stays      | stays        | written | appended
`;

export type Outcome = 'stays' | 'told' | 'written' | 'appended';

/** A field as the three sides have it. Undefined stands for absent, or unknown. */
export interface FieldState {
  key: string;
  /** Why the plan says that it leaves the key out, if it does. */
  held: string | undefined;
  page: unknown;
  youtube: unknown;
  /**
   * What the lockfile knows: nothing, that the page had the key, or also the value that YouTube had then, and the entries
   * that a list has had beside it.
   */
  last: { value?: unknown; entries?: unknown[] } | undefined;
}

/** Whether a row of the table is true of a field. */
const rows: Record<string, (field: FieldState) => boolean> = {
  'YouTube does not say': ({ youtube }) => youtube === undefined,
  'held back: its URL is not known': ({ held }) => held === 'url-unknown',
  'held back: it would move, or look different': ({ held }) => held === 'url' || held === 'rendering',
  'what YouTube has': ({ key, page, youtube }) => isAlike(key, page, youtube),
  'not there, never imported': isNew,
  'taken out, YouTube has changed since': (field) => field.page === undefined && hasYoutubeChanged(field),
  'taken out': ({ page }) => page === undefined,
  'what the last import wrote': ({ page, last }) => isAsLeft(page, last),
  "the user's, YouTube has changed since": hasYoutubeChanged,
  "the user's": () => true,
};

const outcomes = parseTable();

/** Looks a field up in the table. @returns the row, for messages, and what becomes of the field */
export function lookUpOutcome(field: FieldState, update: UpdateRule): { state: string; outcome: Outcome } {
  const state = Object.keys(rows).find((row) => rows[row]?.(field)) ?? '';
  const outcome = outcomes.get(state)?.get(update);
  if (!outcome) throw new Error(`The table has nothing for "${state}" and ${update}.`);
  return { state, outcome };
}

/** Whether two values of a field count as one: a number that a clash gave a slug makes no other slug. */
export function isSameField(key: string, value: unknown, youtube: unknown): boolean {
  if (key !== 'slug' || typeof value !== 'string') return isSame(value, youtube);
  const wanted = String(youtube);
  return value.startsWith(wanted) && /^(-\d+)?$/.test(value.slice(wanted.length));
}

/** Whether two values of a field mean the same: no value, an empty text and an empty list all mean nothing. */
export function isAlike(key: string, value: unknown, youtube: unknown): boolean {
  return isSameField(key, value, youtube) || (isEmpty(value) && isEmpty(youtube));
}

/** Whether a value still is what the last import knew. */
export function isAsLeft(value: unknown, last: FieldState['last']): boolean {
  return hasValue(last) && (isSame(value, last.value) || (isEmpty(value) && isEmpty(last.value)));
}

/** Whether the lockfile knows YouTube's value of the last import. */
export function hasValue(last: FieldState['last']): last is { value: unknown } {
  return last !== undefined && 'value' in last;
}

function isNew({ page, last }: FieldState): boolean {
  return isMissing(page) && last === undefined;
}

function hasYoutubeChanged({ key, youtube, last }: FieldState): boolean {
  return hasValue(last) && !isAlike(key, last.value, youtube);
}

function parseTable(): Map<string, Map<string, Outcome>> {
  const [head = [], ...lines] = table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const parsed = new Map(
    lines.map(([state = '', ...cells]) => [
      state,
      new Map(cells.map((cell, at) => [head[at + 1] ?? '', cell as Outcome])),
    ]),
  );
  if (Object.keys(rows).join() !== [...parsed.keys()].join()) throw new Error('Rows and table differ.');
  return parsed;
}

/** Every entry that a list is known to have had. */
export function listRemembered(last: FieldState['last']): unknown[] {
  return [...listOf(last?.value), ...(last?.entries ?? [])];
}
