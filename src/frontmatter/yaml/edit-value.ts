import { isAlias, isCollection, isScalar, isSeq, type Node, Scalar } from 'yaml';
import type { Value } from '../../model/value.ts';
import { EditError } from '../errors.ts';
import { findLineEnd, findLineStart, type Splice } from '../splice.ts';
import { formatItem, replaceList } from './edit-list.ts';
import { hasProperties, isBlockScalar } from './nodes.ts';
import { type EditablePage, type Entry, keepComments } from './open-block.ts';
import { isPrintable, isTimestamp, type Quoting } from './scalar.ts';
import { formatYaml } from './serialise.ts';

/** What an entry is to become. */
interface NewValue {
  before: Value;
  after: Value;
  /** True where a date may stand bare. */
  timestamp: boolean;
}

/** A value as it is written: behind the colon, or as lines below it. */
type Layout = { inline: string } | { lines: string };

/**
 * Plans the new value of a key that the page has, in the style of the old one.
 *
 * @returns splices of the page's source
 * @throws EditError where the old value has an anchor, a tag or a layout that cannot be edited without loss
 */
export function replaceValue(
  page: EditablePage,
  entry: Entry,
  { before, after, timestamp }: NewValue,
): Splice[] {
  const { node, key } = entry;
  if (entry.unusual || isAlias(node) || (node !== undefined && hasProperties(node))) {
    throw new EditError(`"${key}" has an anchor, an alias, a tag or an unusual layout`);
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0) {
    return replaceList(page, { key, list: node, before, after });
  }
  const literal = isScalar(node) ? formatLiteral(page, node, after) : null;
  const layout =
    literal === null ? layOut(page, after, quotingOf(node, page), timestamp) : { inline: literal };
  if ('lines' in layout && Array.isArray(after) && isScalar(node) && after[0] === before) {
    return turnIntoList(page, entry, node, after);
  }
  return 'inline' in layout ? putInline(page, entry, layout.inline) : putLines(page, entry, layout.lines);
}

/**
 * Writes a key that the page does not have, with its line end.
 *
 * @param timestamp true where a date may stand bare
 */
export function formatEntry(page: EditablePage, key: string, value: Value, timestamp: boolean): string {
  const { indent, style, block } = page;
  const layout = layOut(page, value, style.quoting, timestamp);
  const name = `${indent}${formatYaml(key, style.quoting)}:`;
  return 'inline' in layout ? `${name} ${layout.inline}${block.eol}` : `${name}${block.eol}${layout.lines}`;
}

function layOut(page: EditablePage, value: Value, quoting: Quoting, timestamp: boolean): Layout {
  const { indent, style, block } = page;
  if (timestamp && quoting.preferred === 'plain' && isTimestamp(value)) return { inline: value };
  if (value === null || typeof value !== 'object') return { inline: formatYaml(value, quoting) };
  if (Array.isArray(value)) {
    if (value.length === 0 || style.flowLists) return { inline: formatYaml(value, style.quoting, 'flow') };
    const items = value.map((item) =>
      formatItem(item, indent + style.listIndent, ' ', style.quoting, block.eol),
    );
    return { lines: items.join('') };
  }
  if (Object.keys(value).length === 0) return { inline: '{}' };
  const lines = formatYaml(value, style.quoting).split('\n');
  return { lines: lines.map((line) => `${indent}  ${line}${block.eol}`).join('') };
}

function putInline(page: EditablePage, entry: Entry, text: string): Splice[] {
  const { node, colonEnd, contentEnd } = entry;
  const insertion = { start: colonEnd, end: colonEnd, text: ` ${text}` };
  if (node === undefined) return [insertion];
  if (isCollection(node) && node.flow !== true) return [insertion, takeLines(page, node, contentEnd, '')];
  const start = node.range?.[0] ?? colonEnd;
  const header = headerComment(page, entry);
  return [{ start, end: contentEnd, text: text.replace(/(?=\r?\n)|$/, () => header) }];
}

function putLines(page: EditablePage, entry: Entry, lines: string): Splice[] {
  const { node, colonEnd, contentEnd } = entry;
  if (isCollection(node) && node.flow !== true) return [takeLines(page, node, contentEnd, lines)];
  const position = findLineEnd(page.source, contentEnd);
  const below = { start: position, end: position, text: lines };
  if (node === undefined) return [below];
  return [{ start: colonEnd, end: contentEnd, text: headerComment(page, entry) }, below];
}

/** The comment behind a block scalar's `|` or `>`. */
function headerComment(page: EditablePage, { node, colonEnd, contentEnd }: Entry): string {
  if (!isScalar(node) || !isBlockScalar(node)) return '';
  return keepComments(page, colonEnd, contentEnd, ' ').trimEnd();
}

/** Replaces the lines of a block collection; its comments stay. */
function takeLines(page: EditablePage, node: Node, contentEnd: number, lines: string): Splice {
  const start = findLineStart(page.source, node.range?.[0] ?? contentEnd);
  const end = findLineEnd(page.source, contentEnd);
  const indent = /^ */.exec(page.source.slice(start))?.[0] ?? '';
  return { start, end, text: keepComments(page, start, end, indent) + lines };
}

/** `aliases: /x` becomes a list whose first entry is the old text. */
function turnIntoList(page: EditablePage, entry: Entry, node: Scalar, after: Value[]): Splice[] {
  const { indent, style, block, source } = page;
  const first = source.slice(node.range?.[0], entry.contentEnd);
  if (/[\r\n]/.test(first)) throw new EditError(`"${entry.key}" is text over several lines, not a list`);
  const items = after
    .slice(1)
    .map((item) => formatItem(item, indent + style.listIndent, ' ', style.quoting, block.eol));
  return putLines(page, entry, `${indent}${style.listIndent}- ${first}${block.eol}${items.join('')}`);
}

/** A literal stays one while the new text has line breaks that a literal can hold; null where it cannot be one. */
function formatLiteral(page: EditablePage, node: Scalar, value: Value): string | null {
  if (node.type !== Scalar.BLOCK_LITERAL || typeof value !== 'string') return null;
  const lines = value.replace(/\n$/, '').split('\n');
  const holdsAll = lines.every((line) => isPrintable(line) && !/^\s+$/.test(line));
  if (lines.length < 2 || /^\s|\n\n$/.test(value) || !holdsAll) return null;
  const old = page.source.slice(...(node.range ?? [0, 0]));
  const indent = /\n( +)\S/.exec(old)?.[1] ?? `${page.indent}  `;
  const header = value.endsWith('\n') ? '|' : '|-';
  return [header, ...lines.map((line) => (line === '' ? '' : indent + line))].join(page.block.eol);
}

function quotingOf(node: Node | undefined, page: EditablePage): Quoting {
  const type = isScalar(node) ? node.type : undefined;
  if (type === Scalar.QUOTE_DOUBLE) return { preferred: 'double', fallback: 'double' };
  if (type === Scalar.QUOTE_SINGLE) return { preferred: 'single', fallback: 'single' };
  return page.style.quoting;
}
