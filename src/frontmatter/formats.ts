import { FrontMatterError } from './errors.ts';
import type { Block, Format } from './format.ts';
import { findLineNumber } from './offsets.ts';
import { yaml } from './yaml/yaml.ts';

/** All formats that pages are read and edited in. */
export const formats: readonly Format[] = [yaml];

/** What pages have, too. A byte order mark and blank lines may come first. */
const unsupported = [
  { name: 'TOML', opening: /^\s*(?=\+\+\+(?!\+))/ },
  { name: 'JSON', opening: /^\s*(?=\{\s*["}])/ },
];

/** A page's front matter and the format that it is written in. */
export interface FoundBlock {
  format: Format;
  block: Block;
}

/**
 * Finds a page's front matter.
 *
 * @param text the whole page
 * @returns null if the page has none
 * @throws FrontMatterError on a format that is not supported, on a fence that is not closed, and on what site
 *   generators, a parser and people would read in different ways
 */
export function findFrontMatter(text: string): FoundBlock | null {
  for (const format of formats) {
    const block = format.findBlock(text);
    if (block !== null) return { format, block };
  }
  for (const { name, opening } of unsupported) {
    const match = opening.exec(text);
    if (match === null) continue;
    throw new FrontMatterError(
      `${name} front matter is not supported`,
      findLineNumber(text, match[0].length),
    );
  }
  return null;
}
