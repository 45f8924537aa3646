import * as v from 'valibot';
import { isRecord } from '../model/validation.ts';
import type { Value } from '../model/value.ts';
import { tokens } from '../plan/tokens.ts';
import { findTokens } from '../text/template.ts';

/** A page with more levels could not be read again. */
const deepest = 99;

/** The `expected` of an unknown token's issue, whose `input` is its name. */
export const knownToken = 'token';

/** Any value that front matter can hold. Errors in it have their own path. */
export const value = v.pipe(
  v.custom<Value>(() => true),
  v.rawCheck(({ dataset, addIssue }) => {
    if (isDeep(dataset.value, deepest)) addIssue({ message: 'is nested too deeply, or holds itself' });
    else for (const flaw of findFlaws(dataset.value, [])) addIssue(flaw);
  }),
);

/** Says which tokens of a template do not exist. */
export const knowsTokens = v.rawCheck<string>(({ dataset, addIssue }) => {
  if (dataset.typed) for (const flaw of findUnknownTokens(dataset.value, [])) addIssue(flaw);
});

type Flaw = v.RawCheckIssueInfo<Value>;

function isDeep(input: unknown, levels: number): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return levels === 0 || Object.values(input).some((inner) => isDeep(inner, levels - 1));
}

function findFlaws(input: unknown, path: v.IssuePathItem[]): Flaw[] {
  if (typeof input === 'string') return findUnknownTokens(input, path);
  if (input === null || typeof input === 'boolean' || Number.isFinite(input)) return [];
  if (!Array.isArray(input) && !isRecord(input)) {
    return [makeFlaw('must be a string, a number, true, false, null, a list or a map', path)];
  }
  const entries: [key: string | number, inner: unknown][] = Array.isArray(input)
    ? [...input.entries()]
    : Object.entries(input);
  return entries.flatMap(([key, inner]) => {
    const below: v.IssuePathItem[] = [
      ...path,
      { type: 'unknown', origin: 'value', input, key, value: inner },
    ];
    return key === '__proto__' ? [makeFlaw('cannot be a key', below)] : findFlaws(inner, below);
  });
}

function findUnknownTokens(text: string, path: v.IssuePathItem[]): Flaw[] {
  return findTokens(text)
    .filter((name) => !Object.hasOwn(tokens, name))
    .map((name) => ({
      ...makeFlaw(`has an unknown token {${name}}`, path),
      input: name,
      expected: knownToken,
    }));
}

function makeFlaw(message: string, [first, ...others]: v.IssuePathItem[]): Flaw {
  return { message, path: first && [first, ...others] };
}
