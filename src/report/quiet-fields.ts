import type { FieldRule } from '../model/rules.ts';
import type { FieldChange } from '../model/value.ts';
import { findTokens } from '../text/template.ts';

/** What changes often and needs no review. By token: the heading under which such changes are folded. */
const headings: Record<string, string> = { tags: 'Tags', preview: 'Previews', duration: 'Durations' };

/** The headings in their order. */
export const quietHeadings = Object.values(headings);

/** The headings of the fields that are just such a token, by key. */
export function findQuietFields(fields: readonly FieldRule[]): Map<string, string> {
  return new Map(
    fields.flatMap(({ key, value }): [string, string][] => {
      const [token = '', ...others] = findTokens(value);
      const heading = others.length === 0 && Object.hasOwn(headings, token) ? headings[token] : undefined;
      return heading === undefined ? [] : [[key, heading]];
    }),
  );
}

/** The changes under one heading; null: those without one. */
export function listUnder(
  heading: string | null,
  fields: readonly FieldChange[],
  quiet: ReadonlyMap<string, string>,
): FieldChange[] {
  return fields.filter(({ key }) => (quiet.get(key) ?? null) === heading);
}
