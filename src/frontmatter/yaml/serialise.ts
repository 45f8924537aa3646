import { Document, isScalar, Scalar, type ToStringOptions, visit, YAMLMap } from 'yaml';
import type { Field, Value } from '../../model/value.ts';
import { replaceLoneSurrogates } from '../surrogates.ts';
import { chooseType, isTimestamp, type Quoting } from './quoting.ts';

/** The plain style: quotes only where YAML needs them. */
const PLAIN_QUOTING: Quoting = { preferred: 'plain', fallback: 'single' };

const OPTIONS = {
  lineWidth: 0,
  indentSeq: false,
  doubleQuotedAsJSON: true,
  flowCollectionPadding: false,
} as const;

/** What JSON may leave as it is. */
const UNPRINTABLE_BUT_LINE_FEED = /(?!\n)[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu;

/**
 * Writes a value as YAML that reads back the same under YAML 1.2 and 1.1: block style, lists at column 0, never folded.
 * Half a surrogate pair becomes U+FFFD, since parsers in Go refuse the escape and UTF-8 cannot hold it.
 *
 * @param value what to write
 * @param quoting how strings are quoted
 * @param layout `flow` for text inside `[…]` or `{…}`
 * @returns YAML without a line end at its end; a scalar is always one line
 */
export function formatYaml(value: Value, quoting: Quoting, layout: 'block' | 'flow' = 'block'): string {
  const document = new Document(replaceLoneSurrogates(value), { aliasDuplicateObjects: false });
  setQuotes(document, quoting, layout);
  return toText(document, layout);
}

/**
 * Writes fields as a front matter block in the plain style, with keys in the order given.
 *
 * @param fields keys and values; `timestamp` strings are written bare
 */
export function formatFields(fields: readonly Field[]): string {
  const document = new Document({});
  const map = new YAMLMap(document.schema);
  for (const { key, value } of fields) {
    const node = document.createNode(replaceLoneSurrogates(value), { aliasDuplicateObjects: false });
    map.items.push(document.createPair(replaceLoneSurrogates(key), node));
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
 * Writes a value as YAML in one line, for a file that the user will edit: `{ value: 'a: b', update: always }`.
 */
export function formatInline(value: Value): string {
  const layout = typeof value === 'object' && value !== null ? 'flow' : 'block';
  const document = new Document(value);
  setQuotes(document, PLAIN_QUOTING, layout);
  return toText(document, layout, { flowCollectionPadding: true });
}

function setQuotes(document: Document, quoting: Quoting, layout: 'block' | 'flow'): void {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string') node.type = chooseType(node.value, quoting, layout);
    },
  });
}

function toText(document: Document, layout: 'block' | 'flow', options: ToStringOptions = {}): string {
  const text = document.toString({
    ...OPTIONS,
    collectionStyle: layout === 'flow' ? 'flow' : 'any',
    ...options,
  });
  // These stand in double quotes only, where an escape means the same.
  return text.replace(/\n$/, '').replace(UNPRINTABLE_BUT_LINE_FEED, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
