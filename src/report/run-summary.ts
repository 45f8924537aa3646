import type { Plan } from '../model/plan.ts';

/** What a run comes to. */
export interface Summary {
  plan: Plan;
  /** Quota units spent. */
  units: number;
  stopped: { message: string; hint: string } | null;
  /** Whether the plan was carried out or only shown. */
  verb: 'did' | 'would';
}
