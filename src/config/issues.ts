import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { tokenMeanings } from '../plan/tokens.ts';
import { defaultFields } from './defaults.ts';

/**
 * Turns what zod found wrong with a config into one line each: the key's path, what is wrong, and the nearest valid
 * key or token.
 */
export function describeIssues(issues: z.core.$ZodIssue[], schema: z.ZodType, config: unknown): string[] {
  return issues.flatMap((issue): string[] => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      const valid = keysAt(schema, path);
      return issue.keys.map((key) => `${[...path, key].join('.')}: is not a key here${suggest(key, valid)}`);
    }
    if (issue.code === 'invalid_union') return [describeUnion(issue, path, schema, config)].flat();
    if (issue.code === 'invalid_value' && issue.values.length > 1) {
      const valid = issue.values.map(String);
      return [`${join(path)}${lowerFirst(issue.message)}${suggestNear(readAt(config, path), valid)}`];
    }
    const params = issue.code === 'custom' ? issue.params : undefined;
    if (typeof params?.['token'] === 'string') {
      return [`${join(path)}${issue.message}${suggest(params['token'], Object.keys(tokenMeanings))}`];
    }
    if (typeof params?.['field'] === 'string') {
      return [
        `${join(path)}${issue.message}${suggest(
          params['field'],
          defaultFields.map(({ key }) => key),
        )}`,
      ];
    }
    return [`${join(path)}${lowerFirst(issue.message)}`];
  });
}

/** `, did you mean X?` where a valid word is near, else the valid words. */
function suggest(word: string, valid: string[]): string {
  return suggestNear(word, valid) || (valid.length > 12 ? '' : ` (valid: ${valid.join(', ')})`);
}

function suggestNear(word: unknown, valid: string[]): string {
  if (typeof word !== 'string' || valid.length === 0) return '';
  const nearest = closest(word, valid);
  const isNear = distance(word.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, word.length / 3);
  return isNear ? `, did you mean ${nearest}?` : '';
}

function readAt(config: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], config);
}

function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: string[],
  schema: z.ZodType,
  config: unknown,
): string[] {
  // The branch that the writer meant is the one that fails deeper, or with the more particular message.
  const branches = issue.errors.filter((errors) =>
    errors.some(
      ({ path: below, code }) => below.length > 0 || (code !== 'invalid_value' && code !== 'invalid_type'),
    ),
  );
  const [branch] = branches;
  if (!branch) return [`${join(path)}has a value of the wrong type`];
  return describeIssues(
    branch.map((error) => ({ ...error, path: [...issue.path, ...error.path] })),
    schema,
    config,
  );
}

function join(path: string[]): string {
  return path.length === 0 ? '' : `${path.join('.')}: `;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The valid keys of the object that a path leads to. */
function keysAt(schema: z.ZodType, path: string[]): string[] {
  let current: unknown = schema;
  for (const name of [...path, null]) {
    current = unwrap(current);
    if (name === null) break;
    const definition = (current as { shape?: Record<string, unknown>; valueType?: unknown }) ?? {};
    current = definition.shape?.[name] ?? definition.valueType;
  }
  const shape = (current as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape ? Object.keys(shape).filter((key) => key !== '$schema') : [];
}

function unwrap(schema: unknown): unknown {
  let current = schema;
  for (;;) {
    const inner = current as { unwrap?: () => unknown; options?: unknown[] } | undefined;
    if (inner?.options) current = inner.options.find((option) => (option as { shape?: unknown }).shape);
    else if (typeof inner?.unwrap === 'function') current = inner.unwrap();
    else return current;
  }
}
