import type { Value } from '../model/value.ts';
import type { UrlLists } from './conventions.ts';
import type { Generator } from './generator.ts';
import { generators } from './generators.ts';

/** A list under the name that another generator gives it, or the generator itself if the config gives it another. */
export interface FormerList {
  key: string;
  /**
   * The paths of the site in it, as the generator of that name served them.
   *
   * @param ownUrl the page's URL when it was in use; null if it is not known
   */
  listPaths(value: Value, ownUrl: string | null): string[];
}

/** The lists that a page may have from before. */
export function listFormerLists(list: keyof UrlLists, { urlLists }: Generator): FormerList[] {
  const today = Object.values(urlLists);
  return generators
    .filter((former) => !today.includes(former.urlLists[list]))
    .map((former) => ({
      key: former.urlLists[list],
      listPaths: (value, ownUrl) => {
        const resolve = (entry: string) => former.resolveEntry(entry, ownUrl).path ?? [];
        const served = list === 'live' ? former.listServed : undefined;
        return former.listEntries(value, list).flatMap(({ text }) => (served ?? resolve)(text));
      },
    }));
}
