import type { Plan } from '../model/plan.ts';
import type { FieldChange } from '../model/value.ts';
import { count } from '../text/counts.ts';

/** On how many existing pages a field is added, changed or removed. */
export interface FieldCounts {
  added: number;
  changed: number;
  removed: number;
}

/** Counts, per front matter key, on how many existing pages a plan adds, changes or removes something. */
export function countFields({ changes }: Plan): Record<string, FieldCounts> {
  const counts: Record<string, FieldCounts> = {};
  for (const field of changes.flatMap(({ page, fields }) => (page ? fields : []))) {
    const count = counts[field.key] ?? { added: 0, changed: 0, removed: 0 };
    counts[field.key] = count;
    if (field.action === 'remove' || field.action === 'prune') count.removed++;
    else if (field.reason === 'missing' || isNewFlag(field)) count.added++;
    else count.changed++;
  }
  return counts;
}

/** A draft may have been told not to be one. */
function isNewFlag(field: FieldChange): boolean {
  return field.reason === 'unavailable' && field.action === 'set' && field.before === undefined;
}

/** On how many pages a field changes: `added on 2 pages`, `changed on 1 page`, `removed on 1 page`. */
export function describeCounts({ added, changed, removed }: FieldCounts): string[] {
  const counts: [string, number][] = [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
  ];
  return counts
    .filter(([, number]) => number > 0)
    .map(([verb, number]) => `${verb} on ${count(number, 'page')}`);
}
