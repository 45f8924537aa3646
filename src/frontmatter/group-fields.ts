import { isMap, type Value } from '../model/value.ts';
import type { NewField } from './format.ts';

/**
 * Groups fields by their first key, in the order in which the keys come first.
 *
 * @returns the fields below each key, with what is left of their paths: nothing for the key's own value
 */
export function groupFields(fields: readonly NewField[]): [key: string, below: NewField[]][] {
  const groups = new Map<string, NewField[]>();
  for (const { path, value, timestamp } of fields) {
    const [key = '', ...rest] = path;
    const field = { path: rest, value, timestamp };
    const below = groups.get(key);
    if (below) below.push(field);
    else groups.set(key, [field]);
  }
  return [...groups].map(([key, below]) => [key, below.length === 1 ? below : below.flatMap(openMap)]);
}

/** The value of a key that has no fields below it; undefined if it has some. */
export function ownValue(below: readonly NewField[]): NewField | undefined {
  return below.length === 1 && below[0]?.path.length === 0 ? below[0] : undefined;
}

/** Gives a map's entries as fields: `params` and `params.a` are one map. */
export function openMap(field: NewField): NewField[] {
  const { path, value, timestamp } = field;
  if (path.length > 0) return [field];
  return isMap(value)
    ? Object.entries(value).map(([key, item]) => ({ path: [key], value: item, timestamp }))
    : [];
}

/** The value that the fields below a key make. */
export function toValue(below: readonly NewField[]): Value {
  const own = ownValue(below);
  if (own !== undefined) return own.value;
  return Object.fromEntries(groupFields(below).map(([key, inner]) => [key, toValue(inner)]));
}
