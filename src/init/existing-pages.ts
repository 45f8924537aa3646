import { resolve } from 'node:path';
import { defaultGenerator } from '../generators/default-generator.ts';
import { makeIdKeys } from '../site/id-keys.ts';
import { scanPages } from '../site/scan.ts';
import type { FoundSite } from './site.ts';

/**
 * Counts the pages about videos that a site has already.
 *
 * @param folder the folder of the site
 * @param content the folder of the pages below it
 * @throws UserError if it cannot be read
 */
export async function countExistingPages(
  folder: string,
  content: string,
  site: FoundSite | null,
): Promise<number> {
  const generator = site?.generator ?? defaultGenerator;
  const rules = { generator, idKeys: makeIdKeys([]) };
  const { pages } = await scanPages(resolve(folder, content), rules);
  return pages.filter(({ videoId }) => videoId !== null).length;
}
