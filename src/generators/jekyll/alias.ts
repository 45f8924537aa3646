import type { AliasFault, ResolvedAlias } from '../claims.ts';
import { decodeBytes } from '../url-path.ts';

/**
 * Resolves an entry of `redirect_from` as jekyll-redirect-from does: always from the root, as a permalink of its own.
 * `/x` writes x.html and `/x/` writes x/index.html. Checked with version 0.16.
 */
export function resolveAlias(entry: string): ResolvedAlias {
  const fail = (fault: AliasFault): ResolvedAlias => ({ path: null, fault, isRelative: false });
  if (entry.trim() === '') return fail('empty');
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(entry)) return fail('absolute');
  const path = decodeBytes(sanitiseUrl(entry));
  if (path === '/' || path === '/index.html') return fail('root');
  return { path, fault: null, isRelative: false };
}

/** An entry without an ending is served under that of its file, too. */
export function listServed(entry: string): string[] {
  const { path } = resolveAlias(entry);
  if (path === null) return [];
  return /(\/|\.html?)$/.test(path) ? [path] : [path, `${path}.html`];
}

/**
 * An entry is decoded when its file is written. One without an ending gets a slash: hosts answer /x from x/index.html, but
 * /x/ not from x.html.
 *
 * @returns null for a path that no entry stands for
 */
export function writeAlias(path: string): string | null {
  if (sanitiseUrl(path) !== path || path === '/') return null;
  return `${path}${/(\/|\.[^/]*)$/.test(path) ? '' : '/'}`.replaceAll('%', '%25');
}

/** Source: Jekyll, lib/jekyll/url.rb (sanitize_url). */
export function sanitiseUrl(url: string): string {
  return `/${url}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/g, '/');
}

/** Two paths are one if they name one file; letter case counts, and so does a slash at the end. */
export function foldPath(path: string): string {
  return path.replace(/(^|\/)index(\.html)?$/, '$1').replace(/\.html$/, '') || '/';
}
