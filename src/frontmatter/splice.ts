import { EditError } from './errors.ts';

/** Replaces `text.slice(start, end)` by `text`. Offsets count UTF-16 units. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * Puts splices in the order of the text. If several begin at one place, insertions come before the rest and keep
 * the order in which they were planned.
 */
export function sortSplices(splices: readonly Splice[]): Splice[] {
  return splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Applies sorted splices to a text.
 *
 * @throws EditError if two of them overlap
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let position = 0;
  for (const splice of splices) {
    if (splice.start < position) throw new EditError('two edits of the front matter overlap');
    result += text.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + text.slice(position);
}
