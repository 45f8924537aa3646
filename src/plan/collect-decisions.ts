import { isSame, withKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { Conflict } from '../model/plan.ts';
import { makeRecord } from '../model/record.ts';
import type { UpdateRule } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { FieldDecision } from './update-rules.ts';

/** The sum of a page's decisions. `values` and `entries` go into the lockfile. */
export interface DecidedFields extends Required<Pick<LockfileEntry, 'values' | 'entries'>> {
  changes: FieldChange[];
  conflicts: Conflict[];
}

/** Sums up decisions, on top of what the lockfile already knows. */
export function collectDecisions(
  decisions: readonly FieldDecision[],
  last: LockfileEntry | undefined,
): DecidedFields {
  const values = omitFlag(last?.values ?? {});
  const added = makeRecord();
  const entries = { ...last?.entries };
  for (const { key, update, known, entries: beside } of decisions) {
    if (!shouldRemember(known, last?.values[key], update)) continue;
    added[key] = known;
    delete entries[key];
    if (beside) entries[key] = beside;
  }
  return {
    changes: decisions.flatMap(({ change }) => change ?? []),
    conflicts: decisions.flatMap(({ conflict }) => conflict ?? []),
    values: Object.keys(added).length > 0 ? Object.assign(makeRecord(), values, added) : values,
    entries,
  };
}

/** An unknown value stays unknown, unless the page may follow it from now on, or could get an entry twice. */
function shouldRemember(
  known: Value | undefined,
  last: Value | undefined,
  update: UpdateRule,
): known is Value {
  if (known === undefined || isSame(known, last)) return false;
  return last !== null || update === 'until-edited' || update === 'append';
}

/** Drops the flag of a video that is back. */
function omitFlag(values: LockfileEntry['values']): LockfileEntry['values'] {
  if (values['unavailable'] === undefined) return values;
  const { unavailable: _, ...others } = values;
  return others;
}

/** The front matter after the changes, as far as the page's URL depends on it. */
export function applyChanges(
  data: Record<string, Value>,
  changes: readonly FieldChange[],
): Record<string, Value> {
  return changes.reduce(
    (after, change) => (change.action === 'set' ? withKey(after, change.key, change.after) : after),
    data,
  );
}
