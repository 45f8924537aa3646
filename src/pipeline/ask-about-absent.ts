import type { Settings } from '../config/settings.ts';
import type { Batch } from '../model/batch.ts';
import { count } from '../text/counts.ts';
import { readApiKey } from '../youtube/credential.ts';
import { lookUpVideos } from '../youtube/look-up-videos.ts';
import type { Context } from './context.ts';
import type { VideoListing } from './list-videos.ts';
import type { Site } from './read-site.ts';

/**
 * Asks YouTube about the videos of pages that a complete listing does not name, before any of them is called missing:
 * an answer may have been dropped, and a video may be in another source. Costs a unit for each 50 of them.
 *
 * @param secondsLeft for all further requests of the run
 * @returns the listing with what YouTube says. If the question fails, nobody is missing
 */
export async function askAboutAbsent(
  settings: Settings,
  context: Context,
  listing: VideoListing,
  site: Site,
  secondsLeft: number,
): Promise<VideoListing> {
  const absent = listAbsent(listing.batches, site);
  const { apiKey, keyVariable, ...youtube } = settings.youtube;
  if (settings.from !== null || apiKey === null || absent.length === 0) return listing;
  const { availability, failure, units } = await lookUpVideos(absent, {
    ...youtube,
    timeoutSeconds: secondsLeft,
    credential: readApiKey(apiKey, keyVariable),
    unitsSpent: listing.units,
    signal: context.signal,
    onWait: (event) => context.progress?.report({ kind: 'wait', ...event }),
  });
  if (failure) {
    context.writeError(
      `YouTube could not be asked about ${count(absent.length, 'page')} whose video is not listed, so no page is called missing. ${failure.message}\n`,
    );
  }
  const batches = listing.batches.map((batch): Batch => ({ ...batch, asked: availability }));
  const asked = availability && { asked: Object.fromEntries(availability) };
  const raw = listing.raw && { ...listing.raw, ...asked };
  return { ...listing, batches, raw, units: listing.units + units };
}

function listAbsent(batches: Batch[], { pages }: Site): string[] {
  if (!batches.every(({ isComplete }) => isComplete)) return [];
  const listed = new Set(batches.flatMap(({ videos }) => videos.map(({ id }) => id)));
  const ids = pages.flatMap(({ videoId }) => (videoId === null || listed.has(videoId) ? [] : [videoId]));
  return [...new Set(ids)];
}
