import { isSame, readKey } from '../model/front-matter.ts';
import type { Value } from '../model/value.ts';
import type { DraftField } from './generator.ts';
import { generators } from './generators.ts';

/**
 * Finds what makes a page a draft to some generator.
 *
 * @param keys those that count
 * @returns null if none takes it for a draft
 */
export function findDraftFields(
  data: Record<string, Value>,
  keys: readonly string[],
): readonly DraftField[] | null {
  const known = generators.map(({ draftFields }) => draftFields);
  const isSet = ({ key, value }: DraftField) => keys.includes(key) && isSame(readKey(data, key), value);
  return known.find((fields) => fields.every(isSet)) ?? null;
}
