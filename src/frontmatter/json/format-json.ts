import { isMap, type Value } from '../../model/value.ts';
import type { NewField } from '../format.ts';
import { groupFields, toValue } from '../group-fields.ts';
import { quoteText } from '../quote-text.ts';

/** How a block is laid out. */
export interface JsonStyle {
  /** One level of indentation; null for an object in one line. */
  indent: string | null;
  /** Whether lists are on one line even if maps are not. */
  hasShortLists: boolean;
  /** What separates a key from its value. */
  colon: string;
  eol: string;
}

const NEW_STYLE: JsonStyle = { indent: '  ', hasShortLists: false, colon: ': ', eol: '\n' };

/** Writes fields as a new object, with keys in the order given. */
export function formatFields(fields: readonly NewField[]): string {
  return `${formatBraces(formatMembers(fields, 1, NEW_STYLE), 1, NEW_STYLE)}\n`;
}

/**
 * Writes keys with their values.
 *
 * @param depth how many maps are around them
 */
export function formatMembers(fields: readonly NewField[], depth: number, style: JsonStyle): string[] {
  return groupFields(fields).map(
    ([key, below]) => `${quoteText(key)}${style.colon}${formatValue(toValue(below), depth, style)}`,
  );
}

/**
 * Writes a value.
 *
 * @param depth how many maps and lists are around it
 */
export function formatValue(value: Value, depth: number, style: JsonStyle): string {
  if (typeof value === 'string') return quoteText(value);
  if (Array.isArray(value)) {
    const inner = style.hasShortLists ? { ...style, indent: null, colon: ': ' } : style;
    return wrap(
      '[]',
      value.map((item) => formatValue(item, depth + 1, inner)),
      depth + 1,
      inner,
    );
  }
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => ({ path: [key], value: item, timestamp: false }));
  return formatBraces(formatMembers(fields, depth + 1, style), depth + 1, style);
}

/** Puts braces around keys with their values. @param depth as that of `formatMembers` */
export function formatBraces(members: readonly string[], depth: number, style: JsonStyle): string {
  return wrap('{}', members, depth, style);
}

function wrap(
  brackets: string,
  items: readonly string[],
  depth: number,
  { indent, eol, hasShortLists, colon }: JsonStyle,
): string {
  const [open = '', close = ''] = brackets;
  if (items.length === 0) return brackets;
  if (indent === null) return open + items.join(colon === ':' && !hasShortLists ? ',' : ', ') + close;
  const lines = items.map((item) => `${eol}${indent.repeat(depth)}${item}`);
  return `${open}${lines.join(',')}${eol}${indent.repeat(depth - 1)}${close}`;
}
