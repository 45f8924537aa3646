import type { Finding } from '../model/finding.ts';
import type { Page } from '../model/page.ts';
import type { PageClaims, ResolvedAlias, Unbuilt } from './claims.ts';

/** The site's own files that decide URLs: their texts by path from the site's root, with `/`. */
export type SiteFiles = ReadonlyMap<string, string>;

/** What decides a site's URLs besides its pages and its own files. */
export interface UrlRules {
  /** The config's `urls.page`. Where the site has no configuration of its own, it stands for the site's permalinks. */
  template: string;
  /** The folder that is read, from the site's root, with `/`; null: the root is not known. */
  folder: string | null;
  /** The version of the generator as the config says; absent: it does not. */
  version?: string | undefined;
  /** What the generator of this machine says of itself; absent: it was not asked. */
  installed?: string | undefined;
}

/** A page, or what will be one, as far as its URL depends on it. */
export type Addressed = Pick<Page, 'path' | 'videoId' | 'data'>;

/** How a site serves its pages: what its generator makes of the site's own files. Pure. */
export interface ServedSite {
  /** The prefix of every URL if the site shares its host: `/repo`, or `''`. */
  basePath: string;
  /**
   * The URL under which a page is served, as visitors see it: `/a/b/` or `/a/b.html`, in the letter case in which it is
   * served, with the language and without the base path.
   *
   * @returns null if it is not known
   */
  findUrl(page: Addressed): string | null;
  /** Why the URL of a page is not known, in words that follow "because"; null if it is known. */
  explainUnknown(page: Addressed): string | null;
  /** Whether a page's URL is made of the file's path, which a configuration that was not found may overrule. */
  isGuess(page: Addressed): boolean;
  /** Resolves an entry of the live list of a page; `url` is the page's own, null if it is not known. */
  resolveAlias(entry: string, page: Addressed, url: string | null): ResolvedAlias;
  /**
   * What an entry of the live list of a page must look like for the generator to serve a path.
   *
   * @param path of the site, with the language and without the base path
   * @param url the page's own; null if it is not known
   * @returns null if no entry does
   */
  writeAlias(path: string, page: Addressed, url: string | null): string | null;
  /** Whether the site's configuration says to build drafts. */
  buildsDrafts: boolean;
  /**
   * Whether the name of a page's file dates the page, if its front matter does not.
   *
   * @param path below the folder that is read, with `/`
   */
  isDatedByName(path: string): boolean;
  /**
   * Whether the generator fills the slug into the permalink of a page; else it is to be written out.
   *
   * @param path below the folder that is read, with `/`
   */
  fillsSlug(path: string): boolean;
  /**
   * Whether a build copies a file that is not a page.
   *
   * @param path from the site's root, with `/`
   */
  publishesFile(path: string): boolean;
  /** Whether nothing says which version of the generator builds the site, and something depends on it. */
  lacksVersion(): boolean;
  /**
   * Finds the pages that the generator does not build, and why.
   *
   * @param pages all pages of the site
   * @param now in milliseconds since 1970
   */
  findUnbuilt(pages: Page[], now: number): Map<Page, Unbuilt>;
  /**
   * What is wrong with one page by the generator's own rules.
   *
   * @param liveKey the front matter key of its live list
   */
  checkPage(claims: PageClaims, liveKey: string): Finding[];
}
