import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { readPath } from '../generators/url-path.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { GoneUrl } from '../model/rules.ts';
import { encodeTarget, isAbsolute } from './encode-urls.ts';
import type { FindOwnPath } from './own-address.ts';

/**
 * Collects every URL that a redirect can ever have been written from or to: those of pages, of their lists, of `urls.gone`,
 * and those that the lockfile remembers. Decoded, and without a trailing slash.
 */
export function collectKnown(
  site: readonly PageClaims[],
  gone: readonly GoneUrl[],
  findOwnPath: FindOwnPath,
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
  const ofGone = gone.flatMap(({ from, to }) => [from, to, to && isAbsolute(to) ? findOwnPath(to) : null]);
  const all = [...ofPages, ...remembered, ...ofGone];
  return new Set(
    all.flatMap((url) => (url === null ? [] : isAbsolute(url) ? encodeTarget(url) : readPath(url))),
  );
}
