import { isMap, type Value } from './value.ts';

/**
 * The page's own spelling of a key: generators read front matter keys without regard to letter case.
 *
 * @param keys those that the page has
 * @returns the same key, or one that differs only in letter case, or undefined
 */
export function findKey(keys: readonly string[], key: string): string | undefined {
  if (keys.includes(key)) return key;
  const folded = key.toLowerCase();
  return keys.find((own) => own.length === key.length && own.toLowerCase() === folded);
}

/**
 * The value of a key in any letter case; undefined if the page has no such key.
 *
 * @param key nested keys are written with dots: `params.duration`
 */
export function readKey(data: Record<string, Value>, key: string): Value | undefined {
  if (Object.hasOwn(data, key)) return data[key];
  if (key.includes('.')) return readPath(data, findPath(data, key));
  const folded = key.toLowerCase();
  for (const own in data) if (own.length === key.length && own.toLowerCase() === folded) return data[own];
  return undefined;
}

/**
 * The keys that lead to a value, from the root down, in the page's own spelling as far as the page has them.
 *
 * @param key nested keys are written with dots. A page that has the whole of it as one key means that
 */
export function findPath(data: Record<string, Value>, key: string): string[] {
  const own = findKey(Object.keys(data), key);
  if (own !== undefined) return [own];
  const path: string[] = [];
  for (const part of splitKey(key)) {
    const map = readPath(data, path);
    const keys = isMap(map) ? Object.keys(map) : [];
    path.push(findKey(keys, part) ?? part);
  }
  return path;
}

/** Splits `params.duration`. A dot at an end, or beside another, is part of a name. */
export function splitKey(key: string): string[] {
  if (!key.includes('.')) return [key];
  const parts = key.split('.');
  return parts.includes('') ? [key] : parts;
}

/** The value that a path of keys leads to, in the page's own spelling; undefined if there is none. */
export function readPath(data: Record<string, Value>, path: readonly string[]): Value | undefined {
  let value: Value | undefined = data;
  for (const key of path) {
    if (!isMap(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/**
 * A copy of a page's values with another value for a key.
 *
 * @param key nested keys are written with dots
 */
export function withKey(data: Record<string, Value>, key: string, value: Value): Record<string, Value> {
  return withPath(data, findPath(data, key), value);
}

function withPath(
  data: Record<string, Value>,
  [key = '', ...rest]: readonly string[],
  value: Value,
): Record<string, Value> {
  const inner = Object.hasOwn(data, key) ? data[key] : undefined;
  const map = isMap(inner) ? inner : {};
  return { ...data, [key]: rest.length === 0 ? value : withPath(map, rest, value) };
}

/** Absent, null or an empty text. An empty list or map is a value: somebody may have meant it. */
export function isMissing(value: Value | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

/** Absent, null, an empty text, list or map. */
export function isEmpty(value: Value | undefined): boolean {
  if (isMissing(value)) return true;
  if (typeof value !== 'object') return false;
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0;
}

/** Whether two front matter values are the same; the order of a list counts, that of a map does not. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && isSameList(a, b);
  }
  for (const key in a) if (!Object.hasOwn(b, key) || !isSame(a[key], b[key])) return false;
  for (const key in b) if (!Object.hasOwn(a, key)) return false;
  return true;
}

function isSameList(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item, at) => isSame(item, b[at]));
}

/** The URLs of such a list: its texts and numbers. */
export function listUrls(value: Value | undefined): string[] {
  const entries = listEntries(value);
  if (entries.every((entry) => typeof entry === 'string')) return entries;
  return entries.filter((entry) => typeof entry === 'string' || typeof entry === 'number').map(String);
}

/** The entries of a list that people may have written as one text: `aliases: /old` counts as a list of one. */
export function listEntries(value: Value | undefined): Value[] {
  if (isEmpty(value)) return [];
  return Array.isArray(value) ? value : [value as Value];
}

/** The text of a key; `''` for nothing, a list or a map. */
export function readText(data: Record<string, Value>, key: string): string {
  const value = readKey(data, key);
  return isEmpty(value) || typeof value === 'object' ? '' : String(value);
}
