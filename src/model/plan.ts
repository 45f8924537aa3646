import type { LockfileEntry } from './lockfile.ts';
import type { VideoPage } from './page.ts';
import type { Problem } from './problem.ts';
import type { Field, FieldChange, Value } from './value.ts';

/** What happens to one page, new or existing. Plain data, to be shown, printed and applied alike. */
export interface PageChange {
  video: { id: string; title: string };
  /** Below the content folder, with `/`. */
  path: string;
  /** The page as it was when the plan was made; null if it is new. */
  page: VideoPage | null;
  /** The page's own URL afterwards; null if it is not known. */
  url: string | null;
  fields: FieldChange[];
  /** What the body is made from; the text is rendered when it is written or shown. Null: the body stays. */
  body: BodySource | null;
  /** The URL that the page had, if this import moves it. */
  movedFrom?: string;
  /** The id under which the page's video was uploaded before, if this import learns of it. */
  formerId?: string;
  /** What else differs on a pull request's branch: the body, or only how the page is written. */
  otherText?: OtherText;
}

export type OtherText = 'body' | 'layout';

/** The front matter of a new page. */
export function listFields({ fields }: PageChange): Field[] {
  const set: Field[] = [];
  for (const change of fields) {
    if (change.action !== 'set') continue;
    set.push({ key: change.key, value: change.after, timestamp: change.timestamp });
  }
  return set;
}

/** A template and the values of its tokens. `renderBody` turns them into Markdown. */
export interface BodySource {
  /**
   * The body that it replaces: its hash, or what it was presumably made from. Any other body stays. Absent: it is for a
   * page without a body.
   */
  replaces?: string | Omit<BodySource, 'replaces'>;
  template: string;
  tokens: Record<string, Value>;
}

/** YouTube and the user both changed a field. The page's value stays. */
export interface Conflict {
  key: string;
  page: Value | undefined;
  youtube: Value;
  last: Value;
}

/**
 * Why an import leaves keys of an existing page as they are. `url`: they would move it; `url-unknown`: they may, and
 * the URL that it has is not known; `rendering`: they decide how a page is rendered that no import made; `empty`: the
 * page has an empty list; `left`: `existing: leave` keeps what YouTube says out of it.
 */
export type KeptReason = 'url' | 'url-unknown' | 'rendering' | 'empty' | 'left';

/** What an import leaves as it is on an existing page, though a rule of the config would change it. */
export interface Kept {
  videoId: string;
  path: string;
  title: string;
  reason: KeptReason;
  keys: string[];
}

export type SkipReason =
  | 'upcoming'
  | 'live'
  | 'short'
  | 'maybe-short'
  | 'unlisted'
  | 'before-since'
  | 'after-until'
  | 'no-match'
  | 'over-limit'
  | 'over-max-new'
  | 'draft-built'
  | 'not-asked-for'
  | 'not-public'
  | 'page-removed'
  | 'page-replaced'
  | 'covered'
  | 'superseded';

export interface Skip {
  videoId: string;
  title: string;
  reason: SkipReason;
}

/**
 * A page whose video left its source. `unknown`: YouTube gives nothing for it, deleted or private; `unlisted`: it can still
 * be watched; `not-in-snapshot`: more cannot be known without the network.
 */
export interface MissingVideo {
  videoId: string;
  path: string;
  title: string;
  reason: 'private' | 'deleted' | 'unknown' | 'unlisted' | 'not-in-snapshot';
  /** The page's own URL; null or absent if it is not known. */
  url?: string | null;
  /** The date of the import that found it gone, `YYYY-MM-DD`; absent if it may not be. */
  goneSince?: string;
  /** Whether that is this import. */
  isNew?: true;
}

/** A page that the user removed, with those of its URLs that nothing serves or redirects now: none if others have them. */
export interface RemovedPage {
  videoId: string;
  /** Empty where the lockfile knows none. */
  title: string;
  /** As paths of the site. */
  urls: string[];
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

/** What looks like a re-uploaded video: a page that lost its video, and another page with the same words. */
export interface Reupload {
  path: string;
  title: string;
  formerId: string;
  videoId: string;
  newPath: string;
}

/** What would change and why. `diff` shows it, `import` applies it, `--json` prints it. Never changed once it is made. */
export interface Plan {
  changes: readonly PageChange[];
  unchanged: number;
  skipped: readonly Skip[];
  conflicts: readonly {
    videoId: string;
    path: string;
    title: string;
    url?: string | null;
    fields: Conflict[];
  }[];
  clashes: readonly Clash[];
  missing: readonly MissingVideo[];
  reuploads: readonly Reupload[];
  kept: readonly Kept[];
  /** Each is reported once, by the first import that finds it gone. */
  removed: readonly RemovedPage[];
  problems: readonly Problem[];
  /** New or changed lockfile entries, by video id. */
  entries: Readonly<Record<string, LockfileEntry>>;
  /** Bodies of pages that the lockfile does not know yet: an import that was killed may have written them. */
  bodies: readonly { videoId: string; path: string; body: BodySource; isWhole: boolean }[];
  /** Ids whose lockfile entry has moved to another id. */
  forgotten: readonly string[];
}

/** What was done of a plan, or would be. */
export interface Outcome {
  /** The changes that were made. */
  changes: readonly PageChange[];
  /** What went wrong. */
  problems: readonly Problem[];
}
