import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { decodePath } from '../generators/url-path.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { GoneUrl } from '../model/rules.ts';
import { encodeTarget, isAbsolute } from './encode-urls.ts';

/**
 * Collects every URL that a redirect can ever have been written from or to: those of pages, of their lists, of `urls.gone`,
 * and those that the lockfile remembers. Decoded, and without a trailing slash.
 */
export function collectKnown(
  site: readonly PageClaims[],
  gone: readonly GoneUrl[],
  { pages }: Lockfile,
  { resolveEntry }: Generator,
): Set<string> {
  const ofPages = site.flatMap(({ url, aliases, archive }) => [
    url,
    ...[...aliases, ...archive].map(({ path }) => path),
  ]);
  const remembered = Object.values(pages).flatMap(({ url, aliases = [], archive = [], pendingUrls = [] }) => [
    url,
    ...pendingUrls,
    ...[...aliases, ...archive].map((entry) => resolveEntry(entry, url).path),
  ]);
  const all = [...ofPages, ...remembered, ...gone.flatMap(({ from, to }) => [from, to])];
  return new Set(
    all.flatMap((url) => (url === null ? [] : isAbsolute(url) ? encodeTarget(url) : readPath(url))),
  );
}

/** A path as this set holds it. */
export function readPath(url: string): string {
  return decodePath(url).replace(/\/index\.html$/i, '');
}
