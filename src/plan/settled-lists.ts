import { holdsVideoId } from '../generators/url-path.ts';
import type { VideoPage } from '../model/page.ts';
import type { Rules } from '../model/rules.ts';
import { readUrls } from './read-urls.ts';
import type { UrlHistoryChange, UrlHistoryState } from './url-history.ts';
import type { UrlIndex } from './url-index.ts';

/** The two lists of a page that is still where the last import left it. */
type SettledState = Pick<UrlHistoryState, 'url' | 'wanted' | 'lastAliases' | 'lastArchive'>;

/**
 * Finds out whether a page's two lists stay as the last import left them, as most do. Planning them would give the
 * same, but takes a sixth of an import that changes nothing.
 *
 * @param state of a page whose lists the config manages, and that neither moves nor is pruned
 * @returns what the lockfile records of them; null if there may be something to plan
 */
export function findSettledLists(
  page: VideoPage,
  { url, wanted, lastAliases, lastArchive }: SettledState,
  { urls: { listsOwn } }: Rules,
  { generator, served }: UrlIndex,
): UrlHistoryChange['remembered'] | null {
  if (url === null || !lastAliases || !lastArchive) return null;
  const aliases = readUrls(page.data, 'live', generator);
  // The site's configuration may have changed what an alias leads to.
  if (aliases.some((alias) => served.resolveAlias(alias, page, url).path !== alias)) return null;
  const archive = readUrls(page.data, 'archive', generator);
  const state = { videoId: page.videoId, aliases, archive, url, wanted, lastAliases, lastArchive, listsOwn };
  return isSettled(state) ? { aliases: lastAliases, archive } : null;
}

/** Whether neither list, nor what the lockfile knows of them, lacks a URL: spelled the same, not only folded. */
export function isSettled({
  videoId,
  aliases,
  archive,
  url,
  wanted,
  lastAliases,
  lastArchive,
  listsOwn,
}: { [Key in keyof SettledState]: NonNullable<SettledState[Key]> } & Pick<
  UrlHistoryState,
  'videoId' | 'aliases' | 'archive' | 'listsOwn'
>): boolean {
  const isRemembered = (entry: string) =>
    lastAliases.includes(entry) || (listsOwn && archive.includes(entry));
  const isKnown = (entry: string) =>
    isRemembered(entry) || aliases.includes(entry) || (!listsOwn && entry === url);
  const needsNoArchiving = (entry: string) => archive.includes(entry) || holdsVideoId(entry, videoId);
  return (
    isKnown(url) &&
    wanted.every(isKnown) &&
    (listsOwn || archive.every(isKnown)) &&
    needsNoArchiving(url) &&
    lastAliases.every(needsNoArchiving) &&
    lastArchive.every((entry) => archive.includes(entry)) &&
    aliases.every((entry) => isRemembered(entry) && needsNoArchiving(entry)) &&
    !(listsOwn && lastAliases.some((entry) => archive.includes(entry)))
  );
}
