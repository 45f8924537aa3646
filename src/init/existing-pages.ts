import { posix, resolve } from 'node:path';
import { isInside, pathBelow } from '../files/paths.ts';
import { readKey } from '../model/front-matter.ts';
import type { Page, VideoPage } from '../model/page.ts';
import { isMap, type Value } from '../model/value.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { findAdoptable } from '../site/find-adoptable.ts';
import { findVideos } from '../site/find-videos.ts';
import { makeIdKeys } from '../site/id-keys.ts';
import { scanPages } from '../site/scan.ts';
import { readSiteFiles } from '../site/site-files.ts';
import { findMost, findTraits, type PageTraits, predictUrl } from './page-traits.ts';
import { type FoundSite, findAddress, suggestUrl } from './site.ts';

/** What a site holds before its first import. */
export interface ExistingPages {
  /** Those about videos, their paths from the folder of the site. Without `idKey`: those that only show one. */
  videoPages: VideoPage[];
  /** The key that names their videos, if it is an unusual one. */
  ownKey: string | null;
}

const usualKeys = makeIdKeys([]);

/**
 * Finds the pages about videos that a site has already.
 *
 * @param folder the folder of the site
 * @throws UserError if its content cannot be read
 */
export async function readExistingPages(folder: string, site: FoundSite): Promise<ExistingPages> {
  const rules = { generator: site.generator, idKeys: usualKeys };
  const root = resolve(folder, site.base);
  const { pages, ...scan } = await scanPages(root, rules);
  const ownKey = findOwnKey(pages, pages.filter(isVideoPage).length);
  const idKeys = makeIdKeys(ownKey === null ? [] : [ownKey]);
  const all = ownKey === null ? pages : pages.map((page) => ({ ...page, ...findVideos(page.data, idKeys) }));
  const mainLanguage = site.generator.findMainLanguage(readSiteFiles(folder, site.generator));
  const adoptable = findAdoptable(root, { ...scan, pages: all }, { generator: site.generator, mainLanguage });
  const shown = adoptable.pages
    .filter(({ page }) => Object.keys(page.data).length > 0)
    .map(({ page, videoId }) => ({ ...page, videoId }));
  return {
    videoPages: [...all.filter(isVideoPage), ...shown].map((page) => ({
      ...page,
      path: posix.join(site.base, page.path),
    })),
    ownKey,
  };
}

/**
 * Finds the folder that holds most of the pages: of those that name their videos, if there are any. Folders of years
 * and months are parts of it.
 *
 * @param base the folder of all pages
 * @returns null if there are no pages
 */
export function findPageFolder(base: string, { videoPages }: ExistingPages): string | null {
  if (videoPages.length === 0) return null;
  const named = videoPages.filter(({ idKey }) => idKey !== undefined);
  const counted = named.length > 0 ? named : videoPages;
  let folder = base || '.';
  for (;;) {
    const inside = counted.filter(({ path }) => isInside(folder, path));
    const names = inside.flatMap(({ path }) => {
      const [name = '', ...rest] = pathBelow(folder, path).split('/');
      const isBundle = rest.length === 1 && /^index\./.test(rest[0] ?? '');
      return rest.length === 0 || isBundle || /^\d+$/.test(name) ? [] : [name];
    });
    const name = findMost(names, inside.length);
    if (name === null) return folder;
    folder = posix.join(folder, name);
  }
}

/** Finds the folder that holds all of the pages. */
export function findCommonFolder({ videoPages }: ExistingPages): string {
  let folder = posix.dirname(videoPages[0]?.path ?? '');
  while (!videoPages.every(({ path }) => isInside(folder, path))) folder = posix.dirname(folder);
  return folder;
}

/** A folder for pages, and what new ones should be like there. */
export interface PageFolder {
  traits: PageTraits;
  /** The template of the files of new pages; null: the preset's. */
  file: string | null;
  /** The template of the URLs of new pages. */
  url: string;
  /** The template of URLs that new pages get without a key for it; null: not known. */
  servedUrl: string | null;
  /** Where the site is public; null: not known. */
  address: string | null;
}

/**
 * Looks at the pages of a folder.
 *
 * @param folder the folder of the site
 * @param content the folder of the pages, from there
 */
export function readPageFolder(
  folder: string,
  content: string,
  site: FoundSite,
  { videoPages }: ExistingPages,
): PageFolder {
  const { generator, starter } = site;
  const root = resolve(folder, content);
  const pages = videoPages.flatMap((page) => {
    const path = pathBelow(root, resolve(folder, page.path));
    return path.startsWith('../') ? [] : [{ ...page, path }];
  });
  const usualUrl = suggestUrl(content, site);
  const rules = { template: usualUrl, folder: pathBelow(folder, root) };
  const served = generator.readSite(readSiteFiles(folder, generator), pages, rules);
  const traits = findTraits(pages, served);
  const file = traits.file ?? starter.findFile(content);
  const servedUrl = predictUrl(file ?? generator.presets.minimal.file, served);
  const url = traits.url ?? (starter.urlField === null ? null : servedUrl) ?? usualUrl;
  const origin = findAddress(folder, site);
  return { traits, file, url, servedUrl, address: origin && `${origin}${served.basePath}` };
}

function isVideoPage(page: Page): page is VideoPage {
  return page.videoId !== null;
}

/**
 * Finds a key whose name mentions videos and that holds a video's id or URL on more pages than all the usual keys, a
 * different one on each.
 */
function findOwnKey(pages: readonly Page[], known: number): string | null {
  const found = new Map<string, { ids: Set<string>; pages: number }>();
  for (const { data, videoId } of pages) {
    if (videoId !== null) continue;
    for (const [key, value] of listTexts(data)) {
      const id = /yt|youtube|vid|clip/i.test(key) ? parseVideoId(value) : null;
      // Words of eleven letters are not ids.
      if (id === null || /^[a-z]+$/i.test(id)) continue;
      const seen = found.get(key) ?? { ids: new Set(), pages: 0 };
      found.set(key, { ids: seen.ids.add(id), pages: seen.pages + 1 });
    }
  }
  const own = [...found].filter(([, { ids, pages: count }]) => count > known && ids.size * 10 >= count * 9);
  const [first] = own.sort(([, a], [, b]) => b.pages - a.pages);
  return first?.[0] ?? null;
}

/** The texts of a page's keys; keys in maps have dots. */
function listTexts(data: Record<string, Value>): [key: string, text: string][] {
  return Object.keys(data).flatMap((key): [string, string][] => {
    const value = readKey(data, key);
    if (typeof value === 'string') return [[key, value]];
    if (!isMap(value)) return [];
    return listTexts(value).map(([inner, text]) => [`${key}.${inner}`, text]);
  });
}
