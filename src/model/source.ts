/** What to read from YouTube. Handles keep their `@`. */
export type Source =
  | { kind: 'channel'; id: string }
  | { kind: 'handle'; handle: string }
  | { kind: 'username'; username: string }
  | { kind: 'playlist'; id: string }
  | { kind: 'videos'; ids: string[] };
