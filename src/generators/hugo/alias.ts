import type { AliasFault, ResolvedAlias } from '../claims.ts';
import { cleanPath } from '../url-path.ts';

/**
 * Resolves an alias as Hugo does: without a leading `/` it is relative to the parent of the page's URL, and `.`, `..`
 * and doubled slashes are cleaned. Checked with Hugo 0.131: an absolute URL and one that comes to the root fail the
 * build; an empty one, and one that climbs out with `..`, take the place of another page or fail, as the version goes.
 * Source: Hugo, hugolib/site_render.go (renderAliases), hugolib/alias.go (targetPathAlias).
 *
 * @param entry as the page has it
 * @param ownUrl the page's own URL; null if it is not known
 */
export function resolveAlias(entry: string, ownUrl: string | null): ResolvedAlias {
  const isRelative = !entry.startsWith('/');
  const fail = (fault: AliasFault): ResolvedAlias => ({ path: null, fault, isRelative });
  if (entry.trim() === '') return fail('empty');
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(entry)) return fail('absolute');
  if (isRelative && ownUrl === null) return { path: null, fault: null, isRelative };
  const parent = isRelative && ownUrl !== null ? cleanPath(`${cleanPath(ownUrl)}/..`) : '';
  const path = cleanPath(`${parent}/${entry}`);
  if (climbsOut(`${parent}/${entry}`)) return fail('climbs');
  return path === '/' ? fail('root') : { path, fault: null, isRelative };
}

/**
 * The key by which two URLs are one: letter case, trailing slashes and a final `index.html` make no other URL. Hugo
 * does not lower-case aliases, but most of what serves or stores a site does somewhere.
 */
export function foldPath(path: string): string {
  const folded = cleanPath(path).toLowerCase();
  return folded.replace(/\/index\.html$/, '') || '/';
}

function climbsOut(path: string): boolean {
  let depth = 0;
  for (const segment of path.split('/')) {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
