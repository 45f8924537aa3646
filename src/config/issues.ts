import { closest, distance } from 'fastest-levenshtein';
import type * as v from 'valibot';
import { describeIssue, isRecord, listOptions, pathOf } from '../model/validation.ts';
import { tokens } from '../plan/tokens.ts';
import { keyVariable } from '../youtube/credential.ts';
import type { About } from './declare.ts';
import { knownFields } from './defaults.ts';
import { knownToken } from './field-value.ts';
import { knownField } from './fields.ts';
import { configSchema } from './keys.ts';

/**
 * Turns what valibot found wrong with a config into one line each: the key's path, what is wrong, and the nearest valid
 * key or token.
 *
 * @param nameKey how a line names a key
 */
export function describeIssues(
  issues: readonly v.BaseIssue<unknown>[],
  nameKey: NameKey = (path) => path.join('.'),
): string[] {
  // A number that is neither whole nor large enough has two issues, but gets one line.
  return [...new Set(issues.flatMap((issue) => describeOne(issue, [], nameKey)))];
}

type NameKey = (path: readonly string[]) => string;

function describeOne(issue: v.BaseIssue<unknown>, above: string[], nameKey: NameKey): string[] {
  const path = [...above, ...pathOf(issue)];
  const token = findBareToken(issue.path?.at(-1)?.value);
  if (token !== undefined) return [`${nameKey(path)}: a string with a token needs quotes: "{${token}}"`];
  // If something inside is wrong, an object was meant.
  const inside = issue.issues?.filter((inner) => inner.path) ?? [];
  if (inside.length > 0) return inside.flatMap((inner) => describeOne(inner, path, nameKey));
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return describeUnknownKeys(issue.path?.at(-1)?.input, path.slice(0, -1), nameKey);
  }
  return [`${path.length === 0 ? '' : `${nameKey(path)}: `}${describeIssue(issue)}${suggestFor(issue)}`];
}

/** The unquoted token: YAML reads `page: {slug}` as a map with the key `slug` and no value. */
function findBareToken(input: unknown): string | undefined {
  const [name = '', ...others] =
    isRecord(input) && Object.values(input)[0] === null ? Object.keys(input) : [];
  return others.length === 0 && Object.hasOwn(tokens, name) ? name : undefined;
}

/** valibot stops at the first one. */
function describeUnknownKeys(input: unknown, path: string[], nameKey: NameKey): string[] {
  const valid = Object.keys(entriesAt(path));
  const unknown = Object.keys(isRecord(input) ? input : {}).filter((key) => !valid.includes(key));
  const shown = valid.filter((key) => key !== '$schema');
  return unknown.map((key) => `${nameKey([...path, key])}: ${explainUnknownKey(key, path, shown)}`);
}

/** However the key of the API is called in a config: it is wrong there. */
const apiKeyName = /^(youtube)?[-_]?(api)?[-_]?key$/i;

function explainUnknownKey(key: string, path: string[], valid: string[]): string {
  if (apiKeyName.test(key)) {
    return `is not a key here: the API key is only read from ${keyVariable}, or the variable that \`key\` names, in the environment or .env (docs/key.md, or tubematter help key)`;
  }
  const renamed = Object.entries(entriesAt(path)).find(([, entry]) => entry.about?.formerly === key);
  return renamed ? `is called \`${renamed[0]}\` now` : `is not a key here${suggest(key, valid)}`;
}

function suggestFor(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === knownToken) return suggest(String(issue.input), Object.keys(tokens));
  if (issue.expected === knownField) {
    return suggest(
      String(issue.input),
      knownFields.map(({ key }) => key),
    );
  }
  return suggestNear(issue.input, listOptions(issue));
}

/** `, did you mean X?` if a valid word is similar, otherwise the valid words. */
function suggest(word: string, valid: string[]): string {
  return suggestNear(word, valid) || (valid.length > 12 ? '' : ` (valid: ${valid.join(', ')})`);
}

function suggestNear(word: unknown, valid: string[]): string {
  if (typeof word !== 'string' || valid.length === 0) return '';
  const nearest = closest(word, valid);
  const isNear = distance(word.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, word.length / 3);
  return isNear ? `, did you mean ${nearest}?` : '';
}

/** The parts of valibot's schemas that hold keys. */
interface Holder {
  about?: About;
  entries?: Record<string, Holder>;
  /** What an optional key wraps. */
  wrapped?: Holder;
  /** What the values of a map are. */
  value?: Holder;
  options?: readonly Holder[];
  pipe?: readonly Holder[];
}

/** The valid keys of the object that a path leads to, with what they are declared to be. */
function entriesAt(path: string[]): Record<string, Holder> {
  const holder = path.reduce<Holder | undefined>((current, name) => {
    const found = findHolder(current);
    return found?.entries ? found.entries[name] : found?.value;
  }, configSchema as Holder);
  return findHolder(holder)?.entries ?? {};
}

function findHolder(schema: Holder | undefined): Holder | undefined {
  if (schema === undefined || schema.entries || schema.value) return schema;
  const inner = [schema.wrapped, ...(schema.pipe ?? []), ...(schema.options ?? [])];
  return inner.map(findHolder).find((holder) => holder?.entries || holder?.value);
}
