import type { Value } from './value.ts';

/** A page of the site, of any kind, as `check` and `redirects` see it. */
export interface SitePage {
  /** Below the folder that is read, with `/`. */
  path: string;
  /** Null where the page is about no video. */
  videoId: string | null;
  /** Empty where the page has no front matter. */
  data: Record<string, Value>;
}

/** A page whose front matter cannot be read. Line from 1, or null where no single one is to blame. */
interface UnreadablePage {
  path: string;
  line: number | null;
  detail: string;
}

/** Every page below a folder. */
export interface Survey {
  pages: SitePage[];
  unreadable: UnreadablePage[];
  /** Pages with TOML or JSON front matter, which is not read: their URLs are not known. */
  foreign: string[];
}
