import { applyToValues, mergeChanges } from '../frontmatter/merge-changes.ts';
import { isSame, listEntries, readKey } from '../model/front-matter.ts';
import type { Page } from '../model/page.ts';
import { type FieldChange, isMap, type Value } from '../model/value.ts';

/**
 * How the front matter of a page differs between two branches.
 *
 * @param planned what an import into the first would change: as far as the second has it, its reasons stand
 */
export function compareFields(before: Page, after: Page, planned: readonly FieldChange[]): FieldChange[] {
  const made = planned.flatMap((field) => findMade(field, after));
  const expected = applyToValues(before.data, mergeChanges(before.data, made));
  return [...made, ...compareValues(expected, after.data)];
}

/** As much of a field's change as the branch has. */
function findMade(field: FieldChange, { data }: Page): FieldChange[] {
  const value = readKey(data, field.key);
  if (field.action === 'set') return isSame(value, field.after) ? [field] : [];
  if (field.action === 'remove') return value === undefined ? [field] : [];
  const list = listEntries(value);
  const has = (entry: Value) => list.some((other) => isSame(other, entry));
  const made =
    field.action === 'append'
      ? { ...field, entries: field.entries.filter(has) }
      : { ...field, entries: field.entries.filter((entry) => !has(entry)) };
  return made.entries.length > 0 ? [made] : [];
}

/** Whether a page has a key just as before a change. */
export function isRestored(field: FieldChange, page: Page): boolean {
  if (field.action === 'set' || field.action === 'remove')
    return isSame(readKey(page.data, field.key), field.before);
  // Nothing is known of a text that stands for a list.
  return !field.splitText && findMade(field, page).length === 0;
}

/** How values differ, by key, with dots below maps. The order of a list does not count. */
function compareValues(
  before: Record<string, Value>,
  after: Record<string, Value>,
  prefix = '',
): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((own): FieldChange[] => {
    const [was, is] = [before, after].map((data) => (Object.hasOwn(data, own) ? data[own] : undefined));
    const key = `${prefix}${own}`;
    if (isSame(sortList(was), sortList(is))) return [];
    if (isMap(was) && isMap(is)) return compareValues(was, is, `${key}.`);
    if (is !== undefined) return [{ key, action: 'set', reason: 'branch', before: was, after: is }];
    return was === undefined ? [] : [{ key, action: 'remove', reason: 'branch', before: was }];
  });
}

function sortList(value: Value | undefined): Value | undefined {
  return Array.isArray(value)
    ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
}
