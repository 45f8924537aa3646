import type { Node } from 'jsonc-parser';
import { readPath } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { rewriteList } from '../comma-list.ts';
import type { Editor, KeyChange, LineEnd, Path } from '../format.ts';
import { type BracesFormat, rewriteBraces } from '../rewrite-braces.ts';
import { formatBraces, formatMembers, formatValue, type JsonStyle } from './format-json.ts';
import { parseNodes, readJson } from './parse.ts';

/** A JSON block taken apart. */
interface JsonBlock {
  source: string;
  eol: LineEnd;
  root: Node;
  values: Record<string, Value>;
  style: JsonStyle;
}

/**
 * Takes a JSON block apart for edits. See `Format.openEditor`.
 *
 * @param line the line in the file, from 1, at which the source begins
 * @throws FrontMatterError if the source cannot be read
 */
export function openEditor(source: string, line: number, eol: LineEnd): Editor {
  const values = readJson(source, line);
  const root = parseNodes(source);
  const block = { source, eol, root, values, style: detectStyle(source, root, eol) };
  return {
    values,
    comments: [],
    listKeys: (path) => [...new Set(listProperties(findNode(root, path)).map(({ key }) => key))],
    planSplices(changes) {
      if (changes.length === 0) return [];
      const { start, end } = rangeOf(root);
      return [{ start, end, text: rewriteBraces(openBraces(block), root, [], changes) }];
    },
    findOffset: (path, index) => findOffset(root, path, index),
  };
}

/** The keys of an object with their nodes; none for another value. */
function listProperties(node: Node | undefined): { key: string; start: number; value: Node }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ offset, children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ key: String(key.value), start: offset, value }],
  );
}

/** Of two equal keys the last one counts. */
function findProperty(node: Node | undefined, key: string) {
  return listProperties(node).findLast((property) => property.key === key);
}

function findNode(root: Node, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, key) => findProperty(node, key)?.value, root);
}

function rangeOf({ offset, length }: Node): { start: number; end: number } {
  return { start: offset, end: offset + length };
}

function openBraces(block: JsonBlock): BracesFormat<Node> {
  const { source, eol, style } = block;
  return {
    source,
    eol,
    comments: [],
    rangeOf,
    listMembers: (node) =>
      node.type === 'object'
        ? listProperties(node).map(({ key, start, value }) => ({ path: [key], start, node: value }))
        : null,
    rewriteValue: (node, change) => rewriteValue(block, node, change),
    formatMembers: (fields, depth) => formatMembers(fields, depth, style),
    formatBraces: (members, depth) => formatBraces(members, depth, style),
  };
}

function rewriteValue(
  block: JsonBlock,
  node: Node,
  { path, value: after }: KeyChange & { action: 'replace' },
): string {
  const { source, eol, values, style } = block;
  const before = readPath(values, path);
  const depth = path.length;
  if (!Array.isArray(after) || after.length === 0) return formatValue(after, depth, style);
  if (node.type === 'array' && Array.isArray(before) && before.length > 0) {
    const items = (node.children ?? []).map(rangeOf);
    const { start, end } = rangeOf(node);
    const name = `the list "${path.join('.')}"`;
    const list = { source, eol, comments: [], name, open: start + 1, close: end - 1, items };
    return `[${rewriteList(list, before, after, (value) => formatValue(value, depth + 1, style))}]`;
  }
  return formatValue(after, depth, style);
}

function findOffset(root: Node, path: Path, index: number | null): number | null {
  const parent = findNode(root, path.slice(0, -1));
  const property = findProperty(parent, path.at(-1) ?? '');
  if (property === undefined) return null;
  const item =
    index !== null && property.value.type === 'array' ? property.value.children?.[index] : undefined;
  return item?.offset ?? property.start;
}

function detectStyle(source: string, root: Node, eol: LineEnd): JsonStyle {
  const [first] = listProperties(root);
  const indent = /\n([ \t]*)$/.exec(source.slice(0, first?.start ?? 0))?.[1];
  const hasLines = indent !== undefined || first === undefined;
  const lists = listNodes(root).filter(({ type, children }) => type === 'array' && children?.length);
  const isShort = ({ offset, length }: Node) => !source.slice(offset, offset + length).includes('\n');
  const colon = /^"[^"\\]*(?:\\[\s\S][^"\\]*)*"( ?:[ \t]?)\S/.exec(source.slice(first?.start))?.[1];
  return {
    indent: hasLines ? indent || '  ' : null,
    hasShortLists: hasLines && lists.length > 0 && lists.every(isShort),
    colon: colon ?? ': ',
    eol,
  };
}

function listNodes(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(listNodes)];
}
