import type { Value } from '../values.ts';

/** What an import needs to know of an existing page. Its text stays on the disk. */
export interface PageFacts {
  /** Below the content folder, with `/`. */
  path: string;
  videoId: string;
  data: Record<string, Value>;
  bodyIsEmpty: boolean;
}
