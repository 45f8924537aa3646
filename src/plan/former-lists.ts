import type { UrlLists } from '../generators/conventions.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { UrlIndex } from './url-index.ts';

/** What lists under names of before give those of today. */
interface FormerLists {
  /** As paths of the site. */
  live: string[];
  archive: string[];
  /** What the lockfile is to hold beside the values of fields: that they were given. */
  marks: LockfileEntry['values'];
}

/** Under this key the lockfile names the live list that has got what those of before held. */
const mark = 'liveList';

/**
 * Reads the lists that a page has under the names of another generator, or under the generator's own where the config has
 * others. Live entries are given once, each time that the list's name changes: what the user takes out of the new list later
 * stays out.
 *
 * @param url the page's own; null if it is not known
 */
export function readFormerLists(
  { data }: VideoPage,
  url: string | null,
  last: LockfileEntry | undefined,
  { generator, formerLists }: Pick<UrlIndex, 'generator' | 'formerLists'>,
): FormerLists {
  const read = (list: keyof UrlLists) =>
    formerLists[list].flatMap(({ key, listPaths }) => {
      const value = readKey(data, key);
      return value === undefined ? [] : listPaths(value, last?.url || url);
    });
  const { live: today } = generator.urlLists;
  const live = read('live');
  const isGiven = last?.values[mark] === today;
  return {
    live: isGiven ? [] : live,
    archive: read('archive'),
    marks: live.length > 0 ? { [mark]: today } : {},
  };
}
