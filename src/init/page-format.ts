import { join } from 'node:path';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { type FormatName, formatNames, type ListStyle } from '../frontmatter/format.ts';
import { findFrontMatter } from '../frontmatter/formats.ts';
import { readHead } from '../site/page-head.ts';
import { walkPages } from '../site/walk.ts';

/** How a site writes its front matter: the format, and lists in YAML. */
export interface PageFormat {
  format: FormatName;
  lists: ListStyle;
}

/** This many pages show how a site writes its front matter. */
const mostPages = 200;

/** An entry on its own line, and a list in brackets with an entry. */
const listedInLines = /^ *- /m;
const listedInBrackets = /^ *[\w.-]+: *\[ *[^\s\]]/m;

/**
 * Finds out how most pages of a site have their front matter.
 *
 * @param folder the folder of the site
 * @param content the folder for the pages below it: other pages are read only if it has none
 * @param base the folder of all pages
 * @returns YAML, with lists in lines, if there are no pages
 */
export function suggestFormat(folder: string, content: string, base: string): PageFormat {
  const found = readBlocks(join(folder, content));
  const blocks = found.length > 0 ? found : readBlocks(join(folder, base));
  const countFormat = (name: string) => blocks.filter(({ format }) => format === name).length;
  const [format = 'yaml'] = formatNames.toSorted((a, b) => countFormat(b) - countFormat(a));
  const countLists = (pattern: RegExp) =>
    blocks.filter(({ format, source }) => format === 'yaml' && pattern.test(source)).length;
  return { format, lists: countLists(listedInBrackets) > countLists(listedInLines) ? 'brackets' : 'lines' };
}

type FoundBlock = { format: FormatName; source: string };

function readBlocks(root: string): FoundBlock[] {
  const blocks: FoundBlock[] = [];
  let seen = 0;
  for (const { path, isLink } of walkPages(
    root,
    { unreadable: [], staleTempFiles: [] },
    { readsHtml: false },
  )) {
    if (isLink) continue;
    if (++seen > mostPages) break;
    const block = readBlock(join(root, path));
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

function readBlock(file: string): FoundBlock | null {
  try {
    const { text } = readHead(file);
    const found = findFrontMatter(text);
    return (
      found && {
        format: found.format.language,
        source: text.slice(found.block.start, found.block.end),
      }
    );
  } catch (error) {
    // An unreadable page is no example.
    if (error instanceof FrontMatterError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}
