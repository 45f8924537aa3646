import type { Value } from './value.ts';

/**
 * What went wrong with one video or one page while the others went on. Problems are data; report/sentences.ts turns
 * them into words. `detail` is one clear phrase, for people.
 */
export type Problem =
  | { code: 'bad-video'; videoId: string | null; detail: string }
  | { code: 'unknown-video'; videoId: string }
  | { code: 'slow-match'; videoId: string }
  | { code: 'bad-front-matter'; path: string; line: number | null; detail: string }
  | { code: 'cannot-edit'; path: string; detail: string }
  | { code: 'cannot-read'; path: string; detail: string }
  | { code: 'cannot-write'; path: string; detail: string }
  | { code: 'changed-meanwhile'; path: string }
  | { code: 'former-body'; path: string; formerId: string; videoId: string }
  | { code: 'no-video-id'; path: string; key: string; value: Value }
  | { code: 'named-elsewhere'; videoId: string; path: string; key: string }
  | { code: 'shown-elsewhere'; videoId: string; path: string }
  | { code: 'shown-twice'; videoId: string; paths: string[] }
  | { code: 'shows-several'; path: string; videoIds: string[] }
  | { code: 'two-pages'; videoId: string; paths: string[] }
  | { code: 'redirects'; path: string; detail: string }
  | { code: 'path-taken'; path: string; videoId: string; detail: string };
