import type { AliasFault, PageClaims } from '../claims.ts';
import type { ServedSite } from '../served-site.ts';
import { findRefusedAliases, type PageFinding } from '../shared-rules.ts';

const faultWords: Record<AliasFault, string> = {
  empty: 'is empty: Hugo takes it for the folder above the page, or refuses to build the site',
  absolute: 'is an absolute URL: Hugo refuses to build the site',
  root: 'comes to the root of the site: Hugo refuses to build it',
  climbs: 'leads out of the site with "..": Hugo refuses it or reads it as another path',
};

/** What is wrong with the entries of `aliases`. `key` is that key as the config spells it. */
export function findHugoAliasFaults(claims: PageClaims, key: string, site: ServedSite): PageFinding[] {
  return [
    ...findRefusedAliases(claims, key, faultWords),
    ...findUnknownAliases(claims, key),
    ...findRelativeAliases(claims, key, site),
  ];
}

function findUnknownAliases({ aliases }: PageClaims, key: string): PageFinding[] {
  return aliases
    .filter(({ path, fault, isRelative }) => path === null && fault === null && !isRelative)
    .map(({ text, index }) => ({
      code: 'alias-unknown',
      severity: 'warning',
      key,
      entry: index,
      message: `The alias "${text}" is a path of the site to a Hugo older than 0.155, and one of the page's language to others.`,
      remedy: 'Say which Hugo builds the site: `hugo` in the config.',
    }));
}

function findRelativeAliases(
  { aliases, page, url }: PageClaims,
  key: string,
  site: ServedSite,
): PageFinding[] {
  return aliases
    .filter(({ isRelative, fault, text, path }) => {
      // In a language it may be the only form that leads there.
      const isNeeded = path !== null && site.writeAlias(path, page, url) === text;
      return isRelative && fault === null && !isNeeded;
    })
    .map(({ text, index, path }) => ({
      code: 'alias-relative',
      severity: 'warning',
      key,
      entry: index,
      message: `The alias "${text}" has no leading slash: Hugo reads it as ${path ?? "relative to the page's parent"}.`,
      remedy:
        path === null ? 'Write the whole path.' : `Write ${path} if that is meant, else the whole path.`,
    }));
}
