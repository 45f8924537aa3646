import { findEntry, type Lockfile, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { MissingVideo, Plan } from '../model/plan.ts';
import type { AbsentVideo } from './availability.ts';

/**
 * Plans what the lockfile says of pages whose video left: since when, so that it is reported once. The date is removed
 * when the video is back, and stays while nobody knows.
 *
 * @param findState what is known of a page's video
 * @param now milliseconds since 1970
 * @returns the missing videos with their dates, and the changed lockfile entries
 */
export function planGoneVideos(
  { missing, entries }: Pick<Plan, 'missing' | 'entries'>,
  pages: readonly VideoPage[],
  lockfile: Lockfile,
  findState: (page: VideoPage) => AbsentVideo['availability'],
  now: number,
): { missing: MissingVideo[]; entries: Record<string, LockfileEntry> } {
  const today = new Date(now).toISOString().slice(0, 10);
  const dated = new Map(missing.map((video) => [video.videoId, video]));
  const noted: Record<string, LockfileEntry> = {};
  for (const page of pages) {
    const { videoId } = page;
    const video = dated.get(videoId);
    const last = findEntry(lockfile, videoId)?.goneSince;
    const known = entries[videoId] ?? findEntry(lockfile, videoId) ?? { url: null, values: {} };
    if (!video && known.goneSince === undefined) continue;
    const { goneSince: before, ...entry } = known;
    const state = findState(page);
    const isBack = !video && state !== 'missing' && state !== 'unknown';
    const isNew = video !== undefined && state !== 'unknown' && last === undefined;
    const goneSince = isNew ? today : isBack ? undefined : last;
    const date = goneSince !== undefined && { goneSince };
    if (goneSince !== before) noted[videoId] = { ...entry, ...date };
    if (video) dated.set(videoId, { ...video, url: entry.url, ...date, ...(isNew && { isNew }) });
  }
  return { missing: [...dated.values()], entries: noted };
}
