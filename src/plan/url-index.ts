import type { Generator } from '../generators/generator.ts';
import { listUrls, readKey } from '../model/front-matter.ts';
import type { Lock, LockEntry } from '../model/lockfile.ts';
import type { PageFacts, UnreadablePage } from '../model/page.ts';
import type { Value } from '../model/value.ts';

/**
 * Who has which URL. A slug for one page must not lead to a URL that another page has, or ever had: a link to that
 * one would die.
 */
export interface UrlDirectory {
  /** The page's own URL as it stands; null where only the generator can tell. */
  findUrl(page: PageFacts): string | null;
  /** The path of another page that has this URL as its own. */
  findOwner(url: string, path: string): string | undefined;
  /** The path of another page that has, or ever had, this URL. */
  findClaimant(url: string, path: string): string | undefined;
  /** Notes the URLs that a page gets in this import: its own, and what joins its two lists. */
  claim(path: string, own: string | null, joining: string[]): void;
}

/** What the lock holds of a video; `constructor` could be the id of one. */
export function findEntry(lock: Lock, videoId: string): LockEntry | undefined {
  return Object.hasOwn(lock, videoId) ? lock[videoId] : undefined;
}

/**
 * Makes the directory of all existing pages. What the lock knows counts too: a person may have taken a URL out of a page
 * that the import is about to put back.
 *
 * @param template `urls.page`
 */
export function makeDirectory(
  pages: PageFacts[],
  unreadable: UnreadablePage[],
  lock: Lock,
  template: string,
  generator: Generator,
): UrlDirectory {
  const urls = new Map<PageFacts, string | null>();
  for (const page of pages) urls.set(page, generator.findPageUrl(page.data, template));
  const owners: Claims = new Map();
  const own = (url: string | null | undefined, path: string) => {
    if (url) addClaim(owners, generator.foldUrl(url), path);
  };
  for (const page of pages) own(urls.get(page), page.path);
  for (const { videoId, path } of unreadable) own(findEntry(lock, videoId)?.url, path);

  // Most imports bring no new URL: the far larger table of past URLs is made when it is first asked for.
  let past: Claims | undefined;
  const given: [url: string, path: string][] = [];
  const findOther = (claims: Claims, url: string, path: string) =>
    claims.get(generator.foldUrl(url))?.find((other) => other !== path);
  const findOwner = (url: string, path: string) => findOther(owners, url, path);
  return {
    findUrl: (page) => urls.get(page) ?? null,
    findOwner,
    findClaimant: (url, path) => {
      past ??= collectClaims(pages, unreadable, lock, given, generator);
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
  pages: PageFacts[],
  unreadable: UnreadablePage[],
  lock: Lock,
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
    const last = findEntry(lock, videoId);
    add(path, [last?.url, ...listKeys.map((key) => last?.fields[key])]);
  }
  for (const [url, path] of given) addClaim(claims, foldUrl(url), path);
  return claims;
}

function addClaim(claims: Claims, folded: string, path: string): void {
  const paths = claims.get(folded);
  if (!paths) claims.set(folded, [path]);
  else if (paths.at(-1) !== path) paths.push(path);
}
