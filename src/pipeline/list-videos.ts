import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings.ts';
import { describeFileError } from '../files/file-errors.ts';
import { isInside, pathBelow } from '../files/paths.ts';
import { assertFileOrStream } from '../files/special-files.ts';
import { writeOutput } from '../files/write-output.ts';
import type { Batch } from '../model/batch.ts';
import { describeCensus, findKnownVideos } from '../model/census.ts';
import { UserError } from '../model/error.ts';
import { type KnownVideos, type Listing, listUnknownVideos, type Stop } from '../model/listing.ts';
import { findEntry, type Lockfile, type LockfileSource } from '../model/lockfile.ts';
import type { Problem } from '../model/problem.ts';
import type { Source } from '../model/source.ts';
import { shareValues } from '../site/keep-values.ts';
import { keyHelp, readApiKey } from '../youtube/credential.ts';
import { fetchListing } from '../youtube/fetch-listing.ts';
import { assertSameChannel } from '../youtube/find-channel.ts';
import { readVideo, type VideoReading } from '../youtube/read-video.ts';
import { serialiseSnapshot } from '../youtube/snapshot.ts';
import { readSnapshot } from '../youtube/snapshot-file.ts';
import type { Context } from './context.ts';

/** The videos of all sources of a run. */
export interface VideoListing {
  /** One per source. */
  batches: Batch[];
  /** Videos that cannot be used, or were asked for and are not there. */
  problems: Problem[];
  /** The sources by their ids, for the lockfile. */
  sources: Record<string, LockfileSource>;
  /** The ids of all readable videos of a channel; null if unknown. */
  listed: string[] | null;
  /** Quota units spent. */
  units: number;
  /** Why a listing ended early. */
  stopped: Stop | null;
  /** The raw resources, if they are to be saved. */
  raw: Listing | null;
}

/**
 * Lists the videos: from a snapshot if one is given, else from YouTube.
 *
 * @throws UserError if nothing can be listed
 */
export async function listVideos(
  settings: Settings,
  context: Context,
  lockfile: Lockfile,
): Promise<VideoListing> {
  const knownChannelId = findKnownChannel(settings.source, lockfile);
  const known = chooseKnown(settings, context, lockfile, knownChannelId);
  const { resources, raw, ...listing } = await readResources(
    settings,
    context,
    lockfile,
    knownChannelId,
    known,
  );
  const videos = resources.flatMap((read) => ('video' in read ? [read.video] : []));
  const problems = resources.flatMap((read) => ('problem' in read ? [read.problem] : []));
  problems.push(...listUnknownVideos(listing));
  const { source, channelId, channelTitle, unavailable, asked, units, stopped } = listing;
  // The handle may have changed hands before the snapshot was saved.
  assertSameChannel(source, findKnownChannel(source, lockfile), { id: channelId, title: channelTitle });
  const id = source.kind === 'playlist' ? source.id : channelId;
  const batch: Batch = {
    source: id,
    rules: settings.rules,
    videos,
    matching: null,
    unavailable,
    unusable: new Set(
      problems.flatMap((problem) => (problem.code === 'bad-video' ? (problem.videoId ?? []) : [])),
    ),
    // Single videos, or a one-off playlist, say nothing about the rest of a channel.
    isComplete: stopped === null && source.kind !== 'videos' && !settings.isExcerpt,
    asked: asked ? new Map(Object.entries(asked)) : null,
    isReplay: settings.from !== null,
  };
  for (const warning of listing.warnings) context.writeError(`${warning}\n`);
  const sources = describeSource(id, listing, lockfile);
  const listed = listing.census?.listed ?? null;
  return { batches: [batch], problems, sources, listed, units, stopped, raw };
}

/**
 * The videos that need not be listed again. All are listed at the user's request, and on Sundays (UTC): what the counts
 * hide is found within a week.
 */
function chooseKnown(
  { source, refresh, isExcerpt }: Settings,
  { now }: Context,
  lockfile: Lockfile,
  knownChannelId: string | null,
): KnownVideos | null {
  const channelId = source?.kind === 'channel' ? source.id : knownChannelId;
  const isFull = refresh === 'list' || isExcerpt || now.getUTCDay() === 0;
  return isFull || channelId === null ? null : findKnownVideos(lockfile, channelId);
}

/**
 * The channel that a handle or username led to at an earlier import. If a bad merge lost that line, it is the channel
 * that all pages come from.
 */
function findKnownChannel(source: Source | null, { sources, pages }: Lockfile): string | null {
  const name = source && nameOf(source);
  if (!name) return null;
  const named = Object.keys(sources).find((id) => hasName(sources[id], name));
  if (named !== undefined || Object.keys(sources).length > 0) return named ?? null;
  const filled = new Set(Object.values(pages).map((entry) => entry.source));
  const [channel, ...others] = [...filled].filter((id) => id?.startsWith('UC'));
  return others.length === 0 ? (channel ?? null) : null;
}

