import type { Lock, LockEntry } from '../model/lockfile.ts';
import type { Value } from '../model/value.ts';

const version = 1;
const head = `{"version":${version},"pages":{`;
const tail = '}}';
const line = /^"([A-Za-z0-9_-]{11})":(\{.*\}),?$/;

/** What was read of a lock. `damage` says what was wrong with it; the entries that could be read are kept. */
export interface LockReading {
  lock: Lock;
  damage: string | null;
  /** Whether a newer tubematter wrote it: what it says must not be taken for damage and written over. */
  isNewer: boolean;
}

/**
 * Reads a lock line by line, so that a bad merge costs only the lines it touched: a line that cannot be read is
 * forgotten, and of two lines for one video only what they agree on is kept, and the URLs of both. Forgetting is safe:
 * without a lock every value that differs from YouTube's counts as a person's.
 */
export function parseLock(lines: Iterable<string>): LockReading {
  const lock: Lock = Object.create(null);
  const bad: number[] = [];
  let first: string | undefined;
  let number = 0;
  for (const raw of lines) {
    number++;
    first ??= raw;
    const content = raw.trim();
    if (content === '' || content === head || content === tail) continue;
    const [, videoId, json = ''] = line.exec(content) ?? [];
    const entry = parseEntry(json);
    if (videoId === undefined || !entry) {
      bad.push(number);
      continue;
    }
    const earlier = lock[videoId];
    if (earlier) bad.push(number);
    lock[videoId] = earlier ? keepAgreed(earlier, entry) : entry;
  }
  const isNewer = Number(/^\s*\{"version":(\d+),/.exec(first ?? '')?.[1] ?? 0) > version;
  return { lock, damage: describeDamage(first ?? '', bad), isNewer };
}

function describeDamage(first: string, bad: number[]): string | null {
  if (bad.length > 1) return `${bad.length} lines are damaged, the first is line ${bad[0]}`;
  if (bad.length === 1) return `line ${bad[0]} is damaged`;
  return first.startsWith(head) ? null : 'its first line is not that of a lock';
}

/**
 * Writes a lock: one line a video, sorted by id, so that git merges it well.
 *
 * @returns its lines one after another, each with its newline
 */
export function* serialiseLock(lock: Lock): Generator<string> {
  yield `${head}\n`;
  const videoIds = Object.keys(lock).sort();
  for (const videoId of videoIds) {
    const entry = lock[videoId];
    const json = JSON.stringify({ url: entry?.url, fields: sortKeys(entry?.fields ?? {}) });
    yield `"${videoId}":${json}${videoId === videoIds.at(-1) ? '' : ','}\n`;
  }
  yield `${tail}\n`;
}

function parseEntry(json: string): LockEntry | null {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || !('url' in value) || !('fields' in value)) return null;
    const { url, fields } = value;
    if (typeof url !== 'string' || typeof fields !== 'object' || fields === null || Array.isArray(fields))
      return null;
    return { url, fields: fields as Record<string, Value> };
  } catch {
    return null; // Reported by its line number.
  }
}

function keepAgreed(a: LockEntry, b: LockEntry): LockEntry {
  const keys = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  const fields = [...keys].map((key): [string, Value] => {
    const [one, other] = [a.fields[key], b.fields[key]];
    if (urlLists.includes(key)) return [key, [...new Set([one ?? [], other ?? []].flat())]];
    return [key, one !== undefined && JSON.stringify(one) === JSON.stringify(other) ? one : null];
  });
  return { url: b.url, fields: Object.fromEntries(fields) };
}

const urlLists = ['aliases', 'aliasesArchive'];

function sortKeys(fields: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
