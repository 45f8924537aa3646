import type { Value } from './value.ts';

/** A content page of any kind, as far as its front matter says. Its text stays on the disk. */
export interface Page {
  /** Below the folder that is read, with `/`. */
  path: string;
  /** Null if the page is about no video. */
  videoId: string | null;
  /** Empty if the page has no front matter. */
  data: Record<string, Value>;
  bodyIsEmpty: boolean;
}

/** A page about a video. */
export interface VideoPage extends Page {
  videoId: string;
}

/** A page that cannot be read. */
export interface UnreadablePage {
  path: string;
  kind: 'cannot-read' | 'bad-front-matter' | 'unsupported-format';
  /** From 1; null if no single line is to blame. */
  line: number | null;
  /** One clear phrase. */
  detail: string;
  /** Whether it seems to name a video: other pages are no business of an import. */
  namesVideo: boolean;
  /** The video that it names, if that can be told: the video must not get a second page. */
  videoId: string | null;
}
