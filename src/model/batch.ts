import type { Availability, UnavailableVideo } from './listing.ts';
import type { Rules } from './rules.ts';
import type { Video } from './video.ts';

/** The videos of one source, and the rules for them. */
export interface Batch {
  /** The source's id; null for single videos, and if unknown. */
  source: string | null;
  rules: Rules;
  videos: Video[];
  /** The ids of the videos whose titles `rules.filters.match` matches; null if there is no such pattern. */
  matching: ReadonlySet<string> | null;
  /** Videos that are listed but no longer have any data. */
  unavailable: UnavailableVideo[];
  /** Whether the listing holds every video of its source: only then can a video be missing. */
  isComplete: boolean;
  /** Videos that exist but whose data is unusable: nothing more is known of them. */
  unusable?: ReadonlySet<string>;
  /** What YouTube says of pages whose videos are not listed; null if it was not asked. */
  asked: ReadonlyMap<string, Availability> | null;
  /** Whether it comes from a snapshot, which only says what it holds. */
  isReplay: boolean;
}
