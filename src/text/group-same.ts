import type { FieldChange } from '../model/value.ts';

/** URLs mostly join both lists of the ledger together: such lists are shown once, under both keys. */
export function groupSame(changes: FieldChange[]): { keys: string[]; change: FieldChange }[] {
  const merged: { keys: string[]; change: FieldChange }[] = [];
  for (const change of changes) {
    const alike = merged.find(
      ({ change: other }) =>
        other.action === 'append' &&
        change.action === 'append' &&
        other.reason === change.reason &&
        JSON.stringify(other.entries) === JSON.stringify(change.entries),
    );
    if (alike) alike.keys.push(change.key);
    else merged.push({ keys: [change.key], change });
  }
  return merged;
}
