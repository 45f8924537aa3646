import type { LockfileEntry } from '../model/lockfile.ts';
import type { BodySource, Clash, Conflict, KeptReason, PageChange } from '../model/plan.ts';

/** The plan for one page. */
export interface PagePlan {
  /** Null if the page stays as it is. */
  change: PageChange | null;
  /** Its lockfile entry. */
  entry: LockfileEntry;
  /** What an import would have made its body from, if the lockfile does not know the page yet. */
  body?: BodySource;
  /** Whether the page has every key that an import would have written. */
  isWhole?: boolean;
  conflicts: Conflict[];
  /** Keys that stay as they are on an existing page. */
  kept?: { reason: KeptReason; keys: string[] }[];
  clash?: Clash;
}
