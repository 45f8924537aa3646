import type { Generator } from '../generators/generator.ts';
import type { Plan } from '../model/plan.ts';

/** A file of redirects that the config names. */
export interface RedirectFile {
  path: string;
  action: 'create' | 'update' | 'remove';
}

/** What a run comes to. */
export interface Summary {
  /** As far as it was carried out. */
  plan: Plan;
  /** Where the plan's paths start, from the current folder, with `/`; `''`: there. */
  content: string;
  /** The files of redirects that change, their paths where the plan's start. */
  redirects: readonly RedirectFile[];
  /** How many URLs joined the live lists of existing pages that nothing the generator or the config makes redirects. */
  oldUrls: number;
  /** The lockfile, if it was damaged; null if it was not. */
  damagedLockfile: { path: string; detail: string } | null;
  /** Makes the text of bodies. */
  generator: Generator;
  /** Quota units spent. */
  units: number;
  stopped: { message: string; hint: string } | null;
  /** Whether the plan was carried out or only shown. */
  verb: 'did' | 'would';
}
