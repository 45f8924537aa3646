import { findLineEnd } from './splice.ts';
import type { EditablePage, Entry } from './yaml/open-block.ts';

/**
 * Finds the place for a new key: after the nearest key that comes before it on a new page, else before the nearest
 * that comes after it, else at the end.
 *
 * @param rank the key's index in `order`, or its length
 * @returns the offset of a line's start in the page's source
 */
export function findPlace(page: EditablePage, order: readonly string[], rank: number): number {
  const find = (key: string) => page.entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase());
  const isEntry = (entry: Entry | undefined) => entry !== undefined;
  if (rank < order.length) {
    const before = order.slice(0, rank).map(find).filter(isEntry).at(-1);
    if (before !== undefined) return endOfEntry(page, before);
    const [after] = order.slice(rank).map(find).filter(isEntry);
    if (after !== undefined) return startOfEntry(page, after);
  }
  const last = page.entries.at(-1);
  return last === undefined ? page.source.length : endOfEntry(page, last);
}

/** Comment lines right below an entry belong to it where they are indented or hold a list entry that is commented out. */
const BELONGS_ABOVE = /^(?: +#|#+ *- )/;
const COMMENT_LINE = /^ *#/;

function endOfEntry({ source, indent }: EditablePage, entry: Entry): number {
  let position = findLineEnd(source, entry.contentEnd);
  while (BELONGS_ABOVE.test(source.slice(position + indent.length, findLineEnd(source, position)))) {
    position = findLineEnd(source, position);
  }
  return position;
}

/** Comment lines right above an entry belong to it. */
function startOfEntry({ source, indent }: EditablePage, entry: Entry): number {
  const lines = source.slice(0, entry.start).split('\n').slice(0, -1);
  let position = entry.start;
  for (const line of lines.toReversed()) {
    if (!COMMENT_LINE.test(line) || BELONGS_ABOVE.test(line.slice(indent.length))) break;
    position -= line.length + 1;
  }
  return position;
}
