import type { Value } from '../model/value.ts';
import { type Block, locateBlock } from './block.ts';
import { FrontMatterError } from './errors.ts';
import { makeRecord } from './record.ts';
import { loadGrayMatter } from './yaml/libraries.ts';
import { parseBlock, readValues } from './yaml/parse.ts';
import { readPlainYaml } from './yaml/plain.ts';

/** What a page's front matter says. */
export interface FrontMatter {
  /** Keys in the page's own spelling, and no inherited ones. */
  data: Record<string, Value>;
  /** The offset of the body, in UTF-16 units from the start of the text. */
  bodyStart: number;
}

/**
 * Reads a page's YAML front matter. Dates stay strings.
 *
 * @param text the whole page
 * @returns null where the page has no front matter
 * @throws FrontMatterError where it has one that cannot be read, or that Hugo would read in another way
 */
export function readFrontMatter(text: string): FrontMatter | null {
  const block = locateBlock(text);
  if (block === null) return null;
  const data = readPlainYaml(text.slice(block.start, block.end)) ?? parseFrontMatter(text, block);
  return { data, bodyStart: block.bodyStart };
}

/**
 * Reads a front matter block with the full parser.
 *
 * @param text the whole page
 * @param block where its front matter lies
 * @throws FrontMatterError where it cannot be read
 */
export function parseFrontMatter(text: string, block: Block): Record<string, Value> {
  // An options object keeps gray-matter from caching what it returns and sharing it between callers.
  const page = loadGrayMatter()(text.slice(block.fence, block.end + '---'.length), {
    language: 'yaml',
    engines: {
      yaml: (source) => readValues(parseBlock(`${source}\n`, block.line), block.line),
      // gray-matter's own JavaScript engine evaluates the page.
      javascript: refuseToEvaluate,
      json: refuseToEvaluate,
    },
  });
  return Object.assign(makeRecord(), page.data);
}

function refuseToEvaluate(): never {
  throw new FrontMatterError('only plain YAML front matter is read', null);
}
