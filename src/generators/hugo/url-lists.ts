import type { Value } from '../../model/value.ts';
import type { UrlLists } from '../conventions.ts';
import { listUrlEntries, type UrlEntry } from '../url-entries.ts';

/** Hugo takes a text for a list: of its words for `aliases`, between what Go's `unicode.IsSpace` takes for spaces. */
export function listHugoEntries(value: Value | undefined, list: keyof UrlLists): UrlEntry[] {
  const entries = listUrlEntries(value);
  if (list !== 'live' || Array.isArray(value)) return entries;
  return entries.flatMap(({ text }) =>
    (text.match(/\P{White_Space}+/gu) ?? ['']).map((word) => ({ text: word, index: null })),
  );
}
