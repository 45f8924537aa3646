import { isMap, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { readPath } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { EditError } from '../errors.ts';
import type { KeyChange, Path } from '../format.ts';
import { groupFields, toValue } from '../group-fields.ts';
import { type BracesFormat, rewriteBraces } from '../rewrite-braces.ts';
import type { Splice } from '../splice.ts';
import { rewriteFlowList } from './edit-list.ts';
import { hasProperties } from './nodes.ts';
import { findEntry, type YamlBlock } from './open-block.ts';
import { quotingOf } from './quoting.ts';
import { formatYaml } from './serialise.ts';

/**
 * Finds the outermost map in braces on the way to a map: what is inside has no lines of its own.
 *
 * @param path of a map
 * @returns the path that leads to it; null if all have a line for each key
 */
export function findBraces(block: YamlBlock, path: Path): Path | null {
  const paths = path.map((_, at) => path.slice(0, at + 1));
  const found = paths.find((one) => {
    const node = findEntry(block, one)?.node;
    return isMap(node) && node.flow === true;
  });
  return found ?? null;
}

/**
 * Rewrites maps in braces, with the text of what stays in them.
 *
 * @param changes with the paths of the maps that they are in
 * @throws EditError on anchors, tags and comments inside
 */
export function rewriteMaps(
  block: YamlBlock,
  values: Record<string, Value>,
  changes: readonly { path: Path; change: KeyChange }[],
): Splice[] {
  const groups = new Map<string, { path: Path; inner: KeyChange[] }>();
  for (const { path, change } of changes) {
    const id = path.join('\0');
    groups.set(id, { path, inner: [...(groups.get(id)?.inner ?? []), change] });
  }
  return [...groups.values()].map(({ path, inner }) => {
    const node = findEntry(block, path)?.node;
    if (!isMap(node)) throw new EditError(`"${path.join('.')}" has an unusual layout`);
    return { ...rangeOf(node), text: rewriteBraces(openBraces(block, values), node, path, inner) };
  });
}

function openBraces(block: YamlBlock, values: Record<string, Value>): BracesFormat<Node> {
  const { quoting } = block.style;
  return {
    ...block,
    rangeOf,
    listMembers: (node) => (isMap(node) && !hasProperties(node) ? listMembers(node) : null),
    rewriteValue: (node, change) => rewriteValue(block, node, readPath(values, change.path), change),
    formatMembers: (fields) =>
      groupFields(fields).map(
        ([key, below]) =>
          `${formatYaml(key, quoting, 'flow')}: ${formatYaml(toValue(below), quoting, 'flow')}`,
      ),
    formatBraces: (members) => `{${members.join(', ')}}`,
  };
}

function listMembers(map: YAMLMap) {
  return map.items.map((pair) => {
    const { key, value } = pair as Pair<Scalar, Node | null>;
    if (value === null) throw new EditError(`"${key.value}" has an unusual layout`);
    return { path: [String(key.value)], start: key.range?.[0] ?? 0, node: value };
  });
}

function rewriteValue(
  block: YamlBlock,
  node: Node,
  before: Value | undefined,
  { path, value: after }: KeyChange & { action: 'replace' },
): string {
  const name = path.join('.');
  if (hasProperties(node) || rangeOf(node).start === rangeOf(node).end) {
    throw new EditError(`"${name}" has an anchor, a tag or an unusual layout`);
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0) {
    return rewriteFlowList(block, { key: name, list: node, before, after });
  }
  return formatYaml(after, quotingOf(node, block.style.quoting), 'flow');
}

function rangeOf({ range }: Node): { start: number; end: number } {
  const [start, end] = range ?? [0, 0];
  return { start, end };
}
