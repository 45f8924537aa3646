/** `index.de.md`, `2020/wheel.pt-br.md`. */
const translation = /^(.+)\.[a-z]{2,3}(?:-[a-z\d]{2,8})*(\.[a-z]+)$/i;

/**
 * The page that a file translates, as its name says. Hugo serves a translation under the URLs of its language.
 * Source: https://gohugo.io/content-management/multilingual/#translation-by-file-name
 */
export function findOriginal(path: string): string | null {
  const [, base, extension] = translation.exec(path) ?? [];
  return base === undefined ? null : `${base}${extension}`;
}
