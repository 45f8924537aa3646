import type { Lockfile } from '../model/lockfile.ts';
import { makeLockfile } from '../model/lockfile.ts';
import { isRecord } from '../model/validation.ts';
import { parseJson, stripMark } from '../text/json.ts';
import { type ConflictSides, takeConflictSides } from './conflict-sides.ts';
import { parseHead, parseLines } from './lockfile-lines.ts';
import { type LockfileReading, readParts, sort, toFields, toSourceFields } from './lockfile-shape.ts';
import { mergeLockfiles } from './merge-lockfiles.ts';

const version = 2;
const writtenVersion = /^\ufeff?\s*\{\s*"version":\s*(\d+),/;

/**
 * Reads a lockfile of version 1 or 2: as JSON, in any layout; both sides of a merge conflict, if git's markers are in
 * it; and line by line if a bad merge broke it.
 */
export function parseLockfile(text: string): LockfileReading {
  const json = parseJson(stripMark(text));
  const written = isRecord(json) ? Number(json['version']) : Number(writtenVersion.exec(text)?.[1]);
  // Nothing else is known of a newer version's lockfile.
  if (written > version) return { lockfile: makeLockfile(), damage: null, isNewer: true };
  if (isRecord(json) && isRecord(json['pages']) && !hasLinesTwice(text, json['pages'])) {
    const read = readParts(json);
    if (read !== null) return read;
  }
  const sides = json === undefined ? takeConflictSides(text) : null;
  return sides ? joinSides(sides) : parseLines(text);
}

function joinSides({ ours, theirs, line }: ConflictSides): LockfileReading {
  const [a, b] = [parseLockfile(ours), parseLockfile(theirs)];
  return {
    lockfile: mergeLockfiles(a.lockfile, b.lockfile),
    damage: `a merge conflict is left in it, from line ${line} on`,
    isNewer: a.isNewer || b.isNewer,
    sides: [a.lockfile, b.lockfile],
  };
}

/** Whether a line is the first of a lockfile in our own layout. */
export function opensLockfile(line: string): boolean {
  return parseHead(line.trim()) !== null;
}

/**
 * Whether a file is a lockfile that tubematter wrote, even a damaged one: a version and pages in JSON, or a line that
 * only lockfiles have.
 */
export function isOwnLockfile(text: string): boolean {
  const json = parseJson(stripMark(text));
  if (isRecord(json)) {
    const { version: written, pages } = json;
    // A newer version's lockfile is refused when it is read.
    return typeof written === 'number' && (isRecord(pages) || written > version);
  }
  return text.split('\n').some(opensLockfile) || Object.keys(parseLockfile(text).lockfile.pages).length > 0;
}

/**
 * Writes a lockfile: one line per page, sorted by id, so that git merges it well. No reader sees a line end within a
 * line.
 *
 * @returns its lines one after another, each with its newline
 */
export function* serialiseLockfile(lockfile: Lockfile): Generator<string> {
  // The dates when pages or videos went are here too, so that a page's own line stays as its last import left it.
  const gone = serialisePart('gone', listDates(lockfile, 'goneSince'));
  const removed = serialisePart('removed', listDates(lockfile, 'removedSince'));
  const known = Object.entries(lockfile.sources).map(([id, source]) => [id, toSourceFields(source)]);
  const sources = serialisePart('sources', Object.fromEntries(known));
  yield `{"version":${version},${sources}${gone}${removed}"pages":{\n`;
  yield* serialiseLines(lockfile.pages, toFields);
  if (Object.keys(lockfile.unimported).length > 0) {
    yield '},"unimported":{\n';
    yield* serialiseLines(lockfile.unimported, (source) => source);
  }
  yield '}}\n';
}

function listDates({ pages }: Lockfile, date: 'goneSince' | 'removedSince'): Record<string, unknown> {
  const ids = Object.keys(pages).filter((id) => pages[id]?.[date] !== undefined);
  return Object.fromEntries(ids.map((id) => [id, pages[id]?.[date]]));
}

function serialisePart(name: string, part: Record<string, unknown>): string {
  return Object.keys(part).length > 0 ? `"${name}":${toJson(sort(part))},` : '';
}

function* serialiseLines<Item>(
  items: Record<string, Item>,
  write: (item: Item) => unknown,
): Generator<string> {
  const ids = Object.keys(items).sort();
  for (const [at, id] of ids.entries()) {
    yield `"${id}":${toJson(write(items[id] as Item))}${at === ids.length - 1 ? '' : ','}\n`;
  }
}

/** JSON allows characters that some readers take for line ends. */
function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** JSON silently takes the last of two equal keys. */
function hasLinesTwice(text: string, pages: Record<string, unknown>): boolean {
  const lines = text.match(/^\s*"[A-Za-z0-9_-]{11}": ?\{\s*"url":/gm)?.length ?? 0;
  return lines > Object.keys(pages).length;
}
