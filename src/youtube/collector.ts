import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import * as v from 'valibot';
import type { UnavailableVideo } from '../model/listing.ts';
import { object } from '../model/validation.ts';
import { isVideoId } from '../model/video.ts';
import type { Api } from './api.ts';
import { ApiError, makeFailure } from './api-error.ts';
import { readId } from './parse-source.ts';
import { batchSize } from './quota.ts';
import type { Run } from './run.ts';

/** Takes ids, in any portions and more than once, and reads their videos in full batches. */
export interface Collector<Parsed> {
  /** Returns the ids of the videos that the items name. */
  addItems(playlistItems: unknown[]): string[];
  addIds(ids: string[]): void;
  /** Lists videos that cannot be read. */
  addUnavailable(videos: UnavailableVideo[]): void;
  /** Asks for videos without listing them: they join the result once they are listed. */
  askFor(ids: string[]): void;
  /** Whether an id is listed, and as one of a video that can be read. */
  isListed(id: string): boolean;
  /** The channel that published a video; null if it is not public, as far as is known. */
  findPublisher(id: string): string | null;
  /** Sends the last batch and waits for all. A failure stops the run. */
  finish(): Promise<void>;
  pendingUnits(moreIds: number): number;
  /** Distinct videos that were listed, and how many of them are complete. */
  counts(): { listed: number; done: number };
  /** `ids` are those of the resources that have one. */
  result(): { resources: Parsed[]; ids: string[]; unavailable: UnavailableVideo[] };
}

/**
 * @param parse is given each resource as soon as it arrives; what it returns is held
 * @param concurrency how many videos.list requests run at once
 * @param onBatch called after each of them
 */
export function startCollector<Parsed>(
  api: Api,
  run: Run,
  parse: (resource: unknown) => Parsed,
  concurrency: number,
  onBatch: () => void,
): Collector<Parsed> {
  const limit = pLimit(concurrency);
  const tasks: Promise<void>[] = [];
  /** Every listed id in the order of the source; the reason if the list itself says that it cannot be read. */
  const listed = new Map<string, UnavailableVideo['reason'] | null>();
  const found = new Map<string, Parsed>();
  const publishers = new Map<string, string>();
  const asked = new Set<string>();
  const answered = new Set<string>();
  /** Items without a usable id. They are passed on, so that they are reported rather than silently lost. */
  const malformed = new Map<string, Parsed>();
  let waiting: string[] = [];
  let unreadable = 0;
  let crash: { error: unknown } | null = null;

  const passOnMalformed = (item: unknown) => malformed.set(writeJson(item), parse(item));

  const readBatch = async (ids: string[]): Promise<void> => {
    // The next page of the list goes first: everything else waits for it.
    await setImmediate();
    const answer = await run.request('videos.list', (limits) => api.listVideos(ids, limits));
    for (const resource of answer.items) {
      const id = readId(resource);
      if (!isVideoId(id)) passOnMalformed(resource);
      else if (ids.includes(id)) {
        found.set(id, parse(resource));
        const publisher = readPublisher(resource);
        if (publisher !== null) publishers.set(id, publisher);
      }
    }
    for (const id of ids) answered.add(id);
    onBatch();
  };

  const tryBatch = async (ids: string[]): Promise<void> => {
    try {
      await readBatch(ids);
    } catch (error) {
      if (error instanceof ApiError) run.stop(error.failure);
      else crash ??= { error };
    }
  };

  const sendWaiting = () => {
    tasks.push(limit(tryBatch, waiting));
    waiting = [];
  };

  const ask = (id: string) => {
    if (asked.has(id)) return;
    asked.add(id);
    if (waiting.push(id) === batchSize) sendWaiting();
  };

  const list = (id: string, reason: UnavailableVideo['reason'] | null) => {
    if (listed.has(id)) return;
    listed.set(id, reason);
    if (reason !== null) unreadable += 1;
    else ask(id);
  };

  const listUnavailable = (): UnavailableVideo[] =>
    [...listed].flatMap(([videoId, reason]) => {
      if (reason !== null) return [{ videoId, reason }];
      return answered.has(videoId) && !found.has(videoId) ? [{ videoId, reason: 'unknown' as const }] : [];
    });

  return {
    addItems: (items) =>
      items.flatMap((item) => {
        const read = v.safeParse(itemSchema, item);
        if (!read.success) {
          passOnMalformed(item);
          return [];
        }
        const { videoId } = read.output.contentDetails;
        list(videoId, readReason(read.output));
        return [videoId];
      }),
    addIds: (ids) => {
      for (const id of ids) list(id, null);
    },
    addUnavailable: (videos) => {
      for (const { videoId, reason } of videos) list(videoId, reason);
    },
    isListed: (id) => listed.get(id) === null,
    askFor: (ids) => {
      for (const id of ids) ask(id);
    },
    findPublisher: (id) => publishers.get(id) ?? null,
    finish: async () => {
      if (waiting.length > 0) sendWaiting();
      await Promise.all(tasks);
      if (crash) throw crash.error;
    },
    pendingUnits: (more) => limit.pendingCount + Math.ceil((waiting.length + more) / batchSize),
    counts: () => ({ listed: asked.size + unreadable, done: answered.size + unreadable }),
    result: () => {
      const ids = [...listed.keys()].filter((id) => found.has(id));
      const resources = [...ids.map((id) => found.get(id) as Parsed), ...malformed.values()];
      return { resources, ids, unavailable: listUnavailable() };
    },
  };
}

const itemSchema = object({
  snippet: v.optional(object({ title: v.optional(v.string()) })),
  contentDetails: object({
    videoId: v.custom<string>(isVideoId),
    videoPublishedAt: v.nullish(v.string()),
  }),
});

const publicSchema = object({
  snippet: object({ channelId: v.string() }),
  status: object({ privacyStatus: v.literal('public') }),
});

function readPublisher(resource: unknown): string | null {
  const read = v.safeParse(publicSchema, resource);
  return read.success ? read.output.snippet.channelId : null;
}

/**
 * A private or deleted video stays on the list under one of these titles and without a time of publication. Other
 * items without that time are asked for: a video is only given up if videos.list does not know it either.
 */
function readReason({
  snippet,
  contentDetails,
}: v.InferOutput<typeof itemSchema>): 'private' | 'deleted' | null {
  if (contentDetails.videoPublishedAt) return null;
  if (snippet?.title === 'Private video') return 'private';
  return snippet?.title === 'Deleted video' ? 'deleted' : null;
}

function writeJson(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch {
    throw new ApiError(makeFailure('garbled', "YouTube's answer is nested too deeply."));
  }
}
