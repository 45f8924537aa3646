/** `index.de.md`, `2020/wheel.pt-br.md`. */
const translation = /^(.+)\.[a-z]{2,3}(?:-[a-z\d]{2,8})*(\.[a-z]+)$/i;

/**
 * Leaves out translations, such as `index.de.md` beside an `index.md` about the same video. They are a person's own, and
 * Hugo serves them under the URLs of their language.
 * Source: https://gohugo.io/content-management/multilingual/#translation-by-file-name
 *
 * @param pages with paths that have `/`; null stands for a page about no video
 */
export function omitTranslations<Page extends { path: string; videoId: string | null }>(
  pages: Page[],
): Page[] {
  const translated = pages.filter(({ path }) => translation.test(path));
  if (translated.length === 0) return pages;
  const videos = new Map(pages.map(({ path, videoId }) => [path, videoId]));
  return pages.filter(({ path, videoId }) => {
    const [, base, extension] = translation.exec(path) ?? [];
    return base === undefined || videos.get(`${base}${extension}`) !== videoId;
  });
}
