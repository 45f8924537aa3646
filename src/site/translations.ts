import { posix } from 'node:path';
import type { Generator } from '../generators/generator.ts';

/** A page as far as it matters here; `videoId` is null if it is about no video. */
interface Named {
  /** With `/`. */
  path: string;
  videoId: string | null;
}

/** What tells the main one of several translations. */
export interface LanguageRules {
  generator: Pick<Generator, 'findOriginal'>;
  /** The site's, from its own configuration; null if that does not say. */
  mainLanguage?: string | null;
}

/**
 * Leaves out pages that accompany another one about the same video by design: its translations, in files such as
 * `index.de.md` or folders such as `de`, and files beside the `index.md` of its folder. They are the user's own, with
 * URLs of their language, or none.
 *
 * @param unreadable pages that others may accompany
 */
export function omitTranslations<Page extends Named>(
  pages: Page[],
  unreadable: readonly Named[],
  rules: LanguageRules,
): Page[] {
  const byVideo = new Map<string, string[]>();
  for (const { path, videoId } of [...pages, ...unreadable]) {
    if (videoId === null) continue;
    const paths = byVideo.get(videoId);
    if (paths) paths.push(path);
    else byVideo.set(videoId, [path]);
  }
  const omitted = new Set<string>();
  for (const paths of byVideo.values()) {
    if (paths.length === 1) continue;
    const main = new Set(findMainPages(paths, rules));
    for (const path of paths) if (!main.has(path)) omitted.add(path);
  }
  return omitted.size === 0 ? pages : pages.filter(({ path }) => !omitted.has(path));
}

/**
 * Finds the pages about one video that accompany no other.
 *
 * @param paths below the content folder, or the site's
 */
export function findMainPages(paths: readonly string[], rules: LanguageRules): string[] {
  const files = omitByName(paths, rules);
  const bundles = files.filter((path) => isIndex(path)).map((path) => posix.dirname(path));
  const pages = files.filter((path) => isIndex(path) || !bundles.includes(posix.dirname(path)));
  return omitByFolder(pages, rules);
}

/** `index.de.md` beside `index.md`, or beside `index.en.md`. */
function omitByName(paths: readonly string[], { generator, mainLanguage = null }: LanguageRules): string[] {
  const files = new Map<string, { path: string; language: string | null }[]>();
  for (const path of paths) {
    const original = generator.findOriginal(path);
    const key = original ?? path;
    const language = original === null ? null : readLanguage(path, original);
    files.set(key, [...(files.get(key) ?? []), { path, language }]);
  }
  return [...files.values()].flatMap((translations) => {
    const base = translations.filter(({ language }) => language === null);
    return (base.length > 0 ? base : chooseMain(translations, mainLanguage)).map(({ path }) => path);
  });
}

function readLanguage(path: string, original: string): string {
  const extension = posix.extname(path);
  return path.slice(original.length - extension.length + 1, -extension.length).toLowerCase();
}

/** `de/a.md` beside `a.md`, or any page in `de` beside one in `en`: names of files are often translated, too. */
function omitByFolder(paths: readonly string[], { mainLanguage = null }: LanguageRules): string[] {
  if (paths.length < 2) return [...paths];
  const originals = paths.filter((path) => !listWithoutLanguage(path).some((other) => paths.includes(other)));
  const names = originals.map((path) => path.split('/'));
  const depth = names[0]?.findIndex((name, at) => names.some((other) => other[at] !== name)) ?? -1;
  const inFolders = originals.map((path, at) => ({
    path,
    language: (names[at]?.length ?? 0) > depth + 1 ? (names[at]?.[depth]?.toLowerCase() ?? null) : null,
  }));
  return chooseMain(inFolders, mainLanguage).map(({ path }) => path);
}

/** The path without one of its folders, if that is named like a language. */
function listWithoutLanguage(path: string): string[] {
  const names = path.split('/');
  return names
    .slice(0, -1)
    .flatMap((name, at) => (isLanguage(name) ? [names.toSpliced(at, 1).join('/')] : []));
}

/** Those in the main language; all, unless they differ only in their languages. */
function chooseMain<Page extends { language: string | null }>(
  pages: readonly Page[],
  mainLanguage: string | null,
): readonly Page[] {
  const languages = [...new Set(pages.map(({ language }) => language))].sort();
  if (languages.length < 2 || !languages.every((language) => language !== null && isLanguage(language)))
    return pages;
  const main = [mainLanguage, 'en'].find((language) => languages.includes(language)) ?? languages[0];
  return pages.filter(({ language }) => language === main);
}

function isIndex(path: string): boolean {
  return /(^|\/)index\.[^/]+$/i.test(path);
}

/** Whether a name is that of a language, such as `de` or `pt-br`, and not merely of its length. */
function isLanguage(name: string): boolean {
  if (!/^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i.test(name)) return false;
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(name) !== undefined;
}
