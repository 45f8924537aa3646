import type { Context } from '../context.ts';
import type { Plan } from '../plan/types.ts';

/** What a run comes to. */
export interface Summary {
  plan: Plan;
  /** Quota units spent. */
  units: number;
  stopped: { message: string; hint: string } | null;
  /** Whether the plan was carried out or only shown. */
  verb: 'did' | 'would';
}

/** How a summary is shown. */
export type SummaryLook = Pick<Context, 'colours' | 'columns' | 'isQuiet' | 'isVerbose'>;
