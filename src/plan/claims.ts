import { cleanPath, type ResolvedAlias, resolveAlias } from '../generators/hugo/alias.ts';
import { explainUnbuilt, findBundles, type Unbuilt } from '../generators/hugo/built.ts';
import { findPageUrl } from '../generators/hugo/page-url.ts';
import { sanitiseSlug } from '../generators/hugo/slug.ts';
import { isEmpty, listEntries, readKey } from '../model/front-matter.ts';
import type { SitePage, SiteRules } from '../model/site-page.ts';
import type { Value } from '../model/value.ts';

/** One entry of `aliases` or `aliasesArchive`. */
export interface ListEntry extends ResolvedAlias {
  /** As the page spells it. */
  text: string;
  /** Its place in the list, from 0; null where the page has one text instead of a list. */
  index: number | null;
}

/** All URLs that a page claims. */
export interface PageClaims {
  page: SitePage;
  /** The page's own URL as visitors see it, `/a/b/` or `/a/b.html`; null where it is not known. */
  url: string | null;
  /** True where `url` is made of the file's path, as Hugo does unless the site's `permalinks` say otherwise. */
  isGuess: boolean;
  /** Why Hugo does not build the page; null where it does. */
  unbuilt: Unbuilt | null;
  aliases: ListEntry[];
  archive: ListEntry[];
}

/** Reads what each page claims, and whether Hugo builds it. */
export function readClaims(pages: SitePage[], rules: SiteRules): PageClaims[] {
  const bundles = findBundles(pages.map(({ path }) => path));
  return pages.map((page) => {
    const own = findOwnUrl(page, rules);
    const resolve = (entries: Omit<ListEntry, keyof ResolvedAlias>[]) =>
      entries.map((entry) => ({ ...entry, ...resolveAlias(entry.text, own.url) }));
    return {
      page,
      ...own,
      unbuilt: explainUnbuilt(page, bundles, rules.now),
      aliases: resolve(readEntries(readKey(page.data, 'aliases'), /\s+/)),
      archive: resolve(readEntries(readKey(page.data, 'aliasesArchive'), null)),
    };
  });
}

/** A page of a video has the URL that an import would give it; others have `url`, else their place in the content. */
function findOwnUrl(
  { data, path, videoId }: SitePage,
  { template, base }: SiteRules,
): Pick<PageClaims, 'url' | 'isGuess'> {
  const own = readKey(data, 'url');
  if (videoId !== null || !isEmpty(own)) {
    const url = findPageUrl(data, template);
    return { url: url && addSlash(cleanPath(url), isEmpty(own) ? template : String(own)), isGuess: false };
  }
  if (base === null) return { url: null, isGuess: false };
  return { url: guessUrl(base === '' ? path : `${base}/${path}`, data), isGuess: true };
}

/**
 * Without a dot, or with a slash at its end, `url` names a folder with an `index.html`; else a file. Checked with Hugo
 * 0.131, where a dot anywhere in it counts.
 */
function addSlash(url: string, written: string): string {
  if (/\/index\.html$/.test(url)) return url.replace(/index\.html$/, '');
  return url === '/' || (url.includes('.') && !written.endsWith('/')) ? url : `${url}/`;
}

/** Section, path and name as Hugo's default permalinks have them; `slug` takes the place of the name. */
function guessUrl(path: string, data: Record<string, Value>): string {
  const names = path.replace(/\.(md|markdown)$/i, '').split('/');
  const file = names.at(-1)?.toLowerCase();
  if (file === 'index' || file === '_index') names.pop();
  const slug = readKey(data, 'slug');
  if (typeof slug === 'string' && slug !== '' && file !== '_index' && names.length > 0) {
    names.splice(-1, 1, slug);
  }
  const url = cleanPath(names.map(sanitiseSlug).join('/'));
  return url === '/' ? url : `${url}/`;
}

/** Hugo takes a text for a list: of its words for `aliases`. A map is no list. */
function readEntries(
  value: Value | undefined,
  separator: RegExp | null,
): Omit<ListEntry, keyof ResolvedAlias>[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      entry !== null && typeof entry === 'object' ? [] : [{ text: String(entry ?? ''), index }],
    );
  }
  return listEntries(value)
    .filter((entry) => typeof entry !== 'object')
    .flatMap((entry) => (separator ? String(entry).trim().split(separator) : [String(entry)]))
    .map((text) => ({ text, index: null }));
}
