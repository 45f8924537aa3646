import type { Generator } from '../generators/generator.ts';
import type { Lock } from '../model/lockfile.ts';
import type { PageFacts, UnreadablePage } from '../model/page.ts';
import type { MissingVideo } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Video } from '../model/video.ts';

/** All that decides a plan. */
export interface PlanInput {
  videos: Video[];
  /** Videos that the listing names but that have no data any more. */
  unavailable: { videoId: string; reason: MissingVideo['reason'] }[];
  /** Whether the listing holds every video of its source: only then can a video be missing. */
  isComplete: boolean;
  pages: PageFacts[];
  /** Every file path that exists below the content folder, or a way to ask. */
  isPathTaken: (path: string) => boolean;
  /** Videos whose page exists but cannot be read: they get no second one. */
  unreadable: UnreadablePage[];
  lock: Lock;
  rules: Rules;
  generator: Generator;
}
