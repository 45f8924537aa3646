import { isCollection, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLSeq } from 'yaml';

/**
 * Gives the offset after a node's last character, comments and line ends after it not counted.
 *
 * @param nothing the offset to give if the node is empty
 */
export function findContentEnd(source: string, node: unknown, nothing: number): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (isSeq(node)) return findContentEnd(source, last, findDashes(node).at(-1) ?? nothing);
    const { key, value } = last as Pair<Node, Node | null>;
    return findContentEnd(source, value, source.indexOf(':', findContentEnd(source, key, nothing)) + 1);
  }
  const [start, end] = (node as Node | null)?.range ?? [nothing, nothing];
  if (start === end) return nothing;
  if (!isScalar(node) || !isBlockScalar(node)) return end;
  const text = source.slice(start, end);
  // Blank lines after a block scalar belong to it only if its header says so with a "+".
  return start + text.replace(/^[|>][0-9]*\+/.test(text) ? /\r?\n$/ : /(?:\r?\n *)+$/, '').length;
}

/** True for literal (`|`) and folded (`>`) scalars. */
export function isBlockScalar(node: Scalar): boolean {
  return node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
}

/** Gives the offsets of a block list's dashes. */
export function findDashes(list: YAMLSeq): number[] {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
}

/** True for a node with an anchor or a tag. */
export function hasProperties(node: Node): boolean {
  return ('anchor' in node && node.anchor !== undefined) || node.tag !== undefined;
}
