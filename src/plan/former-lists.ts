import type { UrlLists } from '../generators/conventions.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { UrlIndex } from './url-index.ts';

/** What the lists under former names add to today's. */
interface FormerLists {
  /** As paths of the site. */
  live: string[];
  archive: string[];
  /** Values for the lockfile besides those of fields: that this was done. */
  marks: LockfileEntry['values'];
}

/** Under this key, the lockfile names the live list that has taken over the former ones. */
const mark = 'liveList';

/**
 * Reads the lists that a page has under another generator's names, or under the generator's own if the config has
 * renamed them. Live entries are added once per change of name: what the user takes out of the new list later stays
 * out.
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
