import { isSeq } from 'yaml';
import { readPath } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { keepComments } from '../comments.ts';
import { EditError } from '../errors.ts';
import type { Editor, KeyChange, LineEnd } from '../format.ts';
import { findLineEnd } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { formatEntries, replaceValue } from './edit-value.ts';
import { type Entry, findEntry, openBlock, openMap, type YamlBlock } from './open-block.ts';
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
    listKeys: (path) => openMap(block, path)?.entries.map(({ key }) => key) ?? [],
    planSplices(changes) {
      if (block.inBraces) throw new EditError('front matter in braces is not edited');
      return changes.flatMap((change) => planChange(block, values, change));
    },
    findOffset(path, index) {
      const entry = findEntry(block, path);
      return entry === undefined ? null : (findItem(entry, index) ?? entry.keyStart);
    },
  };
}

function planChange(root: YamlBlock, values: Record<string, Value>, change: KeyChange): Splice[] {
  if (change.action === 'add') {
    const { fields, place, parent } = change;
    const block = openMap(root, parent);
    if (block === null) throw new EditError(`"${parent.join('.')}" has an unusual layout`);
    const position = placeEntry(block, place);
    return [{ start: position, end: position, text: formatEntries(block, fields) }];
  }
  const { path } = change;
  const block = openMap(root, path.slice(0, -1));
  const entry = findEntry(root, path);
  if (block === null || entry === undefined) throw new EditError(`"${path.join('.')}" has an unusual layout`);
  if (change.action === 'remove') return [removeEntry(block, entry)];
  const { value, timestamp } = change;
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
