import { type Lockfile, makeLockfile } from '../model/lockfile.ts';
import { isRecord } from '../model/validation.ts';
import { parseJson } from '../text/json.ts';
import { type LockfileReading, readEntry, readOtherParts } from './lockfile-shape.ts';
import { mergeEntries, mergeLockfiles } from './merge-lockfiles.ts';

const head = /^\ufeff?\{("version": ?\d+,.*)"pages": ?\{$/;
const writtenHead = /^\ufeff?\{"version":[12],/;
const idStart = /^"([A-Za-z0-9_-]{11})": ?/;
/** Of a channel or a playlist. A date instead says when the page of that line was removed. */
const sourceId = /^[A-Za-z0-9_-]{13,64}$/;
/** The end of one part, or the start of the next. */
const end = /^(?:[}\],]*|(?:\},)?"unimported": ?\{)$/;

/**
 * Reads a lockfile in our own layout line by line, so that neither the whole text nor the whole JSON is in memory
 * besides the entries.
 *
 * @param lines without their ends
 * @returns null for another layout, or a lockfile that is damaged or newer
 */
export function readWritten(lines: Iterable<string>): Lockfile | null {
  const lockfile = makeLockfile();
  let parts: Record<string, unknown> | null = null;
  let last = '';
  for (const whole of lines) {
    const line = whole.trimEnd();
    if (parts === null) {
      parts = writtenHead.test(line) ? parseHead(line) : null;
      if (parts === null) return null;
    } else if (!end.test(line) && !readLine(line, lockfile, null)) return null;
    last = line || last;
  }
  if (parts === null || last !== '}}') return null;
  readOtherParts(parts, lockfile);
  return lockfile;
}

/**
 * Reads a lockfile that is not JSON, or has lines twice. A bad merge costs only the lines it touched: an unreadable line
 * is dropped. That is safe: without an entry, every value that differs from YouTube's counts as the user's. Two lines for
 * one page, as a merge of both sides' lines leaves them, are no damage.
 */
export function parseLines(text: string): LockfileReading {
  const [lockfile, second] = [makeLockfile(), makeLockfile()];
  const heads: Record<string, unknown>[] = [];
  const bad: number[] = [];
  const entries = joinEntries(text.split('\n').map((line) => line.trimEnd()));
  for (const [at, line] of entries.entries()) {
    const parts = parseHead(line);
    // A merge may leave both sides' first lines.
    const opens = parts !== null && heads.length === at;
    if (parts) heads.push(parts);
    if (!opens && !end.test(line) && !readLine(line, lockfile, second)) bad.push(at + 1);
  }
  for (const parts of heads) readOtherParts(parts, lockfile);
  const isCut = !/^\}+$/.test(entries.findLast((line) => line !== '') ?? '');
  const damage = describeDamage(heads.length > 0, bad, isCut);
  if (Object.keys(second.pages).length === 0) return { lockfile, damage, isNewer: false };
  return { lockfile: mergeLockfiles(lockfile, second), damage, isNewer: false, sides: [lockfile, second] };
}

/** What the first line holds before the pages; null for any other line. */
export function parseHead(line: string): Record<string, unknown> | null {
  const [, beforePages] = head.exec(line) ?? [];
  const parts = beforePages === undefined ? null : parseJson(`{${beforePages.replace(/,$/, '')}}`);
  return isRecord(parts) ? parts : null;
}

/**
 * Joins what a formatter has spread over several lines: the first line and each entry. Blank lines replace the others,
 * so that line numbers stay.
 */
function joinEntries(lines: string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at = joined.length) {
    const last = findLast(lines, at);
    joined.push(
      lines
        .slice(at, last + 1)
        .map((line) => line.trim())
        .join(''),
    );
    joined.push(...Array<string>(last - at).fill(''));
  }
  return joined;
}

function findLast(lines: string[], at: number): number {
  const line = lines[at] ?? '';
  const [, indent] = /^(\s*)"[A-Za-z0-9_-]{11}":\s*\{$/.exec(line) ?? [];
  const isLast = (other: string) =>
    indent === undefined ? /^\s*"pages":\s*\{$/.test(other) : other.replace(/,$/, '') === `${indent}}`;
  const opens = indent !== undefined || /^\ufeff?\{$/.test(line);
  const last = opens ? lines.findIndex((other, number) => number > at && isLast(other)) : at;
  return last < 0 ? at : last;
}

/**
 * @param second gets further lines for one page; null: there must be none
 * @returns false if the line cannot be read
 */
function readLine(line: string, lockfile: Lockfile, second: Lockfile | null): boolean {
  const text = line.trim();
  const [start = '', id] = idStart.exec(text) ?? [];
  if (id === undefined) return false;
  const value = parseJson(text.slice(start.length, text.endsWith(',') ? -1 : undefined));
  if (typeof value === 'string') {
    if (!sourceId.test(value)) return false;
    lockfile.unimported[id] = value;
    return true;
  }
  const entry = readEntry(value);
  if (entry === null) return false;
  const { pages } = lockfile.pages[id] ? (second ?? {}) : lockfile;
  if (pages === undefined) return false;
  pages[id] = pages[id] ? mergeEntries(pages[id], entry) : entry;
  return true;
}

function describeDamage(hasHead: boolean, bad: number[], isCut: boolean): string | null {
  if (bad.length > 1) return `${bad.length} lines are damaged, the first is line ${bad[0]}`;
  if (bad.length === 1) return `line ${bad[0]} is damaged`;
  if (!hasHead) return 'its first line is not that of a lockfile';
  return isCut ? 'its end is missing' : null;
}
