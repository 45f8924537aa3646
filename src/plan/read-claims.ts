import type { ListEntry, PageClaims, ResolvedAlias } from '../generators/claims.ts';
import type { UrlLists } from '../generators/conventions.ts';
import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import { readKey } from '../model/front-matter.ts';
import type { Page } from '../model/page.ts';

/** What decides what a site's pages claim. */
export interface SiteRules {
  generator: Generator;
  served: ServedSite;
  /** The time of the run, in milliseconds since 1970. */
  now: number;
}

/** Reads what each page claims, and whether the generator builds it. */
export function readClaims(pages: Page[], { generator, served, now }: SiteRules): PageClaims[] {
  const unbuilt = served.findUnbuilt(pages, now);
  return pages.map((page) => {
    const url = served.findUrl(page);
    const readList = (list: keyof UrlLists, resolve: (text: string) => ResolvedAlias): ListEntry[] =>
      generator
        .listEntries(readKey(page.data, generator.urlLists[list]), list)
        .map((entry) => ({ ...entry, ...resolve(entry.text) }));
    return {
      page,
      url,
      isGuess: served.isGuess(page),
      unbuilt: unbuilt.get(page) ?? null,
      aliases: readList('live', (text) => served.resolveAlias(text, page, url)),
      archive: readList('archive', (text) => generator.resolveEntry(text, url)),
    };
  });
}
