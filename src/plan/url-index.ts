import type { UrlLists } from '../generators/conventions.ts';
import { type FormerList, listFormerLists } from '../generators/former-lists.ts';
import type { Generator } from '../generators/generator.ts';
import type { Addressed, ServedSite } from '../generators/served-site.ts';
import { decodePath } from '../generators/url-path.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../model/page.ts';
import { findOwnUrl, readUrls } from './read-urls.ts';

/** Who has which URL. No page may get a URL that another page has or ever had: links to that one would break. */
export interface UrlIndex {
  /** Whose URLs they are. */
  generator: Generator;
  /** The two lists under former names. */
  formerLists: Record<keyof UrlLists, readonly FormerList[]>;
  /** How the site serves them. */
  served: ServedSite;
  /** The URL of a page, existing or planned, as the lockfile and the lists hold it; null if it is not known. */
  findUrl(page: Addressed): string | null;
  /** The path of another page that has this URL as its own. */
  findOwner(url: string, path: string): string | undefined;
  /** The path of another page that has, or ever had, this URL. */
  findClaimant(url: string, path: string): string | undefined;
  /** Whether the URL of some page lies below this one. */
  isSection(url: string): boolean;
  /** Notes the URLs that a page gets in this import: its own, and what joins its two lists. */
  claim(path: string, own: string | null, joining: string[]): void;
}

/** Everything that has URLs. */
export interface UrlClaimants {
  /** Pages about videos. */
  pages: VideoPage[];
  /** Pages about something else, wherever they lie in the site. */
  others: Page[];
  unreadable: UnreadablePage[];
  /** The URLs that `urls.gone` of the config answers. */
  gone: readonly string[];
  /** It knows removed pages, and what the user may have taken out of a page. */
  lockfile: Lockfile;
}

/** Indexes the URLs of all pages of a site, and those of pages that are gone. */
export function makeUrlIndex(claimants: UrlClaimants, served: ServedSite, generator: Generator): UrlIndex {
  const { pages, others, unreadable, lockfile } = claimants;
  const findUrl = (page: Addressed) => findOwnUrl(page, served, generator);
  const urls = new Map<Addressed, string | null>();
  for (const page of pages) {
    const known = findEntry(lockfile, page.videoId)?.url;
    const url = findUrl(page);
    // Nearly always the same: one text for both is enough.
    urls.set(page, url === known ? known : url);
  }
  const owners: Claims = new Map();
  const own = (url: string | null | undefined, path: string) => {
    if (url) addClaim(owners, generator.foldUrl(url), path);
  };
  for (const page of pages) own(urls.get(page), page.path);
  for (const page of others) own(served.findUrl(page), page.path);
  for (const { videoId, path, seen } of unreadable) {
    own(videoId && findEntry(lockfile, videoId)?.url, path);
    if (seen) own(served.findUrl({ path, videoId, data: seen }), path);
  }

  // Most imports bring no new URL, so the far larger table of past URLs is made on first use.
  let past: Claims | undefined;
  const given: [url: string, path: string][] = [];
  const findOther = (claims: Claims, url: string, path: string) =>
    claims.get(generator.foldUrl(url))?.find((other) => other !== path);
  const findOwner = (url: string, path: string) => findOther(owners, url, path);
  let sections: Set<string> | undefined;
  return {
    generator,
    formerLists: {
      live: listFormerLists('live', generator),
      archive: listFormerLists('archive', generator),
    },
    served,
    findUrl: (page) => {
      const known = urls.get(page);
      return known === undefined ? findUrl(page) : known;
    },
    findOwner,
    findClaimant: (url, path) => {
      past ??= collectClaims(claimants, given, served, generator);
      return findOwner(url, path) ?? findOther(past, url, path);
    },
    isSection: (url) => {
      sections ??= listSections(owners.keys());
      return sections.has(generator.foldUrl(url));
    },
    claim: (path, url, joining) => {
      own(url, path);
      for (const entry of joining) {
        if (past) addClaim(past, generator.foldUrl(entry), path);
        else given.push([entry, path]);
      }
    },
  };
}

/** Every URL above another. */
function listSections(urls: Iterable<string>): Set<string> {
  const sections = new Set<string>();
  for (const url of urls) {
    const parts = url.split('/').filter((part) => part !== '');
    for (let above = parts.slice(0, -1); above.length > 0; above = above.slice(0, -1)) {
      sections.add(`/${above.join('/')}`);
    }
  }
  return sections;
}

/** Folded URL → the pages that have it; a page may be there more than once. */
type Claims = Map<string, string[]>;

function collectClaims(
  { pages, others, unreadable, gone, lockfile }: UrlClaimants,
  given: [url: string, path: string][],
  served: ServedSite,
  generator: Generator,
): Claims {
  const claims: Claims = new Map();
  const add = (path: string, urls: readonly (string | null | undefined)[]) => {
    for (const url of urls) if (url) addClaim(claims, generator.foldUrl(url), path);
  };
  for (const page of [...pages, ...others]) {
    const entries = (['live', 'archive'] as const).flatMap((list) => readUrls(page.data, list, generator));
    if (entries.length === 0) continue;
    const url = served.findUrl(page);
    // An entry may be relative to the page's own URL, or to its language.
    add(page.path, [...entries, ...entries.map((entry) => generator.resolveEntry(entry, url).path)]);
    add(
      page.path,
      readUrls(page.data, 'live', generator).map((entry) => served.resolveAlias(entry, page, url).path),
    );
  }
  for (const { path, urls = [] } of unreadable) add(path, urls);
  add(
    nameGone,
    gone.flatMap((url) => [url, decodePath(url)]),
  );
  const paths = new Map([...pages, ...unreadable].map(({ videoId, path }) => [videoId, path]));
  for (const [videoId, { url, aliases = [], archive = [], pendingUrls = [] }] of Object.entries(
    lockfile.pages,
  )) {
    add(paths.get(videoId) ?? nameRemoved(videoId), [url, ...aliases, ...archive, ...pendingUrls]);
  }
  for (const [url, path] of given) add(path, [url]);
  return claims;
}

/** Stands for the path of the page of a URL in `urls.gone`. */
export const nameGone = 'urls.gone in the config';

/** Stands for the path of a page that is gone. */
export function nameRemoved(videoId: string): string {
  return `the removed page of ${videoId}`;
}

function addClaim(claims: Claims, folded: string, path: string): void {
  const paths = claims.get(folded);
  if (!paths) claims.set(folded, [path]);
  else if (paths.at(-1) !== path) paths.push(path);
}
