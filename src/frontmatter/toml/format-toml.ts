import { isMap, type Value } from '../../model/value.ts';
import { EditError } from '../errors.ts';
import type { LineEnd, NewField, Path } from '../format.ts';
import { groupFields, openMap, ownValue } from '../group-fields.ts';
import { quoteText } from '../quote-text.ts';
import { replaceLoneSurrogates } from '../surrogates.ts';
import { isTimestamp } from '../timestamp.ts';

/** How strings are quoted, if they can be. */
export type Quotes = 'basic' | 'literal';

/** How a block writes what is new in it. */
export interface TomlStyle {
  quotes: Quotes;
  /** What separates a key from its value. */
  equals: string;
  eol: LineEnd;
}

const NEW_STYLE: TomlStyle = { quotes: 'basic', equals: ' = ', eol: '\n' };

/** Longer lists get a line for each entry. */
const longestLine = 100;

/** A line that would close the front matter. */
const CLOSING = /^(?:\+\+\+|---)/;

/** What TOML wants escaped, and what some parsers or editors lose or take for a line end. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * Writes fields as lines of a new block: the root's in the order given, then a table for each map.
 *
 * @param fields those without a value (null), which TOML does not know, are left out
 */
export function formatFields(fields: readonly NewField[]): string {
  const root: string[] = [];
  const tables: string[] = [];
  for (const [key, below] of groupFields(fields)) {
    const own = ownValue(below);
    if (own === undefined || (isMap(own.value) && Object.keys(own.value).length > 0)) {
      tables.push(formatTable([key], below, NEW_STYLE));
    } else root.push(formatLine([key], own.value, own.timestamp, NEW_STYLE));
  }
  return [root.join(''), ...tables].filter((part) => part !== '').join('\n');
}

/** Writes a table with its header. */
export function formatTable(path: Path, fields: readonly NewField[], style: TomlStyle): string {
  const lines = fields
    .flatMap(openMap)
    .map((field) => formatLine(field.path, field.value, field.timestamp, style));
  return `[${formatPath(path)}]${style.eol}${lines.join('')}`;
}

/**
 * Writes a key and its value with a line end.
 *
 * @returns nothing for a value that TOML does not know (null)
 */
export function formatLine(
  path: Path,
  value: Value,
  timestamp: boolean,
  style: TomlStyle,
  indent = '',
): string {
  const { equals, eol, quotes } = style;
  if (value === null) return '';
  const start = `${indent}${formatPath(path)}${equals}`;
  const text = formatValue(value, quotes, timestamp);
  if (!Array.isArray(value) || value.length < 2 || start.length + text.length <= longestLine) {
    return `${start}${text}${eol}`;
  }
  const items = value.map((item) => `${indent}  ${formatValue(item, quotes)},${eol}`);
  return `${start}[${eol}${items.join('')}${indent}]${eol}`;
}

/** Writes keys with dots between them. */
export function formatPath(path: Path): string {
  return path.map(formatKey).join('.');
}

function formatKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : formatText(key, 'basic');
}

/**
 * Writes a value in one line.
 *
 * @param timestamp true if a date may be unquoted
 * @throws EditError on null inside a list or a map, which TOML does not know
 */
export function formatValue(value: Value, quotes: Quotes, timestamp = false): string {
  if (value === null) throw new EditError('TOML has no empty values');
  if (typeof value === 'string') return timestamp && isDate(value) ? value : formatText(value, quotes);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => formatValue(item, quotes)).join(', ')}]`;
  const pairs = Object.entries(value).map(
    ([key, item]) => `${formatKey(key)} = ${formatValue(item, quotes)}`,
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Writes a string in one line. Half a surrogate pair becomes U+FFFD. */
function formatText(value: string, quotes: Quotes): string {
  const text = replaceLoneSurrogates(value);
  const isLiteral = quotes === 'literal' && !text.includes("'") && !UNPRINTABLE.test(text);
  return isLiteral ? `'${text}'` : quoteText(text);
}

/**
 * Writes a text over several lines, as an old one was.
 *
 * @param old the text that it replaces, with its quotes
 * @param eol ends its lines
 * @returns null if the text has one line, or cannot be written so
 */
export function formatLines(value: string, old: string, eol: LineEnd): string | null {
  const quote = old.slice(0, 3);
  const lines = replaceLoneSurrogates(value).split('\n');
  const isLiteral = quote === "'''";
  const canStand = isLiteral ? !/'''|'$/.test(value) : !value.endsWith('"');
  const isOdd = lines.some((line) => UNPRINTABLE.test(line) || CLOSING.test(line));
  if (lines.length < 2 || !canStand || isOdd) return null;
  const start = /^...\r?\n/.test(old) || value.startsWith('\n') ? eol : '';
  const written = isLiteral
    ? lines
    : lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"""', '""\\"'));
  return `${quote}${start}${written.join(eol)}${quote}`;
}

function isDate(value: Value): value is string {
  return isTimestamp(value) && !Number.isNaN(Date.parse(value));
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  // An integer holds 64 bits.
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
