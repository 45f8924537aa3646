import * as v from 'valibot';

/** Whether a value is an object with keys: not null, no list, no Date. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** Stands before valibot's objects in a pipe, because they take lists too. */
export const record = v.custom<Record<string, unknown>>(isRecord, ({ input }) => mismatch('object', input));

/** An object with these keys. Others do no harm: they are dropped. */
export function object<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(record, v.object(entries));
}

/** The path of what is wrong, key by key. */
export function pathOf(issue: v.BaseIssue<unknown>): string[] {
  return (issue.path ?? []).map(({ key }) => String(key));
}

/** Says what is wrong. Unlike valibot's own words, it shows no value. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  const options = listOptions(issue);
  if (options.length > 1) return `expected one of ${options.map((option) => `"${option}"`).join('|')}`;
  return mismatch((issue.expected ?? 'something else').replace(/[()]/g, '').toLowerCase(), issue.input);
}

/** The texts that are valid where only some are. */
export function listOptions({ expected }: v.BaseIssue<unknown>): string[] {
  return [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, option]) => option ?? '');
}

/** What people call the types. */
const typeNames = new Map([
  ['array', 'a list'],
  ['object', 'a map of keys'],
  ['string', 'a string'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
]);

function mismatch(expected: string, received: unknown): string {
  if (received === undefined) return 'is missing';
  const name = typeNames.get(expected);
  return name === undefined ? `expected ${expected}, received ${nameType(received)}` : `must be ${name}`;
}

function nameType(value: unknown): string {
  return Number.isNaN(value) ? 'NaN' : Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
}
