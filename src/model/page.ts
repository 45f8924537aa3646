import type { Value } from './value.ts';

/** What an import needs to know of an existing page. Its text stays on the disk. */
export interface PageFacts {
  /** Below the content folder, with `/`. */
  path: string;
  videoId: string;
  data: Record<string, Value>;
  bodyIsEmpty: boolean;
}

/** A page that cannot be read: what it says of URLs is only known from the lock. */
export interface UnreadablePage {
  videoId: string;
  path: string;
}
