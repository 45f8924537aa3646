import type { Lockfile, LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import { readUrls } from './read-urls.ts';
import type { UrlIndex } from './url-index.ts';

/**
 * Drops from a lockfile of version 1 the URLs that its pages never had: that version recorded the URL that it would
 * have given a page. A URL counts if the page or one of its lists has it.
 */
export function supportEntries(lockfile: Lockfile, pages: readonly VideoPage[], urls: UrlIndex): Lockfile {
  if (!lockfile.isFormer) return lockfile;
  const supported = { ...lockfile, pages: { ...lockfile.pages } };
  for (const page of pages) {
    const entry = lockfile.pages[page.videoId];
    if (entry) supported.pages[page.videoId] = supportEntry(entry, page, urls);
  }
  return supported;
}

function supportEntry(entry: LockfileEntry, page: VideoPage, urls: UrlIndex): LockfileEntry {
  const { generator } = urls;
  const own = urls.findUrl(page);
  const lists = (['live', 'archive'] as const).flatMap((list) => readUrls(page.data, list, generator));
  const known = new Set([...(own === null ? [] : [own]), ...lists].map(generator.foldUrl));
  const isKnown = (url: string) => known.has(generator.foldUrl(url));
  const { url, aliases, archive } = entry;
  return {
    ...entry,
    url: url === null || isKnown(url) ? url : own,
    ...(aliases && { aliases: aliases.filter(isKnown) }),
    ...(archive && { archive: archive.filter(isKnown) }),
  };
}
