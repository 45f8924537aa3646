import type { Page } from '../model/page.ts';

/** Why an alias makes no redirect. */
export type AliasFault = 'empty' | 'absolute' | 'root' | 'climbs';

/** What a generator makes of one entry of a page's two lists. */
export interface ResolvedAlias {
  /** From the site's root, cleaned; null if there is a fault or the page's own URL is not known. */
  path: string | null;
  fault: AliasFault | null;
  isRelative: boolean;
}

/** One entry of a page's two lists. */
export interface ListEntry extends ResolvedAlias {
  /** As the page spells it. */
  text: string;
  /** Its place in the list, from 0; null if the page has one text instead of a list. */
  index: number | null;
}

/** Why a generator does not build a page. */
export type Unbuilt = 'draft' | 'expired' | 'future' | 'not-rendered' | 'bundled';

/** All URLs that a page claims. */
export interface PageClaims {
  page: Page;
  /** The page's own URL as visitors see it, `/a/b/` or `/a/b.html`; null if it is not known. */
  url: string | null;
  /** True if `url` is made of the file's path, which the site's own configuration may overrule. */
  isGuess: boolean;
  /** Why the generator does not build the page; null if it does. */
  unbuilt: Unbuilt | null;
  aliases: ListEntry[];
  archive: ListEntry[];
}
