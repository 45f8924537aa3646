import { join } from 'node:path';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { formatNames } from '../frontmatter/format.ts';
import { findFrontMatter } from '../frontmatter/formats.ts';
import { readHead } from '../site/page-head.ts';
import { walkPages } from '../site/walk.ts';

type FormatName = (typeof formatNames)[number];

/** A look at so many pages tells how a site writes its front matter. */
const mostPages = 200;

/**
 * Finds out in which format most pages of a site have their front matter.
 *
 * @param folder the folder of the site
 * @param content the folder for the pages below it: others are asked only if it has none
 * @param base the folder of all pages
 * @returns YAML if there are no pages
 */
export function suggestFormat(folder: string, content: string, base: string): FormatName {
  const counts = countFormats(join(folder, content));
  const all = Object.keys(counts).length > 0 ? counts : countFormats(join(folder, base));
  const [first = 'yaml'] = formatNames.toSorted((a, b) => (all[b] ?? 0) - (all[a] ?? 0));
  return first;
}

function countFormats(root: string): Partial<Record<FormatName, number>> {
  const counts: Partial<Record<FormatName, number>> = {};
  let seen = 0;
  for (const { file, isLink } of walkPages(
    root,
    { unreadable: [], staleTempFiles: [] },
    { readsHtml: false },
  )) {
    if (isLink) continue;
    if (++seen > mostPages) break;
    const format = findFormat(file);
    if (format !== null) counts[format] = (counts[format] ?? 0) + 1;
  }
  return counts;
}

function findFormat(file: string): FormatName | null {
  try {
    return findFrontMatter(readHead(file).text)?.format.language ?? null;
  } catch (error) {
    // A page that cannot be read is no example.
    if (error instanceof FrontMatterError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}
