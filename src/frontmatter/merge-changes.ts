import { isDeepStrictEqual } from 'node:util';
import { findKey } from '../model/front-matter.ts';
import type { FieldChange, Value } from '../model/value.ts';
import { EditError } from './errors.ts';
import { replaceLoneSurrogates } from './surrogates.ts';

/** What one key is to become; undefined if it goes. */
export interface MergedChange {
  /** In the page's spelling if it has the key. */
  key: string;
  value: Value | undefined;
  timestamp: boolean;
}

/**
 * Works out what each key is to hold. One that holds it already is left out.
 *
 * @throws EditError if a list is to be edited and the page has something else, or the key twice
 */
export function mergeChanges(data: Record<string, Value>, changes: readonly FieldChange[]): MergedChange[] {
  const merged = new Map<string, MergedChange>();
  for (const change of changes) {
    const key =
      findPageKey(data, change.key) ??
      findKey([...merged.keys()], change.key) ??
      replaceLoneSurrogates(change.key);
    const before = merged.has(key) ? merged.get(key)?.value : data[key];
    const timestamp = change.action === 'set' && change.timestamp === true;
    merged.set(key, { key, value: applyChange(key, before, change), timestamp });
  }
  return [...merged.values()].filter(({ key, value }) => !isDeepStrictEqual(data[key], value));
}

/** The values that the page is to have. */
export function applyToValues(
  data: Record<string, Value>,
  merged: readonly MergedChange[],
): Record<string, Value> {
  const values: Record<string, Value> = Object.assign(Object.create(null), data);
  for (const { key, value } of merged) {
    if (value === undefined) delete values[key];
    else values[key] = value;
  }
  return values;
}

function findPageKey(data: Record<string, Value>, key: string): string | undefined {
  const keys = Object.keys(data);
  const found = findKey(keys, key);
  if (found !== key && keys.filter((other) => other.toLowerCase() === key.toLowerCase()).length > 1) {
    throw new EditError(`the page has "${key}" in several spellings`);
  }
  return found;
}

function applyChange(key: string, before: Value | undefined, change: FieldChange): Value | undefined {
  if (change.action === 'set') return replaceLoneSurrogates(change.after);
  if (change.action === 'remove') return undefined;
  const list = typeof before === 'string' && change.splitText ? change.splitText : before;
  if (change.action === 'append') return [...toList(key, list), ...replaceLoneSurrogates(change.entries)];
  if (before === undefined) return undefined;
  // A number such as `- 2020` is a URL too.
  return toList(key, list).filter(
    (entry) => typeof entry === 'object' || !change.entries.includes(String(entry)),
  );
}

function toList(key: string, value: Value | undefined): Value[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' && value.trim() === '') return [];
  if (Array.isArray(value)) return value;
  if (typeof value === 'object') throw new EditError(`"${key}" is a map, not a list`);
  return [value];
}
