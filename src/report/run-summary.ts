import type { Generator } from '../generators/generator.ts';
import type { Plan } from '../model/plan.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';

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
  /** What of it the user refused on the branch of a pull request: it is not in the plan any more. Absent: nothing. */
  refused?: readonly RefusedChange[];
  /** The files of redirects that change, their paths where the plan's start. */
  redirects: readonly RedirectFile[];
  /** How many URLs joined the live lists of existing pages that nothing the generator or the config makes redirects. */
  oldUrls: number;
  /** Fields that change often and need no review, by key: the heading under which reports fold them. */
  quietFields: ReadonlyMap<string, string>;
  /** The address of the site; null: the config does not say. */
  site: string | null;
  /**
   * Where the files can be looked at on the branch of a pull request: `folder` is the current one, below the root of the
   * repository. Null: the run is for no such branch.
   */
  files: { base: string; folder: string } | null;
  /** Lockfiles that were damaged: that of the site, or of several. */
  damagedLockfiles: readonly { path: string; detail: string }[];
  /** Makes the text of bodies. */
  generator: Generator;
  /** Quota units spent. */
  units: number;
  stopped: { message: string; hint: string } | null;
  /** Whether the plan was carried out or only shown; `could`: with fields of the preset that an import would not add. */
  verb: 'did' | 'would' | 'could';
}
