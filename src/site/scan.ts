import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathBelow } from '../files/paths.ts';
import type { Generator } from '../generators/generator.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import type { IdKeys } from './id-keys.ts';
import { keepValues } from './keep-values.ts';
import { readPage } from './read-page.ts';
import { type LanguageRules, omitTranslations } from './translations.ts';
import { type PageFile, walkPages } from './walk.ts';

const pagesAtOnce = 50;

/** How pages are read. */
export interface ScanRules extends LanguageRules {
  generator: Generator;
  idKeys: IdKeys;
  /** What the pages have in common with it is in memory once. */
  known?: Lockfile;
}

/** What is below a content folder. */
export interface Scan {
  /** Pages of all kinds. */
  pages: Page[];
  /** Pages and folders that cannot be read. */
  unreadable: UnreadablePage[];
  /** Temporary files that a killed run left. */
  staleTempFiles: string[];
}

/**
 * Reads the front matter of every page below a folder. A file is read synchronously, which for thousands of small files
 * is about three times as fast as reading many at once. Between files, other events are handled, such as YouTube's
 * answers.
 *
 * @param root the folder; it need not exist yet
 * @returns everything with its path below the folder, sorted by path
 * @throws UserError if the folder itself cannot be read: every page would seem to be missing
 */
export function scanPages(root: string, rules: ScanRules): Promise<Scan> {
  return scanFiles(root, rules, () => true);
}

/**
 * Reads the pages of a site outside its content folder, since they have URLs too. Of unreadable ones, an import needs
 * only the URLs: `check` reports them.
 *
 * @param site the content folder of the whole site, around the other
 * @returns all with their paths from the content folder
 */
export async function scanPagesBeside(
  content: string,
  site: string,
  rules: ScanRules,
): Promise<Pick<Scan, 'pages' | 'unreadable'>> {
  const below = pathBelow(site, content);
  const { pages, unreadable } = await scanFiles(site, rules, () => true, below);
  const move = <Item extends { path: string }>(page: Item): Item => ({
    ...page,
    path: pathBelow(content, join(site, page.path)),
  });
  return { pages: pages.map(move), unreadable: unreadable.map(move) };
}

/** Reads the pages that have appeared since a scan, so that none of their videos gets a second page. */
export function scanNewPages(root: string, { pages, unreadable }: Scan, rules: ScanRules): Promise<Scan> {
  const known = new Set([...pages, ...unreadable].map(({ path }) => path));
  return scanFiles(root, rules, ({ path }) => !known.has(path));
}

async function scanFiles(
  root: string,
  rules: ScanRules,
  isWanted: (file: PageFile) => boolean,
  skipped?: string,
): Promise<Scan> {
  const scan: Scan = { pages: [], unreadable: [], staleTempFiles: [] };
  const { readsHtml, readsOrg, urlLists } = rules.generator;
  const files = [...walkPages(root, scan, { readsHtml, readsOrg, skipped })]
    .filter(isWanted)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [at, file] of files.entries()) {
    if (at % pagesAtOnce === 0) await setImmediate();
    const read = readPage(root, file, rules.idKeys);
    if (read === null) continue;
    if ('kind' in read) scan.unreadable.push(read);
    else {
      const entry = read.videoId === null || !rules.known ? undefined : findEntry(rules.known, read.videoId);
      keepValues(read.data, entry, urlLists);
      scan.pages.push(read);
    }
  }
  return { ...scan, pages: omitTranslations(scan.pages, scan.unreadable, rules) };
}
