import type { UnavailableVideo } from './listing.ts';
import type { Rules } from './rules.ts';
import type { Video } from './video.ts';

/** What one source brings, and the rules for it. */
export interface Batch {
  /** The source's id; null for single videos, and where nobody knows it. */
  source: string | null;
  rules: Rules;
  videos: Video[];
  /** The ids of the videos whose titles `rules.filters.match` matches; null where there is no such pattern. */
  matching: ReadonlySet<string> | null;
  /** Videos that the listing names but that have no data any more. */
  unavailable: UnavailableVideo[];
  /** Whether the listing holds every video of its source: only then can a video be missing. */
  isComplete: boolean;
}
