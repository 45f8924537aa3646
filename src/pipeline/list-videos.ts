import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { describeFileError } from '../files/file-errors.ts';
import { writeWhole } from '../files/write-file.ts';
import { UserError } from '../model/error.ts';
import type { Listing } from '../model/listing.ts';
import type { Problem } from '../model/problem.ts';
import type { Video } from '../model/video.ts';
import { type Readings, readAhead, startReadings } from '../site/readings.ts';
import { readApiKey } from '../youtube/credential.ts';
import { readVideo, type VideoReading } from '../youtube/read-video.ts';
import type { Context } from './context.ts';

/** A listing with its resources read. */
export interface Gathered {
  listing: Omit<Listing, 'resources'>;
  videos: Video[];
  problems: Problem[];
}

/**
 * Gets the videos, and reads pages and lock ahead while YouTube is waited for.
 *
 * @returns the videos, and what was read, for `readSite`; nothing where there was nobody to wait for
 */
export async function gatherBesidePages(
  settings: Settings,
  context: Context,
): Promise<{ gathered: Gathered; readings?: Readings }> {
  const readings = startReadings();
  const ended = new AbortController();
  let reading: Promise<void> | undefined;
  const onAnswer = () => {
    reading ??= readAhead(settings.content, settings.lockfile, readings, ended.signal);
  };
  try {
    const gathered = await gatherVideos(settings, context, onAnswer);
    return { gathered, ...(reading && { readings }) };
  } finally {
    ended.abort();
    await reading;
  }
}

/** Gets the videos: from a snapshot where one is given, else from YouTube. Saves a snapshot where that is asked for. */
async function gatherVideos(settings: Settings, context: Context, onAnswer: () => void): Promise<Gathered> {
  const { resources, ...listing } = await readResources(settings, context, onAnswer);
  await context.progress?.begin('planning', resources.length);
  const videos: Video[] = [];
  const problems: Problem[] = [];
  for (const read of resources) {
    if ('video' in read) videos.push(read.video);
    else problems.push(read.problem);
  }
  return { listing, videos, problems };
}

/** Reads each resource as it arrives: a raw one takes far more memory, and is only kept where it is to be saved. */
async function readResources(
  settings: Settings,
  context: Context,
  onAnswer: () => void,
): Promise<Listing<VideoReading>> {
  if (settings.save === null) return getListing(settings, context, readVideo, onAnswer);
  const { resources, ...listing } = await gatherListing(settings, context, onAnswer);
  return { ...listing, resources: resources.map(readVideo) };
}

/**
 * Gets the raw resources, and saves them where `--save` says so; a part of them never replaces an earlier file.
 *
 * @param onAnswer called whenever YouTube has answered, and is asked for more
 */
export async function gatherListing(
  settings: Settings,
  context: Context,
  onAnswer?: () => void,
): Promise<Listing> {
  const listing = await getListing(settings, context, (resource) => resource, onAnswer);
  if (settings.save !== null) await saveSnapshot(settings.save, listing, context);
  return listing;
}

function getListing<Kept>(
  settings: Settings,
  context: Context,
  keep: (resource: unknown) => Kept,
  onAnswer?: () => void,
): Promise<Listing<Kept>> {
  const { from } = settings;
  return from === null ? fetchFromYoutube(settings, context, keep, onAnswer) : readFromFile(from, keep);
}

async function readFromFile<Kept>(file: string, keep: (resource: unknown) => Kept): Promise<Listing<Kept>> {
  const { readSnapshot } = await import('../youtube/snapshot-file.ts');
  try {
    return readSnapshot(file, keep);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UserError(
      `The snapshot ${file} cannot be read: ${describeFileError(error)}.`,
      'Check the path given with --from.',
      error,
    );
  }
}

async function saveSnapshot(file: string, listing: Listing, context: Context): Promise<void> {
  if (listing.stopped && existsSync(file)) {
    context.writeError(`${file} was left as it is: only a part of the videos could be read this time.\n`);
    return;
  }
  const { serialiseSnapshot } = await import('../youtube/snapshot.ts');
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, serialiseSnapshot(listing));
  } catch (error) {
    throw new UserError(
      `The snapshot ${file} cannot be written: ${describeFileError(error)}.`,
      'Check the path given with --save.',
      error,
    );
  }
}

async function fetchFromYoutube<Kept>(
  settings: Settings,
  context: Context,
  keep: (resource: unknown) => Kept,
  onAnswer?: () => void,
): Promise<Listing<Kept>> {
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
  const { fetchListing } = await import('../youtube/fetch-listing.ts');
  await context.progress?.begin('listing', null);
  return fetchListing(
    source,
    {
      ...youtube,
      credential: readApiKey(youtube.apiKey),
      signal: context.signal,
      onProgress: (event) => {
        context.progress?.report(event);
        onAnswer?.();
      },
      onWait: (event) => context.progress?.report({ kind: 'wait', ...event }),
    },
    keep,
  );
}
