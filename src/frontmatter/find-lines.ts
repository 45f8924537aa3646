import { findPath } from '../model/front-matter.ts';
import { findLineNumber } from './offsets.ts';
import { openPage } from './open-page.ts';

/** Gives the line of a key, or of an entry of its list, from 1. For a key that is not there it is the first line. */
export type FindLine = (key: string, entry: number | null) => number;

/**
 * Opens a page to ask where its keys are.
 *
 * @param text the page, as far as its front matter goes at least
 * @returns null if the page has no front matter
 * @throws FrontMatterError if the front matter cannot be read
 */
export function openLines(text: string): FindLine | null {
  const page = openPage(text);
  if (page === null) return null;
  const { block, editor } = page;
  return (key, entry) => {
    const offset = editor.findOffset(findPath(editor.values, key), entry);
    return findLineNumber(text, offset === null ? block.fence : block.start + offset);
  };
}
