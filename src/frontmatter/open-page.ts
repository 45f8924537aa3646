import type { Block, Editor } from './format.ts';
import { findFrontMatter } from './formats.ts';
import { findLineNumber } from './offsets.ts';

/** A page whose front matter is taken apart. */
export interface OpenPage {
  block: Block;
  editor: Editor;
  body: string;
}

/**
 * Takes a page's front matter apart.
 *
 * @param text the whole page
 * @returns null if the page has no front matter
 * @throws FrontMatterError if the front matter cannot be read
 */
export function openPage(text: string): OpenPage | null {
  const found = findFrontMatter(text);
  if (found === null) return null;
  const { format, block } = found;
  const source = text.slice(block.start, block.end);
  const editor = format.openEditor(source, findLineNumber(text, block.start), block.eol);
  return { block, editor, body: text.slice(block.bodyStart) };
}
