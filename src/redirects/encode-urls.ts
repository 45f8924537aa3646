/** A path as URLs have it, with everything encoded that means something to any host: only `A-Z a-z 0-9 - _ . ~ /` stay. */
export function encodePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, encodeCharacter);
}

/** The target of a redirect: a path as above, or an absolute URL in which nothing is left that means something to any host. */
export function encodeTarget(to: string): string {
  if (!isAbsolute(to)) return encodePath(to);
  const { origin, pathname, search, hash } = new URL(to);
  return origin + `${pathname}${search}${hash}`.replace(/[^A-Za-z0-9\-_.~/?#=&%+;,]/g, encodeCharacter);
}

/** Whether a target is an absolute URL rather than a path of the site. */
export function isAbsolute(to: string): boolean {
  return !to.startsWith('/');
}

/** A path as browsers send it: most punctuation stays. Source: WHATWG URL standard, path percent-encode set. */
export function encodeLikeBrowser(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeCharacter);
}

/** Whether a path is a file's, which has no trailing slash. */
export function isFile(path: string): boolean {
  return path.endsWith('.html');
}

/** With and without the trailing slash. */
export function listSpellings(from: string): string[] {
  return isFile(from) ? [from] : [from, `${from}/`];
}

export function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
