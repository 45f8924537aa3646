import { existsSync, readFileSync } from 'node:fs';
import type { Settings } from '../config/settings.ts';
import { describeFileError } from '../content/scan.ts';
import { writeWhole } from '../content/write.ts';
import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import type { Problem } from '../problems.ts';
import { count } from '../report/sentences.ts';
import type { Listing } from '../youtube/listing.ts';
import { readVideo, type Video } from '../youtube/video.ts';

/** A listing with its resources read. */
export interface Gathered {
  listing: Listing;
  videos: Video[];
  problems: Problem[];
}

/** Gets the videos: from a snapshot where one is given, else from YouTube. Saves a snapshot where that is asked for. */
export async function gatherVideos(settings: Settings, context: Context): Promise<Gathered> {
  const listing = await gatherListing(settings, context);
  const videos: Video[] = [];
  const problems: Problem[] = [];
  for (const resource of listing.resources) {
    const read = readVideo(resource);
    if ('video' in read) videos.push(read.video);
    else problems.push(read.problem);
  }
  return { listing, videos, problems };
}

/** Gets the raw resources, and saves them where `--save` says so; a part of them never replaces an earlier file. */
export async function gatherListing(settings: Settings, context: Context): Promise<Listing> {
  const listing =
    settings.from === null ? await fetchFromYoutube(settings, context) : await readSnapshot(settings.from);
  if (settings.save !== null) await saveSnapshot(settings.save, listing, context);
  return listing;
}

async function readSnapshot(file: string): Promise<Listing> {
  const { parseSnapshot } = await import('../youtube/snapshot.ts');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `The snapshot ${file} cannot be read: ${describeFileError(error)}.`,
      'Check the path given with --from.',
      error,
    );
  }
  return parseSnapshot(text, file);
}

async function saveSnapshot(file: string, listing: Listing, context: Context): Promise<void> {
  if (listing.stopped && existsSync(file)) {
    context.writeError(`${file} was left as it is: only a part of the videos could be read this time.\n`);
    return;
  }
  const { serialiseSnapshot } = await import('../youtube/snapshot.ts');
  try {
    writeWhole(file, serialiseSnapshot(listing));
  } catch (error) {
    throw new UserError(
      `The snapshot ${file} cannot be written: ${describeFileError(error)}.`,
      'Check the path given with --save.',
      error,
    );
  }
}

async function fetchFromYoutube(settings: Settings, context: Context): Promise<Listing> {
  const { source, youtube } = settings;
  if (!source) {
    throw new UserError(
      'Nothing says which channel to read.',
      'Give --channel (an id, a @handle or a URL), set `channel` in tubematter.config.yaml, or replay a snapshot with --from.',
    );
  }
  if (youtube.apiKey === null) {
    throw new UserError(
      'The environment variable YOUTUBE_API_KEY is not set.',
      'Make a key for the YouTube Data API v3 in the Google Cloud console and set it, or replay a snapshot with --from.',
    );
  }
  const { fetchListing } = await import('../youtube/channel.ts');
  return fetchListing(source, {
    ...youtube,
    apiKey: youtube.apiKey,
    signal: context.signal,
    onProgress: (event) => {
      if (event.kind !== 'estimate' || context.isQuiet) return;
      context.writeError(`About ${count(event.videos, 'video')}, ${count(event.units, 'quota unit')}.\n`);
    },
    onWait: ({ method, seconds, why, attempt }) => {
      context.writeError(
        `${method}: ${why.replace(/\.$/, '')}; trying again in ${seconds.toFixed(1)} s (try ${attempt + 1}).\n`,
      );
    },
  });
}
