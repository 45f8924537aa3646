import type { Lockfile, LockfileEntry } from '../model/lockfile.ts';
import { makeLockfile } from '../model/lockfile.ts';
import { isRecord } from '../model/validation.ts';
import type { Value } from '../model/value.ts';

const version = 2;
const pagesEnd = '}}';
const unimportedStart = '},"unimported":{';
const head = /^\ufeff?\{"version":(\d+),(.*)"pages":\{$/;
const writtenVersion = /^\ufeff?\s*\{\s*"version":\s*(\d+),/;
const idLine = /^"([A-Za-z0-9_-]{11})":(.+?),?$/;

/** What was read of a lockfile. `damage` says what was wrong with it; the entries that could be read are kept. */
export interface LockfileReading {
  lockfile: Lockfile;
  damage: string | null;
  /** Whether a newer tubematter wrote it: what it says must not be taken for damage and written over. */
  isNewer: boolean;
}

/**
 * Reads a lockfile of version 1 or 2: as JSON, in any layout, and line by line if a bad merge made it something else.
 */
export function parseLockfile(text: string): LockfileReading {
  const json = parseJson(text.replace(/^\ufeff/, ''));
  const written = isRecord(json) ? Number(json['version']) : Number(writtenVersion.exec(text)?.[1]);
  // What a newer version has made of the rest is not known.
  if (written > version) return { lockfile: makeLockfile(), damage: null, isNewer: true };
  if (isRecord(json) && isRecord(json['pages']) && !hasLinesTwice(text, json['pages'])) {
    const read = readParts(json);
    if (read !== null) return read;
  }
  return parseLines(text);
}

/**
 * Whether a file is a lockfile that tubematter wrote, if a damaged one: a version and pages in JSON, or a line as only
 * lockfiles have it.
 */
export function isOwnLockfile(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  const [, , beforePages] = head.exec(first.trim()) ?? [];
  // The first line as it is written tells it: the import that asks parses the whole file later.
  if (beforePages !== undefined && isRecord(parseBeforePages(beforePages))) return true;
  const json = parseJson(text.replace(/^\ufeff/, ''));
  if (isRecord(json)) {
    const { version: written, pages } = json;
    // What a newer version has made of the rest is not known; it is refused when it is read.
    return typeof written === 'number' && (isRecord(pages) || written > version);
  }
  return text
    .split('\n')
    .some((line) => head.test(line.trim()) || /^\s*"[A-Za-z0-9_-]{11}":\{"url":/.test(line));
}

/**
 * Writes a lockfile: one line a page, sorted by id, so that git merges it well. Nothing in it is a line end to any reader.
 *
 * @returns its lines one after another, each with its newline
 */
export function* serialiseLockfile(lockfile: Lockfile): Generator<string> {
  // When a page was removed stands here too, so that the page's own line stays as its last import left it.
  const removed = Object.entries(lockfile.pages).flatMap(([id, { removedSince }]) =>
    removedSince === undefined ? [] : [[id, removedSince] as const],
  );
  const sources = serialisePart('sources', lockfile.sources);
  yield `{"version":${version},${sources}${serialisePart('removed', Object.fromEntries(removed))}"pages":{\n`;
  yield* serialiseLines(lockfile.pages, toFields);
  if (Object.keys(lockfile.unimported).length > 0) {
    yield `${unimportedStart}\n`;
    yield* serialiseLines(lockfile.unimported, (source) => source);
  }
  yield `${pagesEnd}\n`;
}

function serialisePart(name: string, part: Record<string, unknown>): string {
  return Object.keys(part).length > 0 ? `"${name}":${toJson(sort(part))},` : '';
}

function* serialiseLines<Item>(
  items: Record<string, Item>,
  write: (item: Item) => unknown,
): Generator<string> {
  const sorted = Object.entries(sort(items));
  for (const [at, [id, item]] of sorted.entries()) {
    yield `"${id}":${toJson(write(item))}${at === sorted.length - 1 ? '' : ','}\n`;
  }
}

/** JSON lets characters stand that some readers take for line ends. */
function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** An entry on disk. The two lists stand among the fields, as they did in version 1. */
function toFields({
  url,
  values,
  aliases,
  archive,
  removedSince,
  ...parts
}: LockfileEntry): Record<string, unknown> {
  const lists = { ...(aliases && { aliases }), ...(archive && { aliasesArchive: archive }) };
  return { url: url ?? '', fields: sort({ ...values, ...lists }), ...parts };
}

function readEntry(value: unknown): LockfileEntry | null {
  if (!isRecord(value) || typeof value['url'] !== 'string' || !isRecord(value['fields'])) return null;
  const { url, fields, ...parts } = value;
  const { aliases, aliasesArchive, ...values } = fields as Record<string, Value>;
  return {
    ...parts,
    url: url === '' ? null : (url as string),
    values,
    ...(aliases !== undefined && { aliases: listTexts(aliases) }),
    ...(aliasesArchive !== undefined && { archive: listTexts(aliasesArchive) }),
  };
}

function readParts(json: Record<string, unknown>): LockfileReading | null {
  if (typeof json['version'] !== 'number') return null;
  const lockfile = makeLockfile();
  const bad: string[] = [];
  for (const [id, value] of Object.entries(json['pages'] ?? {})) {
    const entry = isId(id) ? readEntry(value) : null;
    if (entry) lockfile.pages[id] = entry;
    else bad.push(id);
  }
  readOtherParts(json, lockfile);
  const damage =
    bad.length === 0 ? null : `${countWords(bad.length)} cannot be read, the first is "${bad[0]}"`;
  return { lockfile, damage, isNewer: false };
}

/** Reads what stands beside the pages. These are read already. */
function readOtherParts({ sources, removed, unimported }: Record<string, unknown>, lockfile: Lockfile): void {
  if (isRecord(sources)) {
    for (const [id, known] of Object.entries(sources)) if (isRecord(known)) lockfile.sources[id] = known;
  }
  if (isRecord(removed)) {
    for (const [id, since] of Object.entries(removed)) {
      const entry = lockfile.pages[id];
      if (entry && typeof since === 'string') entry.removedSince = since;
    }
  }
  if (isRecord(unimported)) {
    for (const [id, source] of Object.entries(unimported)) {
      if (isId(id) && typeof source === 'string') lockfile.unimported[id] = source;
    }
  }
}

/**
 * A bad merge costs only the lines it touched: a line that cannot be read is forgotten, and of two lines for one page only
 * what they agree on is kept, and the URLs of both. Forgetting is safe: without a lockfile every value that differs from
 * YouTube's counts as the user's.
 */
function parseLines(text: string): LockfileReading {
  const lockfile = makeLockfile();
  const bad: number[] = [];
  const lines = text.split('\n').map((line) => line.trim());
  const [first = '', ...others] = lines;
  const [, , beforePages] = head.exec(first) ?? [];
  const pageLines = beforePages === undefined ? [first, ...others] : ['', ...others];
  for (const [at, line] of pageLines.entries()) {
    if (line === '' || line === pagesEnd || line === unimportedStart) continue;
    if (!readLine(line, lockfile)) bad.push(at + 1);
  }
  const parts = parseBeforePages(beforePages ?? '');
  if (isRecord(parts)) readOtherParts(parts, lockfile);
  else bad.unshift(1);
  return { lockfile, damage: describeDamage(head.test(first), bad), isNewer: false };
}

/** What the first line holds between the version and the pages. */
function parseBeforePages(text: string): unknown {
  return parseJson(`{${text.replace(/,$/, '')}}`);
}

/** @returns false if the line cannot be read, or tells of a page for a second time */
function readLine(line: string, lockfile: Lockfile): boolean {
  const [, id, json = ''] = idLine.exec(line) ?? [];
  if (id === undefined) return false;
  const value = parseJson(json);
  if (typeof value === 'string') {
    lockfile.unimported[id] = value;
    return true;
  }
  const entry = readEntry(value);
  const earlier = lockfile.pages[id];
  if (entry) lockfile.pages[id] = earlier ? keepAgreed(earlier, entry) : entry;
  return entry !== null && earlier === undefined;
}

function describeDamage(hasHead: boolean, bad: number[]): string | null {
  if (bad.length > 1) return `${bad.length} lines are damaged, the first is line ${bad[0]}`;
  if (bad.length === 1) return `line ${bad[0]} is damaged`;
  return hasHead ? null : 'its first line is not that of a lockfile';
}

/** JSON takes the last of two equal keys without a word. */
function hasLinesTwice(text: string, pages: Record<string, unknown>): boolean {
  const lines = text.match(/^"[A-Za-z0-9_-]{11}":\{"url":/gm)?.length ?? 0;
  return lines > Object.keys(pages).length;
}

function keepAgreed(a: LockfileEntry, b: LockfileEntry): LockfileEntry {
  const keys = new Set([...Object.keys(a.values), ...Object.keys(b.values)]);
  const values = [...keys].map((key): [string, Value] => {
    const [one, other] = [a.values[key], b.values[key]];
    return [key, one !== undefined && JSON.stringify(one) === JSON.stringify(other) ? one : null];
  });
  const both = (list: 'aliases' | 'archive' | 'pendingUrls') => {
    const urls = [...new Set([...(a[list] ?? []), ...(b[list] ?? [])])];
    return (a[list] ?? b[list]) ? { [list]: urls } : {};
  };
  return {
    ...b,
    values: Object.fromEntries(values),
    ...both('aliases'),
    ...both('archive'),
    ...both('pendingUrls'),
  };
}

function listTexts(value: Value): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function countWords(number: number): string {
  return number === 1 ? 'an entry' : `${number} entries`;
}

function isId(id: string): boolean {
  return /^[A-Za-z0-9_-]{11}$/.test(id);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller says what is wrong.
  }
}

function sort<Item>(items: Record<string, Item>): Record<string, Item> {
  return Object.fromEntries(Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)));
}
