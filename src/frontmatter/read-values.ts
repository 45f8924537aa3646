import matter from 'gray-matter';
import type { Value } from '../model/value.ts';
import { type FoundBlock, findFrontMatter, formats } from './formats.ts';
import { findLineNumber } from './offsets.ts';
import { makeRecord } from './record.ts';

/** What a page's front matter says. */
export interface FrontMatter {
  /** Keys in the page's own spelling, and no inherited ones. */
  data: Record<string, Value>;
  /** The offset of the body, in UTF-16 units from the start of the text. */
  bodyStart: number;
}

/** The second is in no block, so that gray-matter looks for no end: where a block ends depends on its format. */
const delimiters: [string, string] = ['---', '\0'];

/**
 * Reads a page's front matter. Dates stay strings.
 *
 * @param text the whole page
 * @returns null if the page has no front matter
 * @throws FrontMatterError if it has one that cannot be read, or that a site generator would read in another way
 */
export function readFrontMatter(text: string): FrontMatter | null {
  const found = findFrontMatter(text);
  if (found === null) return null;
  return { data: readBlock(text, found), bodyStart: found.block.bodyStart };
}

function readBlock(text: string, { format, block }: FoundBlock): Record<string, Value> {
  // It gives an engine the line end of the fence, too: the source begins a line earlier.
  const line = findLineNumber(text, block.start) - 1;
  // An options object keeps gray-matter from caching what it returns and sharing it between callers.
  const page = matter(`${delimiters[0]}\n${text.slice(block.start, block.end)}`, {
    delimiters,
    language: format.language,
    engines: Object.fromEntries(
      formats.map(({ language, readValues }) => [language, (source: string) => readValues(source, line)]),
    ),
  });
  // Comments alone are given to no engine.
  return 'isEmpty' in page && page.isEmpty ? makeRecord() : page.data;
}
