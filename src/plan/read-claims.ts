import type { ListEntry, PageClaims } from '../generators/claims.ts';
import type { Generator, UrlLists, UrlRules } from '../generators/generator.ts';
import type { Page } from '../model/page.ts';

/** What decides a site's URLs beside its front matter. */
export interface SiteRules extends UrlRules {
  generator: Generator;
  /** The time of the run, in milliseconds since 1970. */
  now: number;
}

/** Reads what each page claims, and whether the generator builds it. */
export function readClaims(pages: Page[], rules: SiteRules): PageClaims[] {
  const { generator } = rules;
  const unbuilt = generator.findUnbuilt(pages, rules.now);
  return pages.map((page) => {
    const own = generator.findServedUrl(page, rules);
    const readList = (list: keyof UrlLists): ListEntry[] =>
      generator
        .listEntries(page.data, list)
        .map((entry) => ({ ...entry, ...generator.resolveAlias(entry.text, own.url) }));
    return {
      page,
      ...own,
      unbuilt: unbuilt.get(page) ?? null,
      aliases: readList('live'),
      archive: readList('archive'),
    };
  });
}
