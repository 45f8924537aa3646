import { isSame, readKey } from '../model/front-matter.ts';
import { findEntry, type Lockfile, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { UrlIndex } from './url-index.ts';

/** A page that is not where the lockfile last saw its video. Both URLs are folded. */
interface Stray {
  page: VideoPage;
  entry: LockfileEntry;
  own: string;
  known: string;
}

/**
 * Finds the pages whose video ids the user has exchanged, two or more in a circle: each is served under the URL that
 * the lockfile has for another one's video, and still holds what was written for that video.
 *
 * @returns the id that each page had before, by the one that it has now
 */
export function findExchangedIds(
  pages: readonly VideoPage[],
  lockfile: Lockfile,
  urls: UrlIndex,
): Map<string, string> {
  const strays = listStrays(pages, lockfile, urls);
  const byKnown = new Map(strays.map((stray) => [stray.known, stray]));
  const former = new Map<string, string>();
  for (const { page, entry, own } of strays) {
    const other = byKnown.get(own);
    if (other && resembles(page, other.entry, entry)) former.set(page.videoId, other.page.videoId);
  }
  for (const id of former.keys()) if (!isCircle(id, former)) former.delete(id);
  return former;
}

/** The lockfile after the exchange: what it knows of a page stays with the page. */
export function followExchangedIds(lockfile: Lockfile, former: ReadonlyMap<string, string>): Lockfile {
  if (former.size === 0) return lockfile;
  const pages = Object.assign(Object.create(null), lockfile.pages);
  for (const [id, formerId] of former) pages[id] = lockfile.pages[formerId];
  return { ...lockfile, pages };
}

function listStrays(pages: readonly VideoPage[], lockfile: Lockfile, urls: UrlIndex): Stray[] {
  const { foldUrl } = urls.generator;
  return pages.flatMap((page) => {
    const entry = findEntry(lockfile, page.videoId);
    const url = urls.findUrl(page);
    if (!entry?.url || url === null || url === entry.url) return [];
    const [own, known] = [foldUrl(url), foldUrl(entry.url)];
    return own === known ? [] : [{ page, entry, own, known }];
  });
}

/** Whether a page holds more of one entry than of another. If not, the user exchanged the URLs, not the ids. */
function resembles({ data }: VideoPage, one: LockfileEntry, other: LockfileEntry): boolean {
  const count = ({ values }: LockfileEntry, rival: LockfileEntry) =>
    Object.entries(values).filter(
      ([key, value]) => !isSame(value, rival.values[key]) && isSame(readKey(data, key), value),
    ).length;
  return count(one, other) > count(other, one);
}

function isCircle(start: string, former: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  let id = former.get(start);
  for (; id !== undefined && id !== start && !seen.has(id); id = former.get(id)) seen.add(id);
  return id === start;
}
