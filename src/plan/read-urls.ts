import type { UrlLists } from '../generators/conventions.ts';
import type { Generator } from '../generators/generator.ts';
import type { Addressed, ServedSite } from '../generators/served-site.ts';
import { listUrls, readKey } from '../model/front-matter.ts';
import type { Value } from '../model/value.ts';

/** The URLs of one of a page's two lists: its texts and numbers. */
export function readUrls(
  data: Record<string, Value>,
  list: keyof UrlLists,
  { listEntries, urlLists }: Generator,
): string[] {
  const value = readKey(data, urlLists[list]);
  if (Array.isArray(value)) return listUrls(value);
  return listEntries(value, list)
    .map(({ text }) => text)
    .filter((text) => text !== '');
}

/** A page's own URL, as the lockfile and the lists hold it; null if it is not known. */
export function findOwnUrl(page: Addressed, served: ServedSite, generator: Generator): string | null {
  const url = served.findUrl(page);
  return url === null ? null : generator.writeUrl(url);
}
