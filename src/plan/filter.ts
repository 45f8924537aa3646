import type { Batch } from '../model/batch.ts';
import type { Skip, SkipReason } from '../model/plan.ts';
import type { Video } from '../model/video.ts';
import { findAction } from './withhold.ts';

/** Splits a batch into videos to import and videos to skip, each with its reason, both oldest first. */
export function filterVideos(batch: Batch): { kept: Video[]; skipped: Skip[] } {
  const { filters } = batch.rules;
  const skipped: Skip[] = [];
  const skip = (video: Video, reason: SkipReason) =>
    skipped.push({ videoId: video.id, title: video.title, reason });

  const passed = batch.videos.toSorted(comparePublication).filter((video) => {
    const reason = findSkipReason(video, batch);
    if (reason) skip(video, reason);
    return !reason;
  });
  const over = filters.limit === null ? 0 : Math.max(0, passed.length - filters.limit);
  for (const video of passed.slice(0, over)) skip(video, 'over-limit');
  return { kept: passed.slice(over), skipped };
}

/** By time of publication, then by id: the order in which slugs are handed out. */
function comparePublication(a: Video, b: Video): number {
  const [first, second] = [a.publishedAt + a.id, b.publishedAt + b.id];
  return first < second ? -1 : first > second ? 1 : 0;
}

function findSkipReason(video: Video, { rules, matching }: Batch): SkipReason | undefined {
  const { filters } = rules;
  if (filters.videoIds && !filters.videoIds.includes(video.id)) return 'not-asked-for';
  if (findAction(video, filters) === 'skip') return explainSkip(video, filters);
  if (filters.since !== null && video.publishedAt < filters.since) return 'before-since';
  if (filters.until !== null && video.publishedAt > filters.until) return 'after-until';
  if (matching?.has(video.id) === false) return 'no-match';
  return undefined;
}

/** The first of several reasons wins. */
function explainSkip({ broadcast, isShort, privacy }: Video, filters: Batch['rules']['filters']): SkipReason {
  if (privacy === 'private') return 'not-public';
  if (broadcast === 'upcoming' && filters.premieres === 'skip') return 'upcoming';
  if (broadcast === 'live' && filters.live === 'skip') return 'live';
  if (isShort !== false && filters.shorts === 'skip') return isShort ? 'short' : 'maybe-short';
  return 'unlisted';
}
