import { isAlias, isCollection, isScalar, isSeq, type Node, Scalar } from 'yaml';
import type { Value } from '../../model/value.ts';
import { keepComments } from '../comments.ts';
import { EditError } from '../errors.ts';
import type { NewField } from '../format.ts';
import { groupFields, ownValue } from '../group-fields.ts';
import { findLineEnd, findLineStart } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { isTimestamp } from '../timestamp.ts';
import { formatItem, replaceList } from './edit-list.ts';
import { hasProperties, isBlockScalar } from './nodes.ts';
import type { Entry, YamlBlock } from './open-block.ts';
import { isPrintable, type Quoting, quotingOf } from './quoting.ts';
import { formatFields, formatYaml } from './serialise.ts';

/** The new entry. */
interface NewValue {
  before: Value;
  after: Value;
  /** True if a date may be unquoted. */
  timestamp: boolean;
}

/** A value as it is written: after the colon, or as lines below it. */
type Layout = { inline: string } | { lines: string };

/**
 * Plans the new value of a key that the block has, in the style of the old one.
 *
 * @returns splices of the block's source
 * @throws EditError if the old value has an anchor, a tag or a layout that cannot be edited without loss
 */
export function replaceValue(
  block: YamlBlock,
  entry: Entry,
  { before, after, timestamp }: NewValue,
): Splice[] {
  const { node, key } = entry;
  if (entry.unusual || isAlias(node) || (node !== undefined && hasProperties(node))) {
    throw new EditError(`"${key}" has an anchor, an alias, a tag or an unusual layout`);
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0) {
    return replaceList(block, { key, list: node, before, after });
  }
  const literal = isScalar(node) ? formatLiteral(block, node, after) : null;
  const layout =
    literal === null
      ? layOut(block, after, quotingOf(node, block.style.quoting), timestamp)
      : { inline: literal };
  if ('lines' in layout && Array.isArray(after) && isScalar(node) && after[0] === before) {
    return convertToList(block, entry, node, after);
  }
  return 'inline' in layout ? putInline(block, entry, layout.inline) : putLines(block, entry, layout.lines);
}

/**
 * Writes keys that the block does not have, with their line ends.
 *
 * @param fields with paths from the block's own map
 */
export function formatEntries(block: YamlBlock, fields: readonly NewField[]): string {
  const { indent, style, eol } = block;
  const entries = groupFields(fields).map(([key, below]) => {
    const own = ownValue(below);
    const layout =
      own === undefined
        ? { lines: indentLines(block, formatFields(below, style.quoting)) }
        : layOut(block, own.value, style.quoting, own.timestamp);
    const name = `${indent}${formatYaml(key, style.quoting)}:`;
    return 'inline' in layout ? `${name} ${layout.inline}${eol}` : `${name}${eol}${layout.lines}`;
  });
  return entries.join('');
}

/** The lines of a map below its key. */
function indentLines({ indent, eol }: YamlBlock, yaml: string): string {
  return yaml.replace(/(.*)\n/g, (_, line: string) => `${indent}  ${line}${eol}`);
}

function layOut(block: YamlBlock, value: Value, quoting: Quoting, timestamp: boolean): Layout {
  const { indent, style, eol } = block;
  if (timestamp && quoting.preferred === 'plain' && isTimestamp(value)) return { inline: value };
  if (value === null || typeof value !== 'object') return { inline: formatYaml(value, quoting) };
  if (Array.isArray(value)) {
    if (value.length === 0 || style.flowLists) return { inline: formatYaml(value, style.quoting, 'flow') };
    const items = value.map((item) => formatItem(item, indent + style.listIndent, ' ', style.quoting, eol));
    return { lines: items.join('') };
  }
  if (Object.keys(value).length === 0) return { inline: '{}' };
  return { lines: indentLines(block, `${formatYaml(value, style.quoting)}\n`) };
}

function putInline(block: YamlBlock, entry: Entry, text: string): Splice[] {
  const { node, colonEnd, contentEnd } = entry;
  const insertion = { start: colonEnd, end: colonEnd, text: ` ${text}` };
  if (node === undefined) return [insertion];
  if (isCollection(node) && node.flow !== true) return [insertion, takeLines(block, node, contentEnd, '')];
  const start = node.range?.[0] ?? colonEnd;
  const header = headerComment(block, entry);
  return [{ start, end: contentEnd, text: text.replace(/(?=\r?\n)|$/, () => header) }];
}

function putLines(block: YamlBlock, entry: Entry, lines: string): Splice[] {
  const { node, colonEnd, contentEnd } = entry;
  if (isCollection(node) && node.flow !== true) return [takeLines(block, node, contentEnd, lines)];
  const position = findLineEnd(block.source, contentEnd);
  const below = { start: position, end: position, text: lines };
  if (node === undefined) return [below];
  return [{ start: colonEnd, end: contentEnd, text: headerComment(block, entry) }, below];
}

/** The comment after a block scalar's `|` or `>`. */
function headerComment(block: YamlBlock, { node, colonEnd, contentEnd }: Entry): string {
  if (!isScalar(node) || !isBlockScalar(node)) return '';
  return keepComments(block, colonEnd, contentEnd, ' ').trimEnd();
}

/** Replaces the lines of a block collection; its comments stay. */
function takeLines(block: YamlBlock, node: Node, contentEnd: number, lines: string): Splice {
  const start = findLineStart(block.source, node.range?.[0] ?? contentEnd);
  const end = findLineEnd(block.source, contentEnd);
  const indent = /^ */.exec(block.source.slice(start))?.[0] ?? '';
  return { start, end, text: keepComments(block, start, end, indent) + lines };
}

/** `aliases: /x` becomes a list whose first entry is the old text. */
function convertToList(block: YamlBlock, entry: Entry, node: Scalar, after: Value[]): Splice[] {
  const { indent, style, eol, source } = block;
  const first = source.slice(node.range?.[0], entry.contentEnd);
  if (/[\r\n]/.test(first)) throw new EditError(`"${entry.key}" is text over several lines, not a list`);
  const items = after
    .slice(1)
    .map((item) => formatItem(item, indent + style.listIndent, ' ', style.quoting, eol));
  return putLines(block, entry, `${indent}${style.listIndent}- ${first}${eol}${items.join('')}`);
}

/** A literal stays one while the new text has line breaks that a literal can hold; null if it cannot be one. */
function formatLiteral(block: YamlBlock, node: Scalar, value: Value): string | null {
  if (node.type !== Scalar.BLOCK_LITERAL || typeof value !== 'string') return null;
  const lines = value.replace(/\n$/, '').split('\n');
  const holdsAll = lines.every((line) => isPrintable(line) && !/^\s+$/.test(line));
  if (lines.length < 2 || /^\s|\n\n$/.test(value) || !holdsAll) return null;
  const old = block.source.slice(...(node.range ?? [0, 0]));
  const indent = /\n( +)\S/.exec(old)?.[1] ?? `${block.indent}  `;
  const header = value.endsWith('\n') ? '|' : '|-';
  return [header, ...lines.map((line) => (line === '' ? '' : indent + line))].join(block.eol);
}
