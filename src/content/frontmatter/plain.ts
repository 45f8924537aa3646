import type { Value } from '../../values.ts';

const KEY = '([A-Za-z][A-Za-z0-9_-]{0,99})';
const ENTRY = new RegExp(`^${KEY}:(?: +(.*))?$`);
const NESTED_ENTRY = new RegExp(`^( {1,8})${KEY}: +(.+)$`);
const LIST_ITEM = /^( {0,8})- ([^ ].*)$/;
const BLANK_OR_COMMENT = /^(?: *#.*)?$/;
/** YAML reads these as other than text. */
const KEYWORD = /^(?:true|false|null)$/i;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const NULL = /^(?:null|Null|NULL)$/;

const SINGLE_QUOTED = /^'(?:[^']|'')*'$/;
const DOUBLE_QUOTED = /^"[^"\\]*"$/;
/** Letters, digits and `/` start most plain scalars; YAML's indicators, signs and dots are left to the full parser. */
const PLAIN_START = /^[A-Za-z0-9/\u00c0-\uffef]/;
const NOT_PLAIN = /:(?: |$)| #|[ \ufeff]$/;
const SIMPLE_NUMBER = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;
const MAY_BE_NUMBER = /^(?:0[ox][0-9A-Fa-f]+|[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)$/;

/**
 * Reads front matter of the plain kind that nearly all pages have: keys with one-line scalars, lists of such scalars,
 * and maps of one level. It exists for speed: a page costs microseconds here and most of a millisecond in the full
 * parser. Whatever it returns is what the full parser returns (a property test holds this).
 *
 * @param source the text between the fences that `locateBlock` found, which has no control characters
 * @returns null for anything unusual, which the full parser has to read
 */
export function readPlainYaml(source: string): Record<string, Value> | null {
  const data: Record<string, Value> = Object.create(null);
  if (source.includes('\t') || source.includes('\ufeff')) return null;
  /** The key that has no value yet or a collection that may go on. */
  let open: { key: string; indent: string } | null = null;
  for (const lineWithEnd of source.split('\n')) {
    const line = lineWithEnd.endsWith('\r') ? lineWithEnd.slice(0, -1) : lineWithEnd;
    if (BLANK_OR_COMMENT.test(line)) continue;
    const entry = ENTRY.exec(line);
    if (entry !== null) {
      const [, key = '', text = ''] = entry;
      if (key in data || KEYWORD.test(key)) return null;
      const value = text === '' ? null : text === '[]' ? [] : readScalar(text);
      if (value === undefined) return null;
      data[key] = value;
      open = text === '' ? { key, indent: '' } : null;
      continue;
    }
    if (open === null || !addToCollection(data, open, line)) return null;
  }
  return data;
}

function addToCollection(
  data: Record<string, Value>,
  open: { key: string; indent: string },
  line: string,
): boolean {
  const collection = data[open.key] ?? null;
  const [, indent = '', text = ''] = LIST_ITEM.exec(line) ?? [];
  if (text !== '') {
    const value = readScalar(text);
    if (value === undefined) return false;
    if (collection === null) {
      open.indent = indent;
      data[open.key] = [value];
      return true;
    }
    return Array.isArray(collection) && open.indent === indent && collection.push(value) > 0;
  }
  const [, nestedIndent = '', key = '', nestedText = ''] = NESTED_ENTRY.exec(line) ?? [];
  const value = nestedText === '' ? undefined : readScalar(nestedText);
  if (value === undefined || KEYWORD.test(key)) return false;
  if (collection === null) {
    open.indent = nestedIndent;
    data[open.key] = { [key]: value };
    return true;
  }
  if (typeof collection !== 'object' || Array.isArray(collection)) return false;
  if (open.indent !== nestedIndent || Object.hasOwn(collection, key)) return false;
  collection[key] = value;
  return true;
}

/** Reads a one-line scalar; undefined for one that the full parser has to read. */
function readScalar(text: string): string | number | boolean | null | undefined {
  if (SINGLE_QUOTED.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (DOUBLE_QUOTED.test(text)) return text.slice(1, -1);
  if (!PLAIN_START.test(text) || NOT_PLAIN.test(text)) return undefined;
  if (SIMPLE_NUMBER.test(text)) return Number(text);
  if (MAY_BE_NUMBER.test(text)) return undefined;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return NULL.test(text) ? null : text;
}
