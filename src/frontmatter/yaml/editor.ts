import { isSeq } from 'yaml';
import { readPath } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { keepComments } from '../comments.ts';
import { EditError } from '../errors.ts';
import type { Editor, KeyChange, LineEnd, Path } from '../format.ts';
import { findLineEnd } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { findBraces, rewriteMaps } from './edit-braces.ts';
import { formatEntries, replaceValue } from './edit-value.ts';
import { type Entry, findEntry, listKeys, openBlock, openMap, type YamlBlock } from './open-block.ts';
import { toValues } from './parse.ts';
import { placeEntry } from './place-entry.ts';

/**
 * Takes a YAML block apart for edits. See `Format.openEditor`.
 *
 * @param line the line in the file, from 1, at which the source begins
 * @throws FrontMatterError if the source cannot be read
 */
export function openEditor(source: string, line: number, eol: LineEnd): Editor {
  const block = openBlock(source, line, eol);
  const values = toValues(block.document, line);
  return {
    values,
    comments: block.comments,
    listKeys: (path) => listKeys(block, path),
    planSplices(changes) {
      if (block.inBraces) throw new EditError('front matter in braces is not edited');
      return planSplices(block, values, changes);
    },
    findOffset(path, index) {
      const entry = findEntry(block, path);
      return entry === undefined ? null : (findItem(entry, index) ?? entry.keyStart);
    },
  };
}

function planSplices(
  block: YamlBlock,
  values: Record<string, Value>,
  changes: readonly KeyChange[],
): Splice[] {
  const splices: Splice[] = [];
  const inBraces: { path: Path; change: KeyChange }[] = [];
  for (const change of changes) {
    const path = findBraces(block, change.action === 'add' ? change.parent : change.path.slice(0, -1));
    if (path === null) splices.push(...planChange(block, values, change));
    else inBraces.push({ path, change });
  }
  return [...splices, ...rewriteMaps(block, values, inBraces)];
}

function planChange(root: YamlBlock, values: Record<string, Value>, change: KeyChange): Splice[] {
  const parent = change.action === 'add' ? change.parent : change.path.slice(0, -1);
  const block = openMap(root, parent);
  if (block === null)
    throw new EditError(`"${parent.join('.')}" has an anchor, an alias or an unusual layout`);
  if (change.action === 'add') {
    const position = placeEntry(block, change.place);
    return [{ start: position, end: position, text: formatEntries(block, change.fields) }];
  }
  const entry = block.entries.find(({ key }) => key === change.path.at(-1));
  if (entry === undefined) return [];
  if (change.action === 'remove') return [removeEntry(block, entry)];
  const { path, value, timestamp } = change;
  return replaceValue(block, entry, { before: readPath(values, path) ?? null, after: value, timestamp });
}

function removeEntry(block: YamlBlock, entry: Entry): Splice {
  if (entry.unusual) throw new EditError(`"${entry.key}" has an unusual layout`);
  const end = findLineEnd(block.source, entry.contentEnd);
  return { start: entry.start, end, text: keepComments(block, entry.start, end, block.indent) };
}

/** A list that is an alias to an anchor has its entries elsewhere. */
function findItem({ node }: Entry, index: number | null): number | undefined {
  if (index === null || !isSeq(node)) return undefined;
  const item = node.items[index] as { range?: [number, number, number] | null } | undefined;
  return item?.range?.[0];
}
