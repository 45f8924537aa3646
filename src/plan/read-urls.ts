import type { UrlLists } from '../generators/conventions.ts';
import type { Generator } from '../generators/generator.ts';
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
