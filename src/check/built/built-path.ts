/**
 * A URL's path in the one spelling that is compared: decoded, without query, fragment, empty and `.` segments. Letter case
 * and a trailing slash stay, and so does what decodes to no text.
 *
 * @param path from the root, as a list or a rule spells it
 */
export function readPath(path: string): string {
  const decoded = path
    .replace(/[?#].*$/s, '')
    .split('/')
    .map(decode)
    .join('/');
  return cleanSegments(decoded);
}

/** The path under which a file server answers with a file: its folder's if it is an `index.html`. */
export function pathOfFile(file: string): string {
  return `/${file}`.replace(/\/index\.html$/, '/');
}

/**
 * A path as URLs are written: characters that are invisible or not allowed in a path are encoded. `readPath` gives it
 * back.
 */
export function writePath(path: string): string {
  return encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

/** Two paths that every server takes for one: with and without a trailing slash or a final `index.html`. */
export function foldSlash(path: string): string {
  return path.replace(/\/index\.html$/, '').replace(/\/$/, '') || '/';
}

/** The files that may answer a path: itself, the folder's, and that of a URL without its extension. */
export function listPlaces(path: string): string[] {
  if (path.endsWith('/index.html')) return [path.slice(0, -'index.html'.length)];
  return path.endsWith('/') ? [path] : [path, `${path}/`, `${path}.html`];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function cleanSegments(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const end = segments.length > 0 && /\/\.{0,2}$/.test(path) ? '/' : '';
  return `/${segments.join('/')}${end}`;
}
