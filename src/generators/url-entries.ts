import { listEntries } from '../model/front-matter.ts';
import type { Value } from '../model/value.ts';

/** An entry of a list of URLs; `index` is null if a page has one text instead of a list. */
export interface UrlEntry {
  text: string;
  index: number | null;
}

/** The entries of a list of URLs. A text is one; a map is none. */
export function listUrlEntries(value: Value | undefined): UrlEntry[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      entry !== null && typeof entry === 'object' ? [] : [{ text: String(entry ?? ''), index }],
    );
  }
  return listEntries(value)
    .filter((entry) => typeof entry !== 'object')
    .map((entry) => ({ text: String(entry), index: null }));
}
