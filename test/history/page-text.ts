import { isDeepStrictEqual } from 'node:util';
import matter from 'gray-matter';
import { parse } from 'yaml';

export type Values = Record<string, unknown>;

/** A page as a test sees it: what it says, and the very text of each of its parts. */
export interface PageText {
  text: string;
  data: Values;
  /** Key → its lines, comments and blank lines around it not counted. */
  parts: Map<string, string>;
  /** The comments of the front matter, sorted. */
  comments: string[];
  body: string;
}

const keyLine = /^([A-Za-z]\w*):/;
const anchor = /^(\w+:) &\w+/;
const comment = /(?:^| )(# note \d+)$/;

/** Reads a page. Comments are those that `addComment` writes. */
export function readPage(text: string): PageText {
  const { head, body } = split(text);
  const parts = new Map<string, string>();
  const comments: string[] = [];
  let key = '';
  for (const line of head) {
    const found = comment.exec(line)?.[1];
    if (found) comments.push(found);
    if (found === line.trim() || line.trim() === '') continue;
    key = keyLine.exec(line)?.[1] ?? key;
    parts.set(key, `${parts.get(key) ?? ''}${line}\n`);
  }
  const { data } = matter(text, { engines: { yaml: (source: string) => parse(source) ?? {} } });
  return { text, data, parts, comments: comments.sort(), body };
}

/** Writes a value behind a key, in the person's own style; a key that the page lacks is added at the end. */
export function setValue(text: string, key: string, value: unknown, quote: Quote): string {
  return edit(text, (head) => {
    const lines = formatKey(key, value, quote);
    const [start, end] = locate(head, key);
    return start < 0 ? [...head, ...lines] : [...head.slice(0, start), ...lines, ...head.slice(end)];
  });
}

export function removeKey(text: string, key: string): string {
  return edit(text, (head) => {
    const [start, end] = locate(head, key);
    return start < 0 ? head : [...head.slice(0, start), ...head.slice(end)];
  });
}

/** Takes an entry out of a block list. Nothing happens where the key has no such list. */
export function removeEntry(text: string, key: string, at: number): string {
  return edit(text, (head) => {
    const lines = locateEntries(head, key);
    const line = lines[at % Math.max(lines.length, 1)];
    if (line === undefined) return head;
    const emptied = lines.length === 1 ? head.toSpliced(locate(head, key)[0], 1, `${key}: []`) : head;
    return emptied.toSpliced(line, 1);
  });
}

/** Turns the order of a block list around. */
export function reverseEntries(text: string, key: string): string {
  return edit(text, (head) => {
    const lines = locateEntries(head, key);
    const turned = lines.map((line) => head[line] ?? '').reverse();
    return head.map((line, at) => turned[lines.indexOf(at)] ?? line);
  });
}

/** Adds an entry at the beginning of a block list. */
export function addEntry(text: string, key: string, entry: unknown, quote: Quote): string {
  return edit(text, (head) => {
    const [first] = locateEntries(head, key);
    return first === undefined ? head : head.toSpliced(first, 0, `- ${formatScalar(entry, quote)}`);
  });
}

/** Puts an anchor on a block list: an import does not edit a list that may be meant elsewhere too. */
export function addAnchor(text: string, key: string): string {
  return edit(text, (head) => {
    if (locateEntries(head, key).length === 0) return head;
    return head.map((line) =>
      keyLine.exec(line)?.[1] === key ? line.replace(/:(?! &)/, `: &${key}`) : line,
    );
  });
}

export function removeAnchors(text: string): string {
  return edit(text, (head) => head.map((line) => line.replace(anchor, '$1')));
}

/** Whether an import may be unable to edit a page. */
export function hasAnchor({ parts }: PageText): boolean {
  return [...parts.values()].some((part) => anchor.test(part));
}

/** Adds a comment: a line of its own, or at the end of a line. */
export function addComment(text: string, number: number, at: number, isOwnLine: boolean): string {
  return edit(text, (head) => {
    const index = at % Math.max(head.length, 1);
    const line = head[index];
    if (isOwnLine || line === undefined || line.includes('#'))
      return head.toSpliced(index, 0, `# note ${number}`);
    return head.toSpliced(index, 1, `${line} # note ${number}`);
  });
}

export function setBody(text: string, body: string): string {
  return `${text.slice(0, text.length - split(text).body.length)}${body}`;
}

export type Quote = 'single' | 'double';

function formatKey(key: string, value: unknown, quote: Quote): string[] {
  if (!Array.isArray(value)) return [`${key}: ${formatScalar(value, quote)}`];
  if (value.length === 0) return [`${key}: []`];
  return [`${key}:`, ...value.map((item) => `- ${formatScalar(item, quote)}`)];
}

function formatScalar(value: unknown, quote: Quote): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return quote === 'single' ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

function split(text: string): { head: string[]; body: string } {
  const end = text.indexOf('\n---', 3);
  const lineEnd = text.indexOf('\n', end + 1);
  return {
    head: text
      .slice(4, end + 1)
      .split('\n')
      .slice(0, -1),
    body: lineEnd < 0 ? '' : text.slice(lineEnd + 1),
  };
}

function edit(text: string, change: (head: string[]) => string[]): string {
  const { head, body } = split(text);
  return `---\n${change(head)
    .map((line) => `${line}\n`)
    .join('')}---\n${body}`;
}

/** The lines of a block list that have an entry each. */
function locateEntries(head: string[], key: string): number[] {
  const [start, end] = locate(head, key);
  const lines = head.map((_, at) => at).filter((at) => at > start && at < end && head[at]?.startsWith('- '));
  return start < 0 ? [] : lines;
}

/** Where the lines of a key begin and end; comment lines behind it are not its own. */
function locate(head: string[], key: string): [start: number, end: number] {
  const start = head.findIndex((line) => keyLine.exec(line)?.[1] === key);
  let end = start + 1;
  for (let at = end; start >= 0 && at < head.length && !keyLine.test(head[at] ?? ''); at++) {
    if (!/^\s*(#|$)/.test(head[at] ?? '')) end = at + 1;
  }
  return [start, end];
}

/** The entries of a list, or the one value where a page has no list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** An empty list is not missing: somebody may have meant it. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function isEmpty(value: unknown): boolean {
  return isMissing(value) || (typeof value === 'object' && Object.keys(value as object).length === 0);
}

export const isSame = (a: unknown, b: unknown) => isDeepStrictEqual(a, b);
