import { FrontMatterError } from './errors.ts';
import { findFencedBlock, type Opening, readOpening, shorten } from './fences.ts';
import type { Block, BlockStyle, Format, NewField } from './format.ts';
import { findObjectBlock } from './json/find-object.ts';
import { json } from './json/json.ts';
import { findLineNumber } from './offsets.ts';
import { toml } from './toml/toml.ts';
import { yaml } from './yaml/yaml.ts';

/** All formats that pages are read and edited in. */
export const formats: readonly Format[] = [yaml, toml, json];

/** A page's front matter and the format that it is written in. */
export interface FoundBlock {
  format: Format;
  block: Block;
}

/**
 * Finds a page's front matter. Its fence says the format: `---` YAML, `+++` TOML, a bare brace JSON; or the language
 * that gray-matter reads after it, such as `---toml`.
 *
 * @param text the whole page
 * @returns null if the page has none
 * @throws FrontMatterError on a format that is not supported, on a fence that is not closed, and on what site
 *   generators, a parser and people would read in different ways
 */
export function findFrontMatter(text: string): FoundBlock | null {
  const opening = readOpening(text);
  if (opening === null) {
    const block = findObjectBlock(text);
    return block && { format: json, block };
  }
  const { fence, language, offset } = opening;
  const format = findFormat(opening);
  if (format === undefined) {
    throw new FrontMatterError(
      `only YAML, TOML and JSON front matter is read, not "${fence}${shorten(language)}"`,
      findLineNumber(text, offset),
    );
  }
  return { format, block: findFencedBlock(text, opening) };
}

function findFormat({ fence, language }: Pick<Opening, 'fence' | 'language'>): Format | undefined {
  return formats.find((one) =>
    language === '' ? one.fence === fence : one.language === language && fence === '---',
  );
}

/** Puts the front matter of a new page between its fences. */
export function formatBlock(fields: readonly NewField[], { opening, lists }: BlockStyle): string {
  const line = readOpening(opening);
  if (line === null) return json.formatSource(fields, lists);
  const format = findFormat(line);
  if (format === undefined) throw new Error(`no format begins with ${opening}`);
  return `${opening}\n${format.formatSource(fields, lists)}${line.fence}\n`;
}
