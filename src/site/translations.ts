import type { Generator } from '../generators/generator.ts';

/**
 * Leaves out translations, such as `index.de.md` beside an `index.md` about the same video. They are the user's own, and
 * have the URLs of their language.
 *
 * @param pages with paths that have `/`; null stands for a page about no video
 */
export function omitTranslations<Page extends { path: string; videoId: string | null }>(
  pages: Page[],
  { findOriginal }: Generator,
): Page[] {
  if (pages.every(({ path }) => findOriginal(path) === null)) return pages;
  const videos = new Map(pages.map(({ path, videoId }) => [path, videoId]));
  return pages.filter(({ path, videoId }) => {
    const original = findOriginal(path);
    return original === null || videos.get(original) !== videoId;
  });
}
