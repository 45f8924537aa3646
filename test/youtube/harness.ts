import type { Listing, ProgressEvent, WaitEvent } from '../../src/model/listing.ts';
import type { Source } from '../../src/model/source.ts';
import { readApiKey } from '../../src/youtube/credential.ts';
import { type FetchOptions, fetchListing } from '../../src/youtube/fetch-listing.ts';
import { type LoopbackApi, type LoopbackOptions, startLoopbackApi } from '../api/server.ts';
import { sampleChannelId } from '../api/world.ts';

export const key = 'AIzaSecret-Loopback_Key-0123456789abcd';
export const sampleChannel: Source = { kind: 'channel', id: sampleChannelId };

/** Pauses of a few milliseconds, so that every try is made but nobody waits for it. */
export const shortBackoff = { baseMilliseconds: 2, capMilliseconds: 10, rateMilliseconds: 5, tries: 6 };

export interface Fetched {
  listing: Listing;
  progress: ProgressEvent[];
  waits: WaitEvent[];
}

/** Runs an action against a fresh server and closes it. */
export async function withApi<T>(
  options: LoopbackOptions,
  action: (api: LoopbackApi) => Promise<T>,
): Promise<T> {
  const api = await startLoopbackApi({ key, ...options });
  try {
    return await action(api);
  } finally {
    await api.close();
  }
}

/** Fetches from a loopback server and notes the events. */
export async function fetchFrom(
  api: LoopbackApi,
  source: Source = sampleChannel,
  { apiKey = key, ...options }: Partial<FetchOptions> & { apiKey?: string } = {},
): Promise<Fetched> {
  const progress: ProgressEvent[] = [];
  const waits: WaitEvent[] = [];
  const settings = {
    credential: readApiKey(apiKey),
    apiRoot: api.root,
    concurrency: 3,
    quotaLimit: null,
    timeoutSeconds: 300,
    onProgress: (event: ProgressEvent) => progress.push(event),
    onWait: (event: WaitEvent) => waits.push(event),
    backoff: shortBackoff,
    ...options,
  };
  const listing = await fetchListing(source, settings, (resource) => resource);
  return { listing, progress, waits };
}

/** The ids of the resources in a listing. */
export function listIds({ resources }: Listing): string[] {
  return resources.map((resource) => (resource as { id: string }).id);
}
