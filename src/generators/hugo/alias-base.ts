import { readText } from '../../model/front-matter.ts';
import type { AliasBase } from './alias.ts';
import { addSlash, type ContentPage, findUgliness, type HugoSite } from './served-pages.ts';
import { changes, worksAnew } from './version.ts';

/**
 * Where the aliases of a page begin. Checked with Hugo 0.131 and 0.169.
 *
 * @param url the page's own; null if it is not known
 */
export function findAliasBase(
  { file, ruled, data }: ContentPage,
  url: string | null,
  site: HugoSite,
): AliasBase {
  const { prefix } = file.language;
  const isNew = prefix === '' ? false : worksAnew(site.version, changes.aliasesInLanguage);
  const isUgly = findUgliness(ruled, site) === true;
  const written = readText(data, 'url');
  const isFile = written !== '' && url !== null && addSlash(url, written) === url && !url.endsWith('/');
  return {
    own: url,
    root: isNew === null ? null : isNew ? prefix : '',
    isUgly,
    file: isFile && !/\.html$/.test(url) ? url : null,
  };
}
