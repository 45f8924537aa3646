import { diffArrays } from 'diff';
import type { Value } from '../model/value.ts';

/** One step from an old list to a new one. `from` is an index of the old list. */
export type Row =
  | { kind: 'keep'; from: number }
  | { kind: 'drop'; from: number; moved: boolean }
  | { kind: 'add'; value: Value; from: number | undefined };

/**
 * Aligns two lists, so that as many entries as can be stay where they are.
 *
 * @returns the steps in order. An entry that moves is a `drop` with `moved` and an `add` with its `from`
 */
export function alignLists(before: readonly Value[], after: readonly Value[]): Row[] {
  const changes = diffArrays(before.map(fingerprint), after.map(fingerprint), { oneChangePerToken: true });
  const [from, to] = [before.keys(), after.values()];
  const rows = changes.map(({ added, removed }): Row => {
    if (added) return { kind: 'add', value: to.next().value ?? null, from: undefined };
    const index = from.next().value ?? 0;
    if (removed) return { kind: 'drop', from: index, moved: false };
    to.next();
    return { kind: 'keep', from: index };
  });
  for (const row of rows) {
    if (row.kind !== 'add') continue;
    const source = rows.find(
      (other) =>
        other.kind === 'drop' && !other.moved && fingerprint(before[other.from]) === fingerprint(row.value),
    );
    if (source?.kind !== 'drop') continue;
    source.moved = true;
    row.from = source.from;
  }
  return rows;
}

function fingerprint(value: Value | undefined): string {
  return JSON.stringify(value);
}
