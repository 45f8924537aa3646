import type { Value } from './value.ts';

/** What the keys of a page say about videos, besides the page's own. What does not apply is absent. */
export interface VideoKeys {
  /** The key that names the page's video, as the page spells it; with dots below maps. */
  idKey?: string;
  /** Further videos that the page is about: they get no page of their own. */
  covered?: readonly string[];
  /** Videos whose URLs are under other keys, such as `trailer`. */
  mentioned?: readonly { key: string; videoId: string }[];
  /** Keys for an id whose value names no video. */
  flawed?: readonly { key: string; value: Value }[];
}

/** A content page of any kind, as far as its front matter says. Its text stays on the disk. */
export interface Page extends VideoKeys {
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
  kind: 'cannot-read' | 'linked' | 'bad-front-matter';
  /** From 1; null if no single line is to blame. */
  line: number | null;
  /** One clear phrase. */
  detail: string;
  /** Whether it seems to name a video: imports ignore other pages. */
  namesVideo: boolean;
  /** The video that it names, if known: it must not get a second page. */
  videoId: string | null;
  /** Further videos that it names. */
  covered?: readonly string[];
  /** The keys that have a text on their own line, as far as that can be seen. */
  seen?: Record<string, Value>;
  /** Everything in its front matter that looks like a URL of the site: no other page gets one of them. */
  urls?: readonly string[];
}
