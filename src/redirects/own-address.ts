/** Finds the path of the site that an absolute URL names, without its query; null if it leads elsewhere. */
export type FindOwnPath = (address: string) => string | null;

/**
 * Makes what recognises the site's own address. `http:` and `https:` are the same.
 *
 * @param site its address, which may end in the base path; null: not known
 * @param basePath such as `/repo`, or `''`
 */
export function makeFindOwnPath(site: string | null, basePath: string): FindOwnPath {
  if (site === null) return () => null;
  const root = new URL(site);
  if (root.pathname === '/') root.pathname = basePath;
  const base = root.pathname.replace(/\/+$/, '');
  return (address) => {
    const url = new URL(address);
    if (url.host !== root.host || !`${url.pathname}/`.startsWith(`${base}/`)) return null;
    return url.pathname.slice(base.length) || '/';
  };
}
