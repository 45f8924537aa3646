import type { Place } from '../format.ts';
import { findLineEnd } from '../offsets.ts';
import type { Entry, YamlBlock } from './open-block.ts';

/** Comment lines right below an entry belong to it if they are indented or hold a list entry that is commented out. */
const BELONGS_ABOVE = /^(?: +#|#+ *- )/;
const COMMENT_LINE = /^ *#/;

/** Gives the offset of the line's start at which a new entry is put. */
export function placeEntry(block: YamlBlock, place: Place): number {
  const entry = block.entries.find(({ key }) => key === place?.key);
  if (place === null || entry === undefined) return block.source.length;
  return place.side === 'after' ? endOfEntry(block, entry) : startOfEntry(block, entry);
}

function endOfEntry({ source, indent }: YamlBlock, entry: Entry): number {
  let position = findLineEnd(source, entry.contentEnd);
  while (BELONGS_ABOVE.test(source.slice(position + indent.length, findLineEnd(source, position)))) {
    position = findLineEnd(source, position);
  }
  return position;
}

/** Comment lines right above an entry belong to it. */
function startOfEntry({ source, indent }: YamlBlock, entry: Entry): number {
  const lines = source.slice(0, entry.start).split('\n').slice(0, -1);
  let position = entry.start;
  for (const line of lines.toReversed()) {
    if (!COMMENT_LINE.test(line) || BELONGS_ABOVE.test(line.slice(indent.length))) break;
    position -= line.length + 1;
  }
  return position;
}
