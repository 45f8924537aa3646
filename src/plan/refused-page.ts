import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { PageChange } from '../model/plan.ts';
import { findOwnUrl } from './read-urls.ts';

/**
 * The lockfile entry of a page that could not be edited: the same as before, plus its current URL, which joins both
 * lists once the page can be edited.
 *
 * @returns null if there is nothing new
 */
export function planRefused(
  { page, fields }: PageChange,
  last: LockfileEntry | undefined,
  { generator, served }: { generator: Generator; served: ServedSite },
): LockfileEntry | null {
  if (!page || fields.length === 0) return null;
  const url = findOwnUrl(page, served, generator);
  const known = [last?.url ?? null, ...(last?.pendingUrls ?? [])];
  const isKnown = known.some(
    (other) => other !== null && url !== null && generator.foldUrl(other) === generator.foldUrl(url),
  );
  if (url === null || isKnown) return null;
  return { url: null, values: {}, ...last, pendingUrls: [...(last?.pendingUrls ?? []), url] };
}
