import type { Absence, Surplus } from './lockfile.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

/** A video that is listed but cannot be read. `unknown`: videos.list gave nothing for it, and no reason. */
export interface UnavailableVideo {
  videoId: string;
  reason: 'private' | 'deleted' | 'unknown';
}

/**
 * What YouTube says of a video when asked. `gone`: it gives nothing for the id, because the video was deleted, never was,
 * or is private. `private` is only said to a credential that may see the video: its owner's.
 */
export type Availability = 'public' | 'unlisted' | 'private' | 'gone';

/** What the last full listing of a channel recorded in the lockfile. */
export interface KnownVideos {
  /** Videos that were listed, in any order. */
  listed: string[];
  /** Videos of pages that were not, or could not be read. */
  absent: Record<string, Absence>;
  surplus: Surplus;
}

/** The ids of all videos of a channel that could be read, and what YouTube counts beyond them. */
export interface Census {
  listed: string[];
  surplus: Surplus;
}

/** Why a listing ended early. */
export interface Stop {
  /**
   * `quota`: the day's quota is spent; `quota-limit`: `--quota-limit` is; `timeout`: `--timeout` is;
   * `network`: retries did not help; `truncated`: the API lists no more than 20,000 uploads;
   * `refused`: YouTube answered a later request with an error that no retry fixes.
   */
  reason: 'quota' | 'quota-limit' | 'network' | 'timeout' | 'truncated' | 'refused';
  /** One sentence. */
  message: string;
  /** What to do; one or two sentences. */
  hint: string;
  /** How many videos were not read; null if nobody knows. */
  left: number | null;
}

/**
 * What was read of a source.
 *
 * @typeParam Parsed what was made of each `youtube#video` when it arrived; the raw resource if it is to be saved
 */
export interface Listing<Parsed = unknown> {
  source: Source;
  /**
   * Null if the source names no channel (playlists, videos, snapshots of other tools), and for a handle or username that
   * could not be looked up this time.
   */
  channelId: string | null;
  channelTitle: string | null;
  /** Each id once, in the order of the source. Raw ones are unchecked: `readVideo` reads each. */
  resources: Parsed[];
  unavailable: UnavailableVideo[];
  /** What YouTube said of pages whose videos are not listed, by video id; absent if it was not asked. */
  asked?: Record<string, Availability>;
  /** Null if the whole source was read. Only then does the absence of a video mean anything. */
  stopped: Stop | null;
  /** All readable videos of a channel; null if unknown. */
  census?: Census | null;
  /** What the user should know but need not act on; a sentence or two each. */
  warnings: string[];
  /** Quota units spent by all requests, retries included. */
  units: number;
}

/** The videos that were requested by id and that YouTube does not return. */
export function listUnknownVideos({ source, unavailable }: Omit<Listing, 'resources'>): Problem[] {
  if (source.kind !== 'videos') return [];
  return unavailable.map(({ videoId }) => ({ code: 'unknown-video', videoId }));
}

/** What happens during a fetch, for a progress line. Counts are videos. */
export type ProgressEvent =
  /** Sent once, as soon as the number of videos is known (it is YouTube's count and only a hint). */
  | { kind: 'estimate'; videos: number; units: number }
  /** `units` are those spent so far. */
  | { kind: 'progress'; listed: number; fetched: number; total: number | null; units: number };

/** A pause before a request is sent again. */
export interface WaitEvent {
  /** `channels.list`, `playlistItems.list` or `videos.list`. */
  method: string;
  /** The try that failed, from 1. */
  attempt: number;
  seconds: number;
  /** One clause: what went wrong. */
  why: string;
}
