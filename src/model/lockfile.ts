import type { Value } from './value.ts';

/** What the last import knew of a page when it ended: the base of the next three-way decision. */
export interface LockfileEntry {
  /** The page's own URL; null if it was not known. */
  url: string | null;
  /** YouTube's value of each managed field that the page had, under every update rule; null if it is not known. */
  values: Record<string, Value>;
  /** Entries that lists have had besides those of YouTube's value, by key. */
  entries?: Record<string, Value[]>;
  /** Live redirects that the page has had, except those that its archive held. Absent if they were never managed. */
  aliases?: string[];
  /** All that its archive held, or would hold if it were managed. Absent if neither list ever was. */
  archive?: string[];
  /** The id of the source that the video came from. */
  source?: string;
  /** The title that the page's slug was made of. */
  slugTitle?: string;
  /** Whether the page was there before an import knew it. */
  existed?: true;
  /** For a page that an import made as a draft: what it would have under the keys of a draft, null for nothing. */
  withheld?: Record<string, Value>;
  /** A hash of the body that was written. */
  body?: string;
  /** URLs that the page had while it could not be edited, or while the config did not manage its live redirects. */
  pendingUrls?: string[];
  /** When an import told the user that the video is gone, `YYYY-MM-DD`. */
  goneSince?: string;
  /** When an import told the user which URLs died with the page that they had removed, `YYYY-MM-DD`. */
  removedSince?: string;
}

/** What is known of a source. */
export interface LockfileSource {
  /** All handles and names it was ever given by: one may pass to somebody else. */
  names?: string[];
  /** How many more videos YouTube counted than it listed, when all of it was last listed. */
  surplus?: Surplus;
  /** What the list said then of videos with pages that were not listed or could not be read. */
  absent?: Record<string, Absence>;
}

/** By how much YouTube's counts exceeded the number of readable videos. Its counts are off by a few, consistently. */
export interface Surplus {
  /** The uploads list's, which holds private and deleted videos too. */
  list: number;
  /** The channel's. */
  channel: number;
}

/** Why a listed video could not be read; `unlisted`: it is not in the list. */
export type Absence = 'private' | 'deleted' | 'unknown' | 'unlisted';

/** `tubematter-lock.json`: what the last import wrote, so that the next can tell the user's edits from its own. */
export interface Lockfile {
  /** By source id. */
  sources: Record<string, LockfileSource>;
  /** By video id. */
  pages: Record<string, LockfileEntry>;
  /** Videos that were listed and have no page: the id of the source that listed each. */
  unimported: Record<string, string>;
  /** Whether version 1 wrote it. */
  isFormer?: boolean;
}

/** An empty lockfile. Its records inherit no keys: `constructor` could be the id of a video. */
export function makeLockfile(): Lockfile {
  return { sources: makeRecord(), pages: makeRecord(), unimported: makeRecord() };
}

function makeRecord<T>(): Record<string, T> {
  return Object.create(null);
}

/** Whether an import wrote the page's entry, rather than only noting a URL of it. */
export function isImported(entry: LockfileEntry | undefined): entry is LockfileEntry {
  return entry !== undefined && (entry.url !== null || Object.keys(entry.values).length > 0);
}

/** Whether nothing is known of a page but that its video is gone: then nothing else about it is recorded. */
export function isGoneNote({ url, values, goneSince: _, ...parts }: LockfileEntry): boolean {
  return url === null && Object.keys({ ...values, ...parts }).length === 0;
}

/** Whether an import made a page: the lockfile knows it, and it was not there before. */
export function isMade(entry: LockfileEntry | undefined): entry is LockfileEntry {
  return isImported(entry) && entry.existed === undefined;
}

/** What a lockfile holds of a video's page. */
export function findEntry({ pages }: Lockfile, videoId: string): LockfileEntry | undefined {
  return Object.hasOwn(pages, videoId) ? pages[videoId] : undefined;
}