/** Whether a source was ever given by this name. YouTube ignores letter case. */
function hasName(source: LockfileSource | undefined, name: string): boolean {
  return source?.names?.some((other) => other.toLowerCase() === name.toLowerCase()) ?? false;
}

function describeSource(
  id: string | null,
  listing: Omit<Listing, 'resources'>,
  lockfile: Lockfile,
): Record<string, LockfileSource> {
  if (id === null) return {};
  const known = lockfile.sources[id] ?? {};
  const name = nameOf(listing.source);
  const isNew = name !== undefined && !hasName(known, name);
  const { surplus: _, absent: __, ...others } = known;
  const counted = listing.census ? { ...others, ...describeCensus(listing, lockfile, id) } : known;
  return { [id]: { ...counted, ...(isNew && { names: [...(known.names ?? []), name] }) } };
}

function nameOf(source: Source): string | undefined {
  if (source.kind === 'handle') return source.handle;
  return source.kind === 'username' ? source.username : undefined;
}

/** Parses each resource as it arrives: a raw one takes far more memory and is kept only for saving. */
async function readResources(
  settings: Settings,
  context: Context,
  lockfile: Lockfile,
  knownChannelId: string | null,
  known: KnownVideos | null,
): Promise<Listing<VideoReading> & { raw: Listing | null }> {
  const read = (resource: unknown): VideoReading => {
    const reading = readVideo(resource);
    const entry = 'video' in reading ? findEntry(lockfile, reading.video.id) : undefined;
    return entry && 'video' in reading ? { video: shareValues(reading.video, entry) } : reading;
  };
  if (settings.save === null) {
    return { ...(await getListing(settings, context, read, knownChannelId, known)), raw: null };
  }
  const raw = await getListing(settings, context, keepResource, knownChannelId, known);
  return { ...raw, resources: raw.resources.map(read), raw };
}

/** Gets the raw resources of a full listing. */
export function listResources(settings: Settings, context: Context): Promise<Listing> {
  return getListing(settings, context, keepResource, null, null);
}

const keepResource = (resource: unknown) => resource;

function getListing<Parsed>(
  settings: Settings,
  context: Context,
  parse: (resource: unknown) => Parsed,
  knownChannelId: string | null,
  known: KnownVideos | null,
): Promise<Listing<Parsed>> {
  const { from } = settings;
  return from === null
    ? fetchFromYoutube(settings, context, parse, knownChannelId, known)
    : readFromFile(from, isInside(context.cwd, from) ? pathBelow(context.cwd, from) : from, parse);
}

async function readFromFile<Parsed>(
  file: string,
  name: string,
  parse: (resource: unknown) => Parsed,
): Promise<Listing<Parsed>> {
  try {
    assertFileOrStream(file);
    return readSnapshot(file, parse, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UserError(
      `The snapshot ${name} cannot be read: ${describeFileError(error)}.`,
      'Check the path given with --from.',
      error,
    );
  }
}

/**
 * Saves raw resources if `--save` asks for it; a partial listing never replaces an earlier file.
 *
 * @throws UserError if the snapshot cannot be written
 */
export function saveSnapshot({ save: file }: Settings, listing: Listing | null, context: Context): void {
  if (file === null || listing === null) return;
  if (listing.stopped && existsSync(file)) {
    context.writeError(
      `The snapshot ${file} was left as it is: only some of the videos could be read this time.\n`,
    );
    return;
  }
  writeOutput(file, serialiseSnapshot(listing), `The snapshot ${file}`, 'Check the path given with --save.');
}

async function fetchFromYoutube<Parsed>(
  settings: Settings,
  context: Context,
  parse: (resource: unknown) => Parsed,
  knownChannelId: string | null,
  known: KnownVideos | null,
): Promise<Listing<Parsed>> {
  const { source, youtube } = settings;
  if (!source) {
    throw new UserError(
      'No channel given.',
      'Give --channel (an id, a @handle or a URL), set `channel` in tubematter.config.yaml, or replay a snapshot with --from.',
    );
  }
  if (youtube.apiKey === null) {
    throw new UserError(
      `There is no API key: ${youtube.keyVariable} is neither in the environment nor in .env beside the config.`,
      `${keyHelp} Without a key, replay a snapshot with --from.`,
    );
  }
  await context.progress?.begin('listing', null);
  return fetchListing(
    source,
    {
      ...youtube,
      credential: readApiKey(youtube.apiKey, youtube.keyVariable),
      signal: context.signal,
      onProgress: (event) => context.progress?.report(event),
      onWait: (event) => context.progress?.report({ kind: 'wait', ...event }),
      knownChannelId,
      known,
    },
    parse,
  );
}
