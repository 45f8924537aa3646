import type { Conventions, UrlLists } from './conventions.ts';
import { knownGenerators } from './known-generators.ts';

/**
 * The keys under which a page may have one of its two lists from before: those of other generators, and the generator's own
 * if the config gives the list another name.
 */
export function listFormerKeys(list: keyof UrlLists, { urlLists }: Pick<Conventions, 'urlLists'>): string[] {
  const today = Object.values(urlLists);
  return [...new Set(knownGenerators.map((known) => known.urlLists[list]))].filter(
    (key) => !today.includes(key),
  );
}
