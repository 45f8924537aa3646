import { Document, isScalar, Scalar, Schema, visit, YAMLMap } from 'yaml';
import type { Field, Value } from '../../values.ts';

/** The least quoting that a string gets: what the text around it has. */
export type Quote = 'plain' | 'single' | 'double';

/** How strings are to be written. */
export interface Quoting {
  preferred: Quote;
  /** What a string gets that cannot be plain. */
  fallback: 'single' | 'double';
}

/** The seed's style: quotes only where YAML needs them. */
export const PLAIN_QUOTING: Quoting = { preferred: 'plain', fallback: 'single' };

const OPTIONS = {
  lineWidth: 0,
  indentSeq: false,
  doubleQuotedAsJSON: true,
  flowCollectionPadding: false,
} as const;

/** Hugo, js-yaml and others still read YAML 1.1: text that means something there is quoted. */
const YAML_1_1 = new Schema({ schema: 'yaml-1.1', merge: true });
/** Numbers of YAML 1.2, of Go and of YAML 1.1, a little widened; and YAML 1.1's value key `=`. */
const LOOKS_NUMERIC = /^(?:=|[-+]?(?:0[box][\da-f_]+|\.?\d[\d_.:]*(?:e[-+]?\d+)?|\.(?:inf|nan)))$/i;
const NOT_PLAIN = /^(?:[-?:](?:\s|$)|[?:,[\]{}#&*!|>'"%@`]|---|\.\.\.)|:(?:\s|$)|\s#|^\s|\s$/;
const NOT_PLAIN_IN_FLOW = /[,[\]{}:]/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;
/** Line breaks and what YAML does not count as printable. U+2028 and U+2029 are line breaks in YAML 1.1 and so in Hugo. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
const UNPRINTABLE_BUT_LINE_FEED = /(?!\n)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;

/**
 * Writes a value as YAML that reads back the same under YAML 1.2 and 1.1: block style, lists at column 0, never folded.
 * Half a surrogate pair becomes U+FFFD, since Hugo's parser refuses the escape and UTF-8 cannot hold it.
 *
 * @param value what to write
 * @param quoting how strings are quoted
 * @param layout `flow` for text inside `[…]` or `{…}`
 * @returns YAML without a line end at its end; a scalar is always one line
 */
export function formatYaml(value: Value, quoting: Quoting, layout: 'block' | 'flow' = 'block'): string {
  const document = new Document(wellFormed(value), { aliasDuplicateObjects: false });
  setQuotes(document, quoting, layout);
  return toText(document, layout);
}

/**
 * Writes fields as a front matter block in the seed's style, with keys in the order given.
 *
 * @param fields keys and values; `timestamp` strings are written bare
 */
export function formatFields(fields: readonly Field[]): string {
  const document = new Document({});
  const map = new YAMLMap(document.schema);
  for (const { key, value } of fields) {
    const node = document.createNode(wellFormed(value), { aliasDuplicateObjects: false });
    map.items.push(document.createPair(wellFormed(key), node));
  }
  document.contents = map;
  setQuotes(document, PLAIN_QUOTING, 'block');
  for (const [index, { value, timestamp }] of fields.entries()) {
    const node = map.items[index]?.value;
    if (timestamp === true && isTimestamp(value) && isScalar(node)) node.type = Scalar.PLAIN;
  }
  return fields.length === 0 ? '' : `${toText(document, 'block')}\n`;
}

/**
 * Writes one scalar for a place in an existing page.
 *
 * @param timestamp true where a date may stand bare if nothing else asks for quotes
 */
export function formatScalar(
  value: string | number | boolean | null,
  quoting: Quoting,
  layout: 'block' | 'flow',
  timestamp: boolean,
): string {
  if (timestamp && quoting.preferred === 'plain' && isTimestamp(value)) return value;
  return formatYaml(value, quoting, layout);
}

/** Replaces each half of a surrogate pair by U+FFFD, as writing a file would. */
export function wellFormed<Kind extends Value>(value: Kind): Kind;
export function wellFormed(value: Value): Value {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map((item) => wellFormed(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [wellFormed(key), wellFormed(item)]));
}

/** True for text without line breaks and characters that YAML needs escapes for. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

function isTimestamp(value: Value): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value);
}

function setQuotes(document: Document, quoting: Quoting, layout: 'block' | 'flow'): void {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string') node.type = chooseType(node.value, quoting, layout);
    },
  });
}

function chooseType(text: string, quoting: Quoting, layout: 'block' | 'flow'): Scalar.Type {
  if (!isPrintable(text)) return Scalar.QUOTE_DOUBLE;
  if (quoting.preferred === 'plain' && canBePlain(text, layout)) return Scalar.PLAIN;
  const quote = quoting.preferred === 'plain' ? quoting.fallback : quoting.preferred;
  return quote === 'single' ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
}

/** True for text that reads back as the same string without quotes, under YAML 1.2 and 1.1. */
export function canBePlain(text: string, layout: 'block' | 'flow'): boolean {
  if (NOT_PLAIN.test(text) || LOOKS_NUMERIC.test(text)) return false;
  if (layout === 'flow' && NOT_PLAIN_IN_FLOW.test(text)) return false;
  return !YAML_1_1.tags.some(
    (tag) => tag.tag !== 'tag:yaml.org,2002:str' && 'test' in tag && tag.default && tag.test?.test(text),
  );
}

function toText(document: Document, layout: 'block' | 'flow'): string {
  const text = document.toString({ ...OPTIONS, collectionStyle: layout === 'flow' ? 'flow' : 'any' });
  // JSON leaves some unprintable characters as they are. They stand in double quotes only, where an escape means the same.
  return text.replace(/\n$/, '').replace(UNPRINTABLE_BUT_LINE_FEED, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
