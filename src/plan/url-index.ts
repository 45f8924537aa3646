import type { Generator } from '../generators/generator.ts';
import { listUrls, readKey } from '../model/front-matter.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { UnreadablePage, VideoPage } from '../model/page.ts';
import type { Value } from '../model/value.ts';

/**
 * Who has which URL. A slug for one page must not lead to a URL that another page has, or ever had: a link to that
 * one would die.
 */
export interface UrlIndex {
  /** Whose URLs they are. */
  generator: Generator;
  /** The page's own URL as it stands; null where it is not known. */
  findUrl(page: VideoPage): string | null;
  /** The path of another page that has this URL as its own. */
  findOwner(url: string, path: string): string | undefined;
  /** The path of another page that has, or ever had, this URL. */
  findClaimant(url: string, path: string): string | undefined;
  /** Notes the URLs that a page gets in this import: its own, and what joins its two lists. */
  claim(path: string, own: string | null, joining: string[]): void;
}

/**
 * Indexes the URLs of all existing pages. What the lockfile knows counts too: the user may have taken a URL out of a page
 * that the import is about to put back.
 *
 * @param template `urls.page`
 */
export function makeUrlIndex(
  pages: VideoPage[],
  unreadable: UnreadablePage[],
  lockfile: Lockfile,
  template: string,
  generator: Generator,
): UrlIndex {
  const urls = new Map<VideoPage, string | null>();
  for (const page of pages) urls.set(page, generator.findPageUrl(page.data, template));
  const owners: Claims = new Map();
  const own = (url: string | null | undefined, path: string) => {
    if (url) addClaim(owners, generator.foldUrl(url), path);
  };
  for (const page of pages) own(urls.get(page), page.path);
  for (const { videoId, path } of unreadable) own(videoId && findEntry(lockfile, videoId)?.url, path);

  // Most imports bring no new URL: the far larger table of past URLs is made when it is first asked for.
  let past: Claims | undefined;
  const given: [url: string, path: string][] = [];
  const findOther = (claims: Claims, url: string, path: string) =>
    claims.get(generator.foldUrl(url))?.find((other) => other !== path);
  const findOwner = (url: string, path: string) => findOther(owners, url, path);
  return {
    generator,
    findUrl: (page) => urls.get(page) ?? null,
    findOwner,
    findClaimant: (url, path) => {
      past ??= collectClaims(pages, unreadable, lockfile, given, generator);
      return findOwner(url, path) ?? findOther(past, url, path);
    },
    claim: (path, url, joining) => {
      own(url, path);
      for (const entry of joining) {
        given.push([entry, path]);
        if (past) addClaim(past, generator.foldUrl(entry), path);
      }
    },
  };
}

/** Folded URL → the pages that have it; a page may stand there more than once. */
type Claims = Map<string, string[]>;

function collectClaims(
  pages: VideoPage[],
  unreadable: UnreadablePage[],
  lockfile: Lockfile,
  given: [url: string, path: string][],
  { urlLists, foldUrl }: Generator,
): Claims {
  const listKeys = Object.values(urlLists);
  const claims: Claims = new Map();
  const add = (path: string, values: (Value | undefined)[]) => {
    for (const url of values.flatMap(listUrls)) addClaim(claims, foldUrl(url), path);
  };
  for (const { path, data } of pages)
    add(
      path,
      listKeys.map((key) => readKey(data, key)),
    );
  for (const { path, videoId } of [...pages, ...unreadable]) {
    const last = videoId === null ? undefined : findEntry(lockfile, videoId);
    if (last) add(path, [last.url, last.aliases, last.archive]);
  }
  for (const [url, path] of given) addClaim(claims, foldUrl(url), path);
  return claims;
}

function addClaim(claims: Claims, folded: string, path: string): void {
  const paths = claims.get(folded);
  if (!paths) claims.set(folded, [path]);
  else if (paths.at(-1) !== path) paths.push(path);
}
