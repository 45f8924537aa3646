import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';

/** A plan that is still being made. */
export type PlanInProgress = { -readonly [Key in keyof Plan]: Mutable<Plan[Key]> };
type Mutable<T> = T extends readonly (infer Item)[]
  ? Item[]
  : T extends object
    ? { -readonly [K in keyof T]: T[K] }
    : T;

/** A plan that changes nothing yet. */
export function startPlan(problems: Problem[]): PlanInProgress {
  return {
    changes: [],
    unchanged: 0,
    skipped: [],
    conflicts: [],
    clashes: [],
    missing: [],
    reuploads: [],
    removed: [],
    kept: [],
    problems,
    entries: {},
    bodies: [],
    forgotten: [],
  };
}
