import { isSame, readKey } from '../model/front-matter.ts';
import {
  findEntry,
  type Lockfile,
  type LockfileEntry,
  type LockfileSource,
  makeLockfile,
} from '../model/lockfile.ts';
import type { Page } from '../model/page.ts';
import type { Value } from '../model/value.ts';

/** Joins the two halves that a bad merge made of one lockfile: what either knows is kept. */
export function mergeLockfiles(a: Lockfile, b: Lockfile): Lockfile {
  const merged = makeLockfile();
  for (const { sources, unimported, pages } of [a, b]) {
    for (const [id, source] of Object.entries(sources)) {
      merged.sources[id] = mergeSources(merged.sources[id], source);
    }
    Object.assign(merged.unimported, unimported);
    for (const [id, entry] of Object.entries(pages)) {
      const earlier = merged.pages[id];
      merged.pages[id] = earlier ? mergeEntries(earlier, entry) : entry;
    }
  }
  return merged;
}

/**
 * Settles where the two halves disagree about a value by the page: what it has of one of them, an import wrote.
 *
 * @param merged of both halves
 */
export function settleByPages(
  merged: Lockfile,
  halves: readonly Lockfile[],
  found: readonly Page[],
): Lockfile {
  const pages = Object.assign(makeLockfile().pages, merged.pages);
  for (const { videoId, data } of found) {
    const entry = findEntry(merged, videoId ?? '');
    if (videoId === null || entry === undefined) continue;
    const values = Object.entries(entry.values).map(([key, value]) => {
      const written = halves.map((half) => findEntry(half, videoId)?.values[key]);
      return [key, value ?? written.find((other) => isSame(other, readKey(data, key))) ?? null];
    });
    pages[videoId] = { ...entry, values: Object.fromEntries(values) };
  }
  return { ...merged, pages };
}

/** Joins what is known of one source: every name is kept. */
export function mergeSources(a: LockfileSource = {}, b: LockfileSource): LockfileSource {
  const names = listDistinct([...(a.names ?? []), ...(b.names ?? [])]);
  return { ...a, ...b, ...(names.length > 0 && { names }) };
}

/**
 * Joins two entries of one page. Where they disagree, the value is no longer known, so it counts as the user's. Every
 * URL is kept, and every entry that a list has had, so that nothing the user removed comes back.
 */
export function mergeEntries(a: LockfileEntry, b: LockfileEntry): LockfileEntry {
  const keys = listKeys(a, b) as (keyof LockfileEntry)[];
  const parts = keys.flatMap((key) => (isAgreed(a[key], b[key]) ? [[key, a[key] ?? b[key]] as const] : []));
  const entries = listKeys(a.values, a.entries, b.values, b.entries).flatMap((key) => {
    const list = isSame(a.values[key], b.values[key]) ? [] : [a.values[key], b.values[key]];
    const known = listDistinct([...list, a.entries?.[key], b.entries?.[key]].filter(Array.isArray).flat());
    return known.length > 0 ? [[key, known] as const] : [];
  });
  const url = b.url ?? a.url;
  const pending = [...(a.pendingUrls ?? []), ...(b.pendingUrls ?? []), ...(a.url === null ? [] : [a.url])];
  const pendingUrls = listDistinct(pending).filter((other) => other !== url);
  const { entries: _, ...others } = Object.fromEntries(parts) as Partial<LockfileEntry>;
  return {
    ...others,
    url,
    values: mergeValues(a.values, b.values),
    ...(entries.length > 0 && { entries: Object.fromEntries(entries) }),
    ...mergeUrls('aliases', a, b),
    ...mergeUrls('archive', a, b),
    ...(pendingUrls.length > 0 && { pendingUrls }),
  };
}

function mergeValues(a: LockfileEntry['values'], b: LockfileEntry['values']): LockfileEntry['values'] {
  const values = listKeys(a, b).map((key): [string, Value] => {
    const value = a[key];
    return [key, value !== undefined && isSame(value, b[key]) ? value : null];
  });
  return Object.fromEntries(values);
}

function mergeUrls(list: 'aliases' | 'archive', a: LockfileEntry, b: LockfileEntry): Partial<LockfileEntry> {
  if (!a[list] && !b[list]) return {};
  return { [list]: listDistinct([...(a[list] ?? []), ...(b[list] ?? [])]) };
}

/** Whether two parts are the same, or only one side has it. */
function isAgreed(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined || isSame(a as Value, b as Value);
}

function listKeys(...maps: (object | undefined)[]): string[] {
  return [...new Set(maps.flatMap((map) => Object.keys(map ?? {})))];
}

function listDistinct<Item extends Value>(items: Item[]): Item[] {
  return items.filter((item, at) => items.findIndex((other) => isSame(other, item)) === at);
}
