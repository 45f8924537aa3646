import { makeRecord } from '../../model/record.ts';
import type { Value } from '../../model/value.ts';

/** YAML reads the keywords as other than text. */
const KEY = /^(?!(?:true|false|null)$)[a-z][a-z0-9_-]{0,99}$/i;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const NULL = /^(?:null|Null|NULL)$/;
/** Character codes: comparing them takes less time than comparing texts. */
const [RETURN, SPACE, QUOTE, HASH, APOSTROPHE, DASH, NINE] = [0x0d, 0x20, 0x22, 0x23, 0x27, 0x2d, 0x39];
const longestKeyword = 'false'.length;
const deepestIndent = 8;
/** A tab, a byte order mark, and line ends other than LF and CRLF. */
const UNUSUAL = ['\t', '\ufeff', '\u2028', '\u2029'];

const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;
const DOUBLE_QUOTED = /^"[^"\\]*"$/;
/** Letters, digits and `/` start most plain scalars; YAML's indicators, signs and dots are left to the full parser. */
const PLAIN_START = /^[A-Za-z0-9/\u00c0-\uffef]/;
const SIMPLE_NUMBER = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;
const MAY_BE_NUMBER = /^(?:0[ox][0-9A-Fa-f]+|[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)$/;

/**
 * Reads front matter of the plain kind that nearly all pages have: keys with one-line scalars, lists of such scalars,
 * and maps of one level. It exists for speed: reading the front matter of 2,000 imported pages takes a twelfth of
 * the time that it takes with the full parser. What it returns is what the full parser returns (a property test holds
 * this).
 *
 * @param source the text between the fences that `findBlock` found, which has no control characters
 * @returns null for anything unusual, which the full parser has to read
 */
export function readPlainYaml(source: string): Record<string, Value> | null {
  if (UNUSUAL.some((character) => source.includes(character))) return null;
  const data = makeRecord();
  let count = 0;
  /** The key that has no value yet or a collection that may go on. */
  let open: OpenKey | null = null;
  for (const lineWithEnd of source.split('\n')) {
    const line =
      lineWithEnd.charCodeAt(lineWithEnd.length - 1) === RETURN ? lineWithEnd.slice(0, -1) : lineWithEnd;
    if (line === '') continue;
    const first = line.charCodeAt(0);
    if (first === HASH || (first === SPACE && line.charCodeAt(skipSpaces(line, 1)) === HASH)) continue;
    if (first === DASH || first === SPACE) {
      if (open === null || !addToCollection(data, open, line)) return null;
      continue;
    }
    const entry = splitEntry(line, 0);
    if (entry === null) return null;
    const { key, text } = entry;
    const value = text === '' ? null : text === '[]' ? [] : readScalar(text);
    if (value === undefined) return null;
    data[key] = value;
    count++;
    open = text === '' ? { key, indent: 0 } : null;
  }
  // Fewer if a key came twice.
  return Object.keys(data).length === count ? data : null;
}

interface OpenKey {
  key: string;
  /** Of its list's dashes or of its map's keys. */
  indent: number;
}

function addToCollection(data: Record<string, Value>, open: OpenKey, line: string): boolean {
  const collection = data[open.key] ?? null;
  const indent = skipSpaces(line, 0);
  if (indent > deepestIndent || (collection !== null && indent !== open.indent)) return false;
  open.indent = indent;
  if (line.charCodeAt(indent) === DASH && line.charCodeAt(indent + 1) === SPACE) {
    const value = readScalar(line.slice(indent + 2));
    if (value === undefined) return false;
    if (collection === null) data[open.key] = [value];
    else if (Array.isArray(collection)) collection.push(value);
    else return false;
    return true;
  }
  const { key = '', text = '' } = indent === 0 ? {} : (splitEntry(line, indent) ?? {});
  const value = text === '' ? undefined : readScalar(text);
  if (value === undefined) return false;
  if (collection === null) data[open.key] = { [key]: value };
  else if (typeof collection !== 'object' || Array.isArray(collection)) return false;
  else if (Object.hasOwn(collection, key)) return false;
  else collection[key] = value;
  return true;
}

/** Takes `key: text` apart; null if the line is something else. */
function splitEntry(line: string, start: number): { key: string; text: string } | null {
  const colon = line.indexOf(':', start);
  const key = line.slice(start, Math.max(colon, start));
  if (!KEY.test(key)) return null;
  const textStart = skipSpaces(line, colon + 1);
  const isSeparate = textStart > colon + 1 || textStart === line.length;
  return isSeparate ? { key, text: line.slice(textStart) } : null;
}

function skipSpaces(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Reads a one-line scalar; undefined for one that the full parser has to read. */
function readScalar(text: string): string | number | boolean | null | undefined {
  const first = text.charCodeAt(0);
  if (first === APOSTROPHE) {
    return SINGLE_QUOTED.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
  }
  if (first === QUOTE) return DOUBLE_QUOTED.test(text) ? text.slice(1, -1) : undefined;
  if (!isPlain(text)) return undefined;
  if (first <= NINE) {
    if (SIMPLE_NUMBER.test(text)) return Number(text);
    return MAY_BE_NUMBER.test(text) ? undefined : text;
  }
  if (text.length > longestKeyword) return text;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return NULL.test(text) ? null : text;
}

function isPlain(text: string): boolean {
  if (text.charCodeAt(text.length - 1) === SPACE || !PLAIN_START.test(text)) return false;
  // Looking for one character takes far less time than for two.
  if (text.includes(':') && (text.endsWith(':') || text.includes(': '))) return false;
  return !(text.includes('#') && text.includes(' #'));
}
