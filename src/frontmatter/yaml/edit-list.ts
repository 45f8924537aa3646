import { isAlias, isCollection, isScalar, type Node, Scalar, type YAMLSeq } from 'yaml';
import type { Value } from '../../model/value.ts';
import { alignLists } from '../align-lists.ts';
import { rewriteList } from '../comma-list.ts';
import { keepComments } from '../comments.ts';
import { EditError } from '../errors.ts';
import { findLineEnd, findLineStart } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { findContentEnd, findDashes, hasProperties } from './nodes.ts';
import type { YamlBlock } from './open-block.ts';
import { canBePlain, type Quoting } from './quoting.ts';
import { formatYaml } from './serialise.ts';

/** An edit of one list. Neither `before` nor `after` is empty. */
interface ListEdit {
  key: string;
  list: YAMLSeq;
  before: Value[];
  after: Value[];
}

/** An entry of a block list and the lines that it takes. */
interface ItemLines {
  start: number;
  end: number;
  indent: string;
  /** What separates the dash from the entry. */
  gap: string;
}

/**
 * Plans the change from one list to another. Entries that stay keep their own text, quotes and comments, also where
 * they move. The comments of entries that go stay as lines.
 *
 * @returns splices of the block's source
 * @throws EditError on layouts that cannot be edited without loss
 */
export function replaceList(block: YamlBlock, edit: ListEdit): Splice[] {
  if (edit.list.flow !== true) return replaceBlockList(block, edit);
  const [start, end] = edit.list.range ?? [0, 0];
  return [{ start, end, text: rewriteFlowList(block, edit) }];
}

/**
 * Writes an entry as lines of a block list, line ends included.
 *
 * @param gap what separates the dash from the entry
 */
export function formatItem(item: Value, indent: string, gap: string, quoting: Quoting, eol: string): string {
  return formatYaml([item], quoting)
    .split('\n')
    .map((line) => `${indent}${line.slice(0, 1)}${gap}${line.slice(2)}${eol}`)
    .join('');
}

function replaceBlockList(block: YamlBlock, { key, list, before, after }: ListEdit): Splice[] {
  const { source, eol, style } = block;
  const items = findDashes(list).map((dash, index) => locateItem(source, dash, list.items[index]));
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined || items.some(({ indent }) => indent.trim() !== '')) {
    throw new EditError(`the list "${key}" has an unusual layout`);
  }
  const quoting = quotingLike(list, style.quoting);
  const splices: Splice[] = [];
  let position = first.start;
  for (const row of alignLists(before, after)) {
    const item = row.from === undefined ? undefined : items[row.from];
    if (row.kind === 'add') {
      const text =
        item === undefined
          ? formatItem(row.value, last.indent, last.gap, quoting, eol)
          : source.slice(item.start, item.end);
      splices.push({ start: position, end: position, text });
    } else if (item !== undefined) {
      if (row.kind === 'drop') splices.push(dropItem(block, item, row.moved));
      position = item.end;
    }
  }
  return splices;
}

function dropItem(block: YamlBlock, { start, end, indent }: ItemLines, moved: boolean): Splice {
  return { start, end, text: moved ? '' : keepComments(block, start, end, indent) };
}

function locateItem(source: string, dash: number, node: unknown): ItemLines {
  const start = findLineStart(source, dash);
  return {
    start,
    end: findLineEnd(source, findContentEnd(source, node, dash + 1)),
    indent: source.slice(start, dash),
    gap: /^ +(?=[^\s#])/.exec(source.slice(dash + 1))?.[0] ?? ' ',
  };
}

/**
 * Rewrites a flow list, brackets included.
 *
 * @throws EditError on items with an anchor or a tag, on pairs, and on comments in a list whose items share lines
 */
export function rewriteFlowList(block: YamlBlock, { key, list, before, after }: ListEdit): string {
  const [start, end] = list.range ?? [0, 0];
  const items = list.items.map((item) => rangeOfFlowItem(block.source, item));
  if (!items.every((item) => item !== null)) throw new EditError(`the list "${key}" has an unusual layout`);
  const quoting = quotingLike(list, block.style.quoting);
  const inside = { ...block, name: `the list "${key}"`, open: start + 1, close: end - 1, items };
  return `[${rewriteList(inside, before, after, (value) => formatYaml(value, quoting, 'flow'))}]`;
}

/** Null for an item that is more than its own text: `[a: b]`, an anchor, a tag. */
function rangeOfFlowItem(source: string, item: unknown): { start: number; end: number } | null {
  if (!isScalar(item) && !isAlias(item) && !isCollection(item)) return null;
  const node: Node = item;
  const [start, end] = node.range ?? [0, 0];
  if (start === end || hasProperties(node)) return null;
  if (isCollection(node) && !/^[[{]/.test(source.slice(start))) return null;
  return { start, end };
}

/** New entries get the quotes that all others have without need. */
function quotingLike(list: YAMLSeq, common: Quoting): Quoting {
  const types = list.items.flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' && canBePlain(item.value, 'flow') ? [item.type] : [],
  );
  const all = (type: Scalar.Type) => types.length > 0 && types.every((other) => other === type);
  if (all(Scalar.QUOTE_DOUBLE)) return { ...common, preferred: 'double' };
  return all(Scalar.QUOTE_SINGLE) ? { ...common, preferred: 'single' } : common;
}
