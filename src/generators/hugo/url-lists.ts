import { listEntries, readKey } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import type { UrlLists } from '../generator.ts';

/** `aliasesArchive` is no key of Hugo's own: themes and people keep their URLs there. */
export const urlLists: UrlLists = { live: 'aliases', archive: 'aliasesArchive' };

/** Hugo takes a text for a list: of its words for `aliases`. A map is no list. */
export function listUrlEntries(
  data: Record<string, Value>,
  list: keyof UrlLists,
): { text: string; index: number | null }[] {
  const value = readKey(data, urlLists[list]);
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      entry !== null && typeof entry === 'object' ? [] : [{ text: String(entry ?? ''), index }],
    );
  }
  return listEntries(value)
    .filter((entry) => typeof entry !== 'object')
    .flatMap((entry) => (list === 'live' ? String(entry).trim().split(/\s+/) : [String(entry)]))
    .map((text) => ({ text, index: null }));
}
