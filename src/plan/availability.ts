import type { Batch } from '../model/batch.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { MissingVideo } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Video } from '../model/video.ts';
import { findAction } from './withhold.ts';

/** What is known of a page's video that this import does not bring. */
export interface AbsentVideo {
  /** Whether the video can still be watched (`withheld`: it can, but its page is not to be published), or nobody knows. */
  availability: 'missing' | 'listed' | 'withheld' | 'unknown';
  /** Set if the page is to be reported. */
  missing: MissingVideo | null;
  /** Those of the source that the page belongs to. */
  rules: Rules;
}

/**
 * Looks up pages in listings. Only if every listing is complete can a video be missing, and only if YouTube was asked
 * about it, or the snapshot says so: an answer may have been dropped, and a video may be in another source.
 */
export function findAvailability(
  batches: Batch[],
): (page: VideoPage, last: LockfileEntry | undefined) => AbsentVideo {
  const [first] = batches;
  if (!first) throw new Error('no batch to plan');
  const isComplete = batches.every((batch) => batch.isComplete);
  // Most imports ask about no page.
  let videos: Map<string, Video> | undefined;
  const unusable = new Set(batches.flatMap((batch) => (batch.isReplay ? [...(batch.unusable ?? [])] : [])));
  return (page, last) => {
    const { videoId } = page;
    const title = String(readKey(page.data, 'title') ?? videoId);
    videos ??= new Map(batches.flatMap((batch) => batch.videos.map((video) => [video.id, video])));
    const video = videos.get(videoId);
    if (video && video.privacy !== 'private') {
      const isPublished = findAction(video, first.rules.filters) === 'publish';
      return {
        availability: isPublished ? 'listed' : 'withheld',
        missing: isUnwanted(video, first) ? { videoId, path: page.path, title, reason: 'unlisted' } : null,
        rules: first.rules,
      };
    }
    const said = isComplete && !video && !unusable.has(videoId) ? judge(first, videoId, last) : null;
    return {
      availability: said?.availability ?? 'unknown',
      missing: said?.reason ? { videoId, path: page.path, title, reason: said.reason } : null,
      rules: first.rules,
    };
  };
}

/** Whether an existing page is to be reported because its video is unlisted. */
export function isUnwanted({ privacy }: Video, { rules }: Pick<Batch, 'rules'>): boolean {
  return privacy === 'unlisted' && rules.filters.unlisted !== 'publish';
}

type Judgement = { availability: AbsentVideo['availability']; reason: MissingVideo['reason'] | null };

function judge(batch: Batch, videoId: string, last: LockfileEntry | undefined): Judgement | null {
  const { reason } = batch.unavailable.find((video) => video.videoId === videoId) ?? {};
  const answer = batch.asked?.get(videoId);
  if (batch.isReplay && answer === undefined) {
    const isKnownHere = batch.source !== null && last?.source === batch.source;
    // A page that another source brings is only reported: that source may be the newer one.
    const isElsewhere = batch.source !== null && last?.source !== undefined && !isKnownHere;
    const isMissing = isKnownHere || (reason !== undefined && !isElsewhere);
    return { availability: isMissing ? 'missing' : 'unknown', reason: reason ?? 'not-in-snapshot' };
  }
  switch (answer) {
    case undefined:
      return null;
    case 'public':
      return { availability: 'listed', reason: null };
    case 'unlisted':
      return {
        availability: batch.rules.filters.unlisted === 'publish' ? 'listed' : 'withheld',
        reason: 'unlisted',
      };
    case 'private':
      return { availability: 'missing', reason: 'private' };
    case 'gone':
      return { availability: 'missing', reason: reason ?? 'unknown' };
  }
}
