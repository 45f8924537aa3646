// gray-matter's own dispatch. Its main function copies each page and looks for comments in it, which takes as long again
// as reading it.
import parse from 'gray-matter/lib/parse.js';
import { makeRecord } from '../model/record.ts';
import type { Value } from '../model/value.ts';
import { findFrontMatter, formats } from './formats.ts';
import { findLineNumber } from './offsets.ts';

/** What a page's front matter says. */
export interface FrontMatter {
  /** Keys in the page's own spelling, and no inherited ones. */
  data: Record<string, Value>;
  /** The offset of the body, in UTF-16 units from the start of the text. */
  bodyStart: number;
}

interface Options {
  engines: typeof engines;
  /** At which the source begins. */
  line: number;
}

const engines = Object.fromEntries(
  formats.map(({ language, readValues }) => [
    language,
    { parse: (source: string, { line }: { line: number }) => readValues(source, line) },
  ]),
);

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
  const { format, block } = found;
  // From the fence's line end on, so that what is wrong with all of it is said of the fence's line. An object has no fence.
  const start = block.start > block.fence ? block.start - 1 : block.start;
  const source = text.slice(start, block.end);
  const options: Options = { engines, line: findLineNumber(text, start) };
  const data = source.trim() === '' ? makeRecord() : parse(format.language, source, options);
  return { data, bodyStart: block.bodyStart };
}
