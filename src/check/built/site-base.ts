import { listPlaces, readPath, writePath } from './built-path.ts';

/** A site's address on the web: `example.org`, and `/docs` if it is below a folder there. */
export interface SiteBase {
  host: string;
  /** Without a trailing slash; `''`: the site begins at the root. */
  path: string;
}

/** A target within the site, as a decoded path, or elsewhere. */
export type Target = { path: string } | { elsewhere: string };

/** Replaces the missing host of a target; no site can have it. */
const here = 'site.invalid';

const deepestBase = 3;
const mostAddresses = 2000;

/**
 * Finds a site's address from the absolute URLs in its files: the host, and the folder on it, below which most of them
 * are files of the build. If none is, the host that is named most often is the site's, since a redirect within the site
 * that leads nowhere must not pass for one that leads elsewhere.
 *
 * @param addresses from pages that redirect and the sitemap, which name the site in full
 * @param hints from rules, which do so for other sites
 */
export function findBase(
  addresses: readonly string[],
  hints: readonly string[],
  pages: ReadonlySet<string>,
): SiteBase | null {
  const votes = new Map<string, { base: SiteBase; hits: number; count: number }>();
  const isAbsolute = (address: string) =>
    /^(https?:)?\/\//i.test(address) && URL.canParse(address, `http://${here}`);
  const absolute = addresses.filter(isAbsolute).slice(0, mostAddresses);
  for (const [index, address] of [...absolute, ...hints.filter(isAbsolute)].entries()) {
    const { host, pathname } = new URL(address, `http://${here}`);
    const prefix = findPrefix(pathname, pages);
    if (prefix === null && index >= absolute.length) continue;
    const base = { host, path: prefix ?? '' };
    const vote = votes.get(JSON.stringify(base)) ?? { base, hits: 0, count: 0 };
    if (prefix !== null) vote.hits++;
    vote.count++;
    votes.set(JSON.stringify(base), vote);
  }
  const [best] = [...votes.values()].sort((a, b) => b.hits - a.hits || b.count - a.count);
  return best?.base ?? null;
}

/** How much of a path to remove so that a file's path remains; null if none does. The root on its own proves nothing. */
function findPrefix(pathname: string, pages: ReadonlySet<string>): string | null {
  const segments = pathname.split('/').slice(1);
  for (let depth = 0; depth <= Math.min(deepestBase, segments.length - 1); depth++) {
    const rest = readPath(segments.slice(depth).join('/'));
    if (rest !== '/' && listPlaces(rest).some((place) => pages.has(place))) {
      return depth === 0 ? '' : readPath(segments.slice(0, depth).join('/'));
    }
  }
  return null;
}

/**
 * Finds out where a redirect leads.
 *
 * @param target as it is spelled: absolute, from the root or relative
 * @param from the decoded path that it is relative to
 * @returns null if it is not a web URL
 */
export function locate(target: string, from: string, base: SiteBase | null): Target | null {
  const start = `http://${here}${writePath(from)}`;
  if (!URL.canParse(target, start)) return null;
  const url = new URL(target, start);
  if (!/^https?:$/.test(url.protocol)) return null;
  if (url.host !== here && url.host !== base?.host) return { elsewhere: url.href };
  const path = readPath(url.pathname);
  const isFromRoot = url.host !== here || target.startsWith('/');
  return { path: isFromRoot ? stripBase(path, base) : path };
}

/** A path of the host as a path of the site. */
export function stripBase(path: string, base: SiteBase | null): string {
  if (!base?.path || !`${path}/`.startsWith(`${base.path}/`)) return path;
  return path.slice(base.path.length) || '/';
}
