import * as v from 'valibot';
import type { Availability } from '../model/listing.ts';
import { object } from '../model/validation.ts';
import { isVideoId } from '../model/video.ts';
import { type Api, openApi } from './api.ts';
import { ApiError, makeFailure } from './api-error.ts';
import type { Credential } from './credential.ts';
import { batchSize, unitsByMethod } from './quota.ts';
import { type Run, type RunOptions, startRun } from './run.ts';

export interface LookUp {
  /** Of each id that was asked about; null if the question failed. Then nothing is known of any of them. */
  availability: ReadonlyMap<string, Availability> | null;
  /** Why the question failed: one sentence, and what to do. Null if it did not. */
  failure: { message: string; hint: string } | null;
  /** Quota units spent. */
  units: number;
}

export interface LookUpOptions extends RunOptions {
  credential: Credential;
  apiRoot: string;
}

/**
 * Asks YouTube what happened to videos. Costs one unit for each 50 ids. If the quota limit does not allow all of them,
 * nothing is asked.
 *
 * @param ids each is asked about once; text that cannot be a video id is `gone` and not asked about
 * @throws UserError for an API root to which no credential is sent; the reason of `options.signal`
 */
export async function lookUpVideos(ids: Iterable<string>, options: LookUpOptions): Promise<LookUp> {
  const api = await openApi(options.credential, options.apiRoot);
  const run = startRun(options);
  try {
    return {
      availability: await askInBatches([...new Set(ids)], api, run),
      failure: null,
      units: run.units(),
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { message, hint } = error.failure;
    return { availability: null, failure: { message, hint }, units: run.units() };
  }
}

async function askInBatches(ids: string[], api: Api, run: Run): Promise<Map<string, Availability>> {
  const availability = new Map<string, Availability>(ids.map((id) => [id, 'gone']));
  const wanted = ids.filter(isVideoId);
  run.requireUnits(Math.ceil(wanted.length / batchSize) * unitsByMethod['videos.list']);
  for (let start = 0; start < wanted.length; start += batchSize) {
    const batch = wanted.slice(start, start + batchSize);
    const { items } = await run.request('videos.list', (limits) => api.listVideos(batch, limits));
    for (const { id, status } of items.map(readItem)) {
      if (batch.includes(id)) availability.set(id, status?.privacyStatus ?? 'public');
    }
  }
  return availability;
}

const itemSchema = object({
  id: v.custom<string>(isVideoId),
  status: v.nullish(
    // An unknown state is that of an existing video.
    object({ privacyStatus: v.fallback(v.picklist(['public', 'unlisted', 'private']), 'public') }),
  ),
});

/** @throws ApiError for a resource without a usable id: the video that it stands for must not pass for gone */
function readItem(item: unknown): v.InferOutput<typeof itemSchema> {
  const read = v.safeParse(itemSchema, item);
  if (read.success) return read.output;
  throw new ApiError(makeFailure('garbled', "YouTube's answer does not describe videos."));
}
