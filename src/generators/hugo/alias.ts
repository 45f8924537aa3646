import type { ResolvedAlias } from '../claims.ts';
import { cleanPath } from '../url-path.ts';

/** Where the aliases of a page begin. */
export interface AliasBase {
  /** The page's own URL; null if it is not known. One without a leading slash begins at its parent. */
  own: string | null;
  /** The prefix of an alias with a leading slash; null if it is not known. */
  root: string | null;
  /** Whether Hugo adds `.html`. */
  isUgly: boolean;
  /** The file that is the page itself, if no alias can have its name: that would be a folder. */
  file: string | null;
}

/** True of any page in a site without languages. */
export function makeBase(ownUrl: string | null): AliasBase {
  return { own: ownUrl, root: '', isUgly: false, file: null };
}

function findParent(url: string): string {
  return cleanPath(`${cleanPath(url)}/..`);
}

/**
 * Resolves an alias as Hugo does: without a leading `/` it is relative to the parent of the page's URL, and `.`, `..`
 * and doubled slashes are cleaned. Checked with Hugo 0.131: an absolute URL and one that comes to the root fail the
 * build; an empty one, and one that climbs out with `..`, take the place of another page or fail, as the version goes.
 * Source: Hugo, hugolib/site_render.go (renderAliases), hugolib/alias.go (targetPathAlias).
 *
 * @param entry as the page has it
 */
export function resolveAlias(entry: string, { own, root, isUgly }: AliasBase): ResolvedAlias {
  const isRelative = !entry.startsWith('/');
  if (entry.trim() === '') return { path: null, fault: 'empty', isRelative };
  if (isRelative && /^[a-z][a-z\d+.-]*:\/\//i.test(entry))
    return { path: null, fault: 'absolute', isRelative };
  const base = isRelative && own !== null ? `${findParent(own)}/` : isRelative ? null : root;
  if (base === null) return { path: null, fault: null, isRelative };
  const path = cleanPath(base + entry);
  const fault = climbsOut(base + entry) ? 'climbs' : path === '/' ? 'root' : null;
  if (fault !== null) return { path: null, fault, isRelative };
  return { path: isUgly && !path.endsWith('.html') ? `${path}.html` : path, fault, isRelative };
}

/**
 * Writes an alias that Hugo serves at a path of the site.
 *
 * @returns null if it cannot be said
 */
export function writeAlias(path: string, base: AliasBase): string | null {
  const { own, root, isUgly } = base;
  if (base.file !== null && foldPath(path) === foldPath(base.file)) return null;
  const file = isUgly && !path.endsWith('.html') ? `${path.replace(/\/$/, '')}/index.html` : path;
  if (root === '') return file;
  if (root !== null && file.startsWith(`${root}/`)) return file.slice(root.length);
  return own === null ? null : makeRelative(file, findParent(own));
}

/** Never empty or just `..`: Hugo takes such an alias for the folder of another page. */
function makeRelative(path: string, parent: string): string {
  const from = parent.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let shared = 0;
  while (shared < to.length - 1 && shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/**
 * Two URLs with the same key are one: letter case, trailing slashes and a final `index.html` do not count. Hugo does
 * not lower-case aliases, but most of what serves or stores a site does somewhere.
 */
export function foldPath(path: string): string {
  const folded = cleanPath(path).toLowerCase();
  return folded.replace(/\/index\.html$/, '') || '/';
}

function climbsOut(path: string): boolean {
  if (!path.includes('..')) return false;
  let depth = 0;
  for (const segment of path.split('/')) {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
