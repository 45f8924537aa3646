export type Severity = 'error' | 'warning' | 'note';

type FindingCode =
  | 'unreadable'
  | 'two-pages'
  | 'two-videos'
  | 'video-id-refused'
  | 'same-url'
  | 'alias-is-url'
  | 'same-alias'
  | 'alias-refused'
  | 'alias-relative'
  | 'alias-unknown'
  | 'alias-unbuilt'
  | 'none-built'
  | 'archive-unserved'
  | 'same-old-url'
  | 'gone-circle'
  | 'removed-page'
  | 'lockfile-unread'
  | 'slug-changed'
  | 'slug-from-title'
  | 'url-refused'
  | 'url-unknown'
  | 'key-twice'
  | 'date-without-offset';

/** What is wrong, and where: a key of a page's front matter, and an entry of its list. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** Below the folder that is read. */
  path: string;
  /** In any letter case; null: the page as a whole. */
  key: string | null;
  /** From 0; null: the key as a whole. */
  entry: number | null;
  /** From 1, if already known. */
  line?: number;
  /** One sentence. */
  message: string;
  /** What to do; one sentence. */
  remedy: string;
}

/** A finding as it is shown. */
export interface LocatedFinding {
  code: FindingCode;
  severity: Severity;
  /** Below the content folder; `../` leads out of it to the rest of the site. */
  file: string;
  /** From 1. */
  line: number;
  message: string;
  remedy: string;
}

/** `a`, `a and b`, `a, b and 7 more`. */
export function joinNames(names: string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
