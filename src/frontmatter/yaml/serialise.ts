import { Document, isCollection, isScalar, Scalar, type ToStringOptions, visit, YAMLMap } from 'yaml';
import type { Value } from '../../model/value.ts';
import type { ListStyle, NewField } from '../format.ts';
import { groupFields, ownValue } from '../group-fields.ts';
import { escapeCharacter } from '../quote-text.ts';
import { replaceLoneSurrogates } from '../surrogates.ts';
import { isTimestamp } from '../timestamp.ts';
import { chooseType, type Quoting } from './quoting.ts';

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
 * Writes fields as lines of YAML, with keys in the order given.
 *
 * @param fields paths and values; `timestamp` strings are written bare
 * @param quoting how strings are quoted
 */
export function formatFields(
  fields: readonly NewField[],
  quoting: Quoting = PLAIN_QUOTING,
  lists: ListStyle = 'lines',
): string {
  const document = new Document({});
  const timestamps: Scalar[] = [];
  document.contents = makeMap(document, fields, timestamps);
  if (lists === 'brackets') putListsInBrackets(document);
  setQuotes(document, quoting, 'block');
  for (const node of timestamps) node.type = Scalar.PLAIN;
  return fields.length === 0 ? '' : `${toText(document, 'block')}\n`;
}

function putListsInBrackets(document: Document): void {
  visit(document, {
    Seq: (_, list) => {
      list.flow = true;
    },
  });
}

/** @param timestamps is filled with the scalars that are written bare */
function makeMap(document: Document, fields: readonly NewField[], timestamps: Scalar[]): YAMLMap {
  const map = new YAMLMap(document.schema);
  for (const [key, below] of groupFields(fields)) {
    const own = ownValue(below);
    const node =
      own === undefined
        ? makeMap(document, below, timestamps)
        : document.createNode(replaceLoneSurrogates(own.value), { aliasDuplicateObjects: false });
    map.items.push(document.createPair(replaceLoneSurrogates(key), node));
    if (own?.timestamp === true && isTimestamp(own.value) && isScalar(node)) timestamps.push(node);
  }
  return map;
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
    Scalar(_, node, above) {
      const isFlow =
        layout === 'flow' || above.some((parent) => isCollection(parent) && parent.flow === true);
      if (typeof node.value === 'string')
        node.type = chooseType(node.value, quoting, isFlow ? 'flow' : 'block');
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
