import type { Batch } from '../model/batch.ts';
import { readKey } from '../model/front-matter.ts';
import type { VideoPage } from '../model/page.ts';
import type { MissingVideo } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';

/** What the listings say of a page whose video this import does not bring. */
export interface Availability {
  /** The video left its source, is there but filtered out, or nothing is known. */
  availability: 'missing' | 'listed' | 'unknown';
  /** Set where it is missing. */
  missing: MissingVideo | null;
  /** Of the source that the page belongs to. */
  rules: Rules;
}

/** Looks up pages in listings. Only where every listing is complete can a video be missing. */
export function findAvailability(batches: Batch[]): (page: VideoPage) => Availability {
  const [first] = batches;
  if (!first) throw new Error('no batch to plan');
  const isComplete = batches.every((batch) => batch.isComplete);
  const videos = batches.flatMap((batch) => batch.videos);
  const all = new Set(videos.map(({ id }) => id));
  const listed = new Set(videos.filter(({ privacy }) => privacy !== 'private').map(({ id }) => id));
  const reasons = new Map(
    batches.flatMap(({ unavailable }) => unavailable.map(({ videoId, reason }) => [videoId, reason])),
  );
  return ({ videoId, path, data }) => {
    const isMissing = isComplete && !all.has(videoId);
    const title = String(readKey(data, 'title') ?? videoId);
    return {
      availability: isMissing ? 'missing' : listed.has(videoId) ? 'listed' : 'unknown',
      missing: isMissing ? { videoId, path, title, reason: reasons.get(videoId) ?? 'unknown' } : null,
      rules: first.rules,
    };
  };
}
