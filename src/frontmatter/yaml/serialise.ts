import { isMap, type Value } from '../../model/value.ts';
import type { ListStyle, NewField } from '../format.ts';
import { groupFields, ownValue } from '../group-fields.ts';
import { quoteText } from '../quote-text.ts';
import { replaceLoneSurrogates } from '../surrogates.ts';
import { isTimestamp } from '../timestamp.ts';
import { chooseQuote, type Layout, type Quoting } from './quoting.ts';

/** The plain style: quotes only where YAML needs them. */
const PLAIN_QUOTING: Quoting = { preferred: 'plain', fallback: 'single' };

/** A longer key needs a line of its own. */
const MOST_OF_SIMPLE_KEY = 1024;

interface Style {
  quoting: Quoting;
  lists: ListStyle;
}

/**
 * Writes a value as YAML that reads back the same under YAML 1.2 and 1.1: block style, lists at column 0, never folded.
 * Half a surrogate pair becomes U+FFFD, since parsers in Go refuse the escape and UTF-8 cannot hold it.
 *
 * @param value what to write
 * @param quoting how strings are quoted
 * @param layout `flow` for text inside `[…]` or `{…}`
 * @returns YAML without a line end at its end; a scalar is always one line
 */
export function formatYaml(value: Value, quoting: Quoting, layout: Layout = 'block'): string {
  return layout === 'flow'
    ? formatFlow(value, quoting, layout)
    : formatLines(value, { quoting, lists: 'lines' }, '');
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
  return fields.length === 0 ? '' : `${formatEntries(fields, { quoting, lists }, '')}\n`;
}

/**
 * Writes a value as YAML in one line, for a file that the user will edit: `{ value: 'a: b', update: always }`.
 */
export function formatInline(value: Value): string {
  return formatFlow(value, PLAIN_QUOTING, 'block', ' ');
}

function formatLines(value: Value, style: Style, indent: string): string {
  if (!hasLines(value, style)) return indent + formatFlow(value, style.quoting, 'block');
  const below = `${indent}  `;
  return Array.isArray(value)
    ? value.map((item) => `${indent}- ${formatLines(item, style, below).slice(below.length)}`).join('\n')
    : formatEntries(
        Object.entries(value).map(([key, item]) => ({ path: [key], value: item, timestamp: false })),
        style,
        indent,
      );
}

function formatEntries(fields: readonly NewField[], style: Style, indent: string): string {
  const entries = groupFields(fields).map(([key, below]) => {
    const own = ownValue(below);
    const text = formatText(key, style.quoting, 'block');
    const name = `${indent}${text.length > MOST_OF_SIMPLE_KEY ? `? ${text}\n${indent}:` : `${text}:`}`;
    if (own === undefined) return `${name}\n${formatEntries(below, style, `${indent}  `)}`;
    const { value, timestamp } = own;
    if (timestamp && isTimestamp(value)) return `${name} ${value}`;
    if (!hasLines(value, style)) return `${name} ${formatFlow(value, style.quoting, 'block')}`;
    return `${name}\n${formatLines(value, style, Array.isArray(value) ? indent : `${indent}  `)}`;
  });
  return entries.join('\n');
}

function hasLines(value: Value, { lists }: Style): value is Value[] | { [key: string]: Value } {
  return Array.isArray(value)
    ? lists === 'lines' && value.length > 0
    : isMap(value) && Object.keys(value).length > 0;
}

/** @param padding inside the brackets */
function formatFlow(value: Value, quoting: Quoting, layout: Layout, padding = ''): string {
  if (typeof value === 'string') return formatText(value, quoting, layout);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const write = (item: Value) => formatFlow(item, quoting, 'flow', padding);
  const items = Array.isArray(value)
    ? value.map(write)
    : Object.entries(value).map(([key, item]) => `${write(key)}: ${write(item)}`);
  const inside = items.length === 0 ? '' : `${padding}${items.join(', ')}${padding}`;
  return Array.isArray(value) ? `[${inside}]` : `{${inside}}`;
}

function formatText(value: string, quoting: Quoting, layout: Layout): string {
  const text = replaceLoneSurrogates(value);
  const quote = chooseQuote(text, quoting, layout);
  if (quote === 'plain') return text;
  return quote === 'single' ? `'${text.replaceAll("'", "''")}'` : quoteText(text);
}

function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isNaN(value)) return '.nan';
  return Number.isFinite(value) ? String(value) : value < 0 ? '-.inf' : '.inf';
}
