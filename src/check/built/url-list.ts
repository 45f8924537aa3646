import { stripMark } from '../../text/json.ts';
import { readPath, writePath } from './built-path.ts';
import { type SiteBase, stripBase } from './site-base.ts';

/** Writes decoded paths as a list: one per line, encoded, sorted by their bytes. */
export function writeUrlList(urls: readonly string[]): string {
  return urls
    .map((url) => `${writePath(url)}\n`)
    .sort()
    .join('');
}

/** Whether a file holds such a list: paths, encoded as URLs are, and nothing else. */
export function isUrlList(text: string): boolean {
  return text.split('\n').every((line) => line === '' || /^\/[!-~]*$/.test(line));
}

/**
 * Reads a list of URLs: paths from the root, or absolute URLs, one per line. Blank lines and those that begin with `#`
 * are skipped.
 *
 * @param base the site's address, for absolute URLs
 * @returns decoded paths, each once, and the number of the first line that is not a URL, from 1
 */
export function readUrlList(text: string, base: SiteBase | null): { urls: string[]; badLine: number | null } {
  const urls = new Set<string>();
  for (const [index, line] of stripMark(text).split('\n').entries()) {
    const url = line.trim();
    if (url === '' || url.startsWith('#')) continue;
    if (url.startsWith('/')) urls.add(readPath(url));
    else if (/^https?:\/\//i.test(url) && URL.canParse(url)) {
      urls.add(stripBase(readPath(new URL(url).pathname), base));
    } else return { urls: [], badLine: index + 1 };
  }
  return { urls: [...urls], badLine: null };
}
