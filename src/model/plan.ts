import type { Problem } from './problem.ts';
import type { Field, FieldChange, Value } from './value.ts';

/** YouTube and a person both changed a field. The page's value stays. */
export interface Conflict {
  key: string;
  page: Value | undefined;
  youtube: Value;
  last: Value;
}

export interface PageCreation {
  action: 'create';
  videoId: string;
  title: string;
  path: string;
  url: string;
  fields: Field[];
  /** Makes the body where it is written or shown: the bodies of a whole channel are as large as all its videos. */
  makeBody: () => string;
}

export interface PageUpdate {
  action: 'update';
  videoId: string;
  title: string;
  path: string;
  url: string;
  changes: FieldChange[];
  /** Written because the page's body was empty. */
  body?: string;
}

export type PageChange = PageCreation | PageUpdate;

export type SkipReason =
  | 'upcoming'
  | 'live'
  | 'short'
  | 'unlisted'
  | 'before-since'
  | 'after-until'
  | 'no-match'
  | 'over-limit'
  | 'not-asked-for'
  | 'not-public'
  | 'page-removed';

export interface Skip {
  videoId: string;
  title: string;
  reason: SkipReason;
}

/** A page whose video is not in the listing any more. */
export interface MissingVideo {
  videoId: string;
  path: string;
  reason: 'private' | 'deleted' | 'unknown';
}

/** A slug that another page had first. */
export interface Clash {
  videoId: string;
  path: string;
  wanted: string;
  slug: string;
  /** The page that has the URL already. */
  takenBy: string;
}

/** What would change and why, shared by `diff`, `import` and `--json`: plain JSON, but for the bodies of new pages. */
export interface Plan {
  version: 1;
  changes: PageChange[];
  unchanged: number;
  skipped: Skip[];
  conflicts: { videoId: string; path: string; fields: Conflict[] }[];
  clashes: Clash[];
  missing: MissingVideo[];
  problems: Problem[];
  /** Per key: on how many existing pages it is added or changed. */
  fields: Record<string, { added: number; changed: number; removed: number }>;
}
