import { isSeq } from 'yaml';
import { findKey } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { EditError } from '../errors.ts';
import type { Editor, KeyChange, LineEnd } from '../format.ts';
import { findLineEnd } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { formatEntry, replaceValue } from './edit-value.ts';
import { type Entry, keepComments, openBlock, type YamlBlock } from './open-block.ts';
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
  const keys = block.entries.map(({ key }) => key);
  const find = (key: string | undefined) => block.entries.find((entry) => entry.key === key);
  return {
    values,
    keys,
    comments: block.comments.map(({ text }) => text),
    planSplices(changes) {
      if (block.inBraces) throw new EditError('front matter in braces is not edited');
      return changes.flatMap((change) => planChange(block, values, find(change.key), change));
    },
    findOffset(key, index) {
      const entry = find(findKey(keys, key));
      return entry === undefined ? null : (findItem(entry, index) ?? entry.keyStart);
    },
  };
}

function planChange(
  block: YamlBlock,
  values: Record<string, Value>,
  entry: Entry | undefined,
  change: KeyChange,
): Splice[] {
  if (change.action === 'add') {
    const position = placeEntry(block, change.place);
    const text = formatEntry(block, change.key, change.value, change.timestamp);
    return [{ start: position, end: position, text }];
  }
  if (entry === undefined) return [];
  if (change.action === 'remove') return [removeEntry(block, entry)];
  const { key, value, timestamp } = change;
  return replaceValue(block, entry, { before: values[key] ?? null, after: value, timestamp });
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
