import type { Value } from './value.ts';

/** What one import knew of a page when it ended: the base of the next three-way decision. */
export interface LockEntry {
  /** The page's own URL. */
  url: string;
  /**
   * A key for every managed field that the page had. `follow`: YouTube's value then; `append`: the entries that the
   * page has had; otherwise null, as where YouTube's value is not known.
   */
  fields: Record<string, Value>;
}

export type Lock = Record<string, LockEntry>;
