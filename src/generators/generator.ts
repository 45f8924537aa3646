import type { FormatName } from '../frontmatter/format.ts';
import type { Page } from '../model/page.ts';
import type { Value } from '../model/value.ts';
import type { ResolvedAlias } from './claims.ts';
import type { Conventions, UrlLists } from './conventions.ts';
import type { Recogniser } from './recogniser.ts';
import type { ServedSite, SiteFiles, UrlRules } from './served-site.ts';
import type { UrlEntry } from './url-entries.ts';

/**
 * How a static site generator turns content files into URLs, and what its front matter is called. Pure functions and
 * data; nothing outside this module knows a generator by name.
 */
export interface Generator extends Conventions {
  /** What keeps a page out of a build: all of them together. */
  draftFields: readonly DraftField[];
  /** The front matter keys that decide a page's own URL, the strongest first. */
  urlKeys: readonly string[];
  /** How names of files and folders begin that the generator does not build. */
  hiddenPrefix: RegExp;
  /** The usual name of the folder below which URLs begin. */
  contentFolder: string;
  /**
   * The line that opens front matter, by format: `---`, `---json`, or `{` for an object without fences. A format that is
   * not here is not read.
   */
  openings: Partial<Record<FormatName, string>>;
  /** Whether HTML files with front matter are pages. */
  readsHtml: boolean;
  /** Whether Org files are pages. Their URLs count; imports leave them alone. */
  readsOrg?: boolean;

  /** Finds the folder of a site: the nearest one around the pages that it recognises. */
  recogniser: Recogniser;
  /**
   * Whether a file of the site may decide URLs.
   *
   * @param path from the site's root, with `/`; what is around it begins with `../`
   */
  isSiteFile(path: string): boolean;
  /** Whether such files may be below a folder of the site; hidden ones and `node_modules` are not asked about. */
  mayHoldSiteFiles(folder: string): boolean;
  /**
   * Reads how a site serves its pages.
   *
   * @param files those of `isSiteFile` that the site has; none if the site's root is not known
   * @param pages all that are known, their paths from the folder of `rules`
   */
  readSite(files: SiteFiles, pages: readonly Page[], rules: UrlRules): ServedSite;
  /** The command that says which version is installed; null if no URL depends on it. */
  versionCommand: readonly [program: string, ...args: string[]] | null;
  /** A served URL as the lockfile and the lists hold it. */
  writeUrl(url: string): string;
  /** What stands for the slug in a page's URL; `''` if nothing does. */
  findUrlSlug(data: Record<string, Value>): string;
  /** `urls.page` as the front matter wants it: the slug is left for the generator to fill in, the rest is filled. */
  makePermalink(template: string, tokens: Record<string, Value>): string;
  /** Two URLs of the lists with the same key are one. */
  foldUrl(url: string): string;

  /** Two paths with the same key are one to what serves or stores a site. */
  foldPath(path: string): string;
  /** The entries of one of the two lists as a page spells them. */
  listEntries(value: Value | undefined, list: keyof UrlLists): UrlEntry[];
  /** Resolves what the archive or the lockfile holds, a path of the site or one from the page's own URL, which is null if it is not known. */
  resolveEntry(entry: string, ownUrl: string | null): ResolvedAlias;
  /** The paths under which a build serves an entry of the live list; absent: only `resolveEntry`'s. */
  listServed?(entry: string): string[];

  /**
   * The path of the page that a file translates, as its name says; null if its name does not.
   *
   * @param path with `/`
   */
  findOriginal(path: string): string | null;
  /** The language of pages that name none, in lower case; null: the site's own configuration does not say. */
  findMainLanguage(files: SiteFiles): string | null;

  /** A tag as the generator can build it; null if it can make nothing of it. */
  cleanTag(tag: string): string | null;
  /**
   * Writes a video's text as Markdown that reads as the text does on YouTube.
   *
   * @param text of any length, without control characters; indentation is left out
   * @returns Markdown without a line break at its end; `''` if the text is blank
   */
  renderMarkdown(text: string): string;
}

/** A front matter key that helps to keep a page out of a build. */
export interface DraftField {
  key: string;
  value: Value;
  /** Whether it replaces a text too, not only the opposite boolean. */
  replacesText?: boolean;
  /** What stands for the slug in such a text. */
  slugToken?: string;
}
