import type { AliasFault, ResolvedAlias } from './claims.ts';
import { cleanPath } from './url-path.ts';

/**
 * Resolves a URL of a list as a path of the site, for generators that make no redirects of it themselves: it counts
 * from the root even without a leading slash.
 */
export function resolvePlainEntry(entry: string): ResolvedAlias {
  const fail = (fault: AliasFault): ResolvedAlias => ({ path: null, fault, isRelative: false });
  if (entry.trim() === '') return fail('empty');
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(entry)) return fail('absolute');
  if (/(^|\/)\.\.(\/|$)/.test(entry)) return fail('climbs');
  const path = cleanPath(entry);
  if (path === '/' || path === '/index.html') return fail('root');
  return { path: entry.endsWith('/') ? `${path}/` : path, fault: null, isRelative: false };
}

/** Two paths are one if they lead to one file: a slash at the end makes no other one, letter case does. */
export function foldPlainPath(path: string): string {
  return path.replace(/\/index(\.html)?$/, '/').replace(/(.)\/+$/, '$1');
}
