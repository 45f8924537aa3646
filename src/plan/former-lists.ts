import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { UrlIndex } from './url-index.ts';

/** What lists under names of before give those of today. */
interface FormerLists {
  /** As paths of the site. */
  live: string[];
  archive: string[];
  /** What the lockfile is to hold under the name of today's live list, so that it is given once. */
  marks: LockfileEntry['values'];
}

/**
 * Reads the lists that a page has under the names of another generator, or under the generator's own where the config has
 * others. Live entries are given once: what the user takes out of the new list later stays out.
 *
 * @param url the page's own; null if it is not known
 */
export function readFormerLists(
  { data }: VideoPage,
  url: string | null,
  last: LockfileEntry | undefined,
  { generator, formerKeys }: Pick<UrlIndex, 'generator' | 'formerKeys'>,
): FormerLists {
  const read = (list: 'live' | 'archive') =>
    formerKeys[list].flatMap((key) => {
      const value = readKey(data, key);
      if (value === undefined) return [];
      return generator
        .listEntries(value, list)
        .flatMap(({ text }) => generator.resolveEntry(text, url).path ?? []);
    });
  const { live: key } = generator.urlLists;
  const live = read('live');
  const isGiven = last?.values[key] !== undefined;
  return { live: isGiven ? [] : live, archive: read('archive'), marks: live.length > 0 ? { [key]: [] } : {} };
}
