import type { PageFacts } from '../content/page.ts';
import { findPageUrl, foldUrl } from './address.ts';
import { listEntries, readKey } from './front-matter.ts';

/**
 * Who has which URL. A slug for one page must not lead to a URL that another page has, or ever had: a link to that
 * one would die.
 */
export interface UrlDirectory {
  /** The path of another page that has this URL as its own. */
  findOwner(url: string, path: string): string | undefined;
  /** The path of another page that has, or ever had, this URL. */
  findClaimant(url: string, path: string): string | undefined;
  /** Notes that a page gets this URL in this import. */
  claim(url: string, path: string): void;
}

/** Makes the directory of all existing pages. `template` is `urls.page`. */
export function makeDirectory(pages: PageFacts[], template: string): UrlDirectory {
  const owners = new Map<string, string>();
  const own = (url: string, path: string) => {
    const folded = foldUrl(url);
    if (!owners.has(folded)) owners.set(folded, path);
  };
  for (const page of pages) {
    const url = findPageUrl(page.data, template);
    if (url !== null) own(url, page.path);
  }
  // Most imports bring no new page: the far larger table of past URLs is made when it is first asked for.
  let past: Map<string, Set<string>> | undefined;
  const findPast = (url: string) => {
    past ??= collectPastUrls(pages);
    return past.get(foldUrl(url));
  };
  const findOwner = (url: string, path: string) => {
    const owner = owners.get(foldUrl(url));
    return owner === path ? undefined : owner;
  };
  return {
    findOwner,
    findClaimant: (url, path) =>
      findOwner(url, path) ?? [...(findPast(url) ?? [])].find((other) => other !== path),
    claim: own,
  };
}

function collectPastUrls(pages: PageFacts[]): Map<string, Set<string>> {
  const past = new Map<string, Set<string>>();
  for (const page of pages) {
    for (const key of ['aliases', 'aliasesArchive']) {
      for (const url of listEntries(readKey(page.data, key))) {
        const folded = foldUrl(String(url));
        const paths = past.get(folded);
        if (paths) paths.add(page.path);
        else past.set(folded, new Set([page.path]));
      }
    }
  }
  return past;
}
