/**
 * Hugo makes a path of each tag. One that ends in a slash crashes it, so those slashes go; one with `..` in it would be
 * written over another page, so it is no tag. Source: Hugo 0.131, hugolib/doctree/support.go (mustValidateKey).
 *
 * @returns null if nothing is left that can be a tag
 */
export function cleanTag(tag: string): string | null {
  const cleaned = tag.includes('/') ? tag.replace(/[\s/]*\/[\s/]*$/, '') : tag;
  return cleaned === '' || /(^|\/)\.\.?(\/|$)/.test(cleaned) ? null : cleaned;
}
