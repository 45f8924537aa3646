import { isDeepStrictEqual } from 'node:util';
import { findPath, readPath, splitKey } from '../model/front-matter.ts';
import { type FieldChange, isMap, type Value } from '../model/value.ts';
import { EditError } from './errors.ts';
import type { Path } from './format.ts';
import { replaceLoneSurrogates } from './surrogates.ts';

/** The new value of a key; undefined if it is removed. */
export interface MergedChange {
  /** In the page's spelling as far as the page has the keys. */
  path: Path;
  value: Value | undefined;
  timestamp: boolean;
}

/**
 * Works out the new value of each key. A key that has it already is left out. A map that would lose all its keys goes
 * with them.
 *
 * @throws EditError if the list to edit is something else on the page, or its key is there twice
 */
export function mergeChanges(data: Record<string, Value>, changes: readonly FieldChange[]): MergedChange[] {
  const merged = new Map<string, MergedChange>();
  for (const change of changes) {
    const path = findPagePath(data, change.key);
    const id = path.join('\0').toLowerCase();
    const earlier = merged.get(id);
    const before = earlier === undefined ? readPath(data, path) : earlier.value;
    const timestamp = change.action === 'set' && change.timestamp === true;
    const value = applyChange(change.key, before, change);
    merged.set(id, { path: earlier?.path ?? path, value, timestamp });
  }
  const real = [...merged.values()].filter(
    ({ path, value }) => !isDeepStrictEqual(readPath(data, path), value),
  );
  return removeEmptied(data, real);
}

/** The page's values after the changes. */
export function applyToValues(
  data: Record<string, Value>,
  merged: readonly MergedChange[],
): Record<string, Value> {
  const values: Record<string, Value> = Object.assign(Object.create(null), data);
  for (const { path, value } of merged) setValue(values, path, value);
  return values;
}

function setValue(map: Record<string, Value>, [key = '', ...rest]: Path, value: Value | undefined): void {
  if (rest.length === 0) {
    if (value === undefined) delete map[key];
    else map[key] = value;
    return;
  }
  const inner = Object.hasOwn(map, key) ? map[key] : undefined;
  if (value === undefined && !isMap(inner)) return;
  const copy = Object.assign(Object.create(null), isMap(inner) ? inner : {});
  setValue(copy, rest, value);
  map[key] = { ...copy };
}

/** `params` is removed with the last of its keys, unless it was empty before. */
function removeEmptied(data: Record<string, Value>, merged: readonly MergedChange[]): MergedChange[] {
  const after = applyToValues(data, merged);
  const isEmptied = (path: Path) =>
    path.length > 0 && isMap(readPath(data, path)) && hasNoKeys(readPath(after, path));
  const kept = new Map<string, MergedChange>();
  for (const change of merged) {
    let { path } = change;
    while (change.value === undefined && isEmptied(path.slice(0, -1))) path = path.slice(0, -1);
    kept.set(path.join('\0'), { ...change, path });
  }
  return [...kept.values()];
}

function hasNoKeys(value: Value | undefined): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}

/** @throws EditError if the page has one of the keys in several spellings, or something else where a map is needed */
function findPagePath(data: Record<string, Value>, key: string): Path {
  const path = findPath(data, key).map((part) => replaceLoneSurrogates(part));
  const wanted = path.length === 1 ? [key] : splitKey(key);
  for (const [at, part] of path.entries()) {
    const map = readPath(data, path.slice(0, at));
    if (map === undefined || map === null) break;
    if (!isMap(map))
      throw new EditError(`"${path.slice(0, at).join('.')}" is not a map, so it cannot hold "${key}"`);
    const spellings = Object.keys(map).filter((other) => other.toLowerCase() === part.toLowerCase());
    if (part !== wanted[at] && spellings.length > 1) {
      throw new EditError(`the page has "${wanted[at]}" in several spellings`);
    }
  }
  return path;
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
