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
  /** Sends the last batch and waits for all. A failure stops the run. */
  finish(): Promise<void>;
  pendingUnits(moreIds: number): number;
  /** Distinct videos that were listed, and those of them about which everything is known. */
  counts(): { listed: number; done: number };
  result(): { resources: Parsed[]; unavailable: UnavailableVideo[] };
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
  const answered = new Set<string>();
  /** What has no usable id. It is passed on, so that it is reported and not lost in silence. */
  const malformed = new Map<string, Parsed>();
  let waiting: string[] = [];
  let unreadable = 0;
  let crash: { error: unknown } | null = null;

  const passOnMalformed = (item: unknown) => malformed.set(writeJson(item), parse(item));

  const readBatch = async (ids: string[]): Promise<void> => {
    // The next page of the list goes first: all else waits for it.
    await setImmediate();
    const answer = await run.request('videos.list', (limits) => api.listVideos(ids, limits));
    const asked = new Set(ids);
    for (const resource of answer.items) {
      const id = readId(resource);
      if (!isVideoId(id)) passOnMalformed(resource);
      else if (asked.has(id)) found.set(id, parse(resource));
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

  const list = (id: string, reason: UnavailableVideo['reason'] | null) => {
    if (listed.has(id)) return;
    listed.set(id, reason);
    if (reason !== null) unreadable += 1;
    if (reason === null && waiting.push(id) === batchSize) sendWaiting();
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
    finish: async () => {
      if (waiting.length > 0) sendWaiting();
      await Promise.all(tasks);
      if (crash) throw crash.error;
    },
    pendingUnits: (more) => limit.pendingCount + Math.ceil((waiting.length + more) / batchSize),
    counts: () => ({ listed: listed.size, done: answered.size + unreadable }),
    result: () => ({
      resources: [
        ...[...listed.keys()].flatMap((id) => (found.has(id) ? [found.get(id) as Parsed] : [])),
        ...malformed.values(),
      ],
      unavailable: listUnavailable(),
    }),
  };
}

const itemSchema = object({
  snippet: v.optional(object({ title: v.optional(v.string()) })),
  contentDetails: object({
    videoId: v.custom<string>(isVideoId),
    videoPublishedAt: v.nullish(v.string()),
  }),
});

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
