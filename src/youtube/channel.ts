import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type Api, type ChannelFilter, openApi } from './api.ts';
import { type Collector, startCollector } from './collector.ts';
import { ApiError, type Failure, makeFailure, toUserError } from './errors.ts';
import type { Listing, ProgressEvent, WaitEvent } from './listing.ts';
import { type Paging, readPages } from './paging.ts';
import { estimateUnits } from './quota.ts';
import { type Backoff, defaultBackoff } from './retry.ts';
import { type Run, startRun } from './run.ts';
import type { Source } from './source.ts';
import { describeStop } from './stop.ts';

export interface FetchOptions {
  apiKey: string;
  /** `https://youtube.googleapis.com`, or another server that speaks the API. */
  apiRoot: string;
  /** How many videos.list requests run at once, beside the paging; 3 is plenty. */
  concurrency: number;
  /** Units that the run never spends more of; null: no limit but Google's. */
  quotaLimit: number | null;
  /** For the whole run. A single request may take a tenth of it, from 1 to 30 seconds. */
  timeoutSeconds: number;
  /** Ends the run: `fetchListing` rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  onWait?: ((event: WaitEvent) => void) | undefined;
  backoff?: Backoff | undefined;
  now?: (() => Date) | undefined;
}

/**
 * Reads a channel, a playlist or single videos from the YouTube Data API. A channel of N videos costs
 * 1 + 2·⌈N/50⌉ quota units, a playlist 2·⌈N/50⌉ and single videos ⌈N/50⌉; a channel without any video costs 2. A list
 * that changes while it is read may cost its pages twice.
 *
 * @returns what was read, `complete` or with the reason why it is not: quota, network, time or size of the channel
 * @throws UserError where nothing was read and trying again would not help: a wrong key, an unknown channel, a private
 *   playlist, a proxy in between
 */
export async function fetchListing(source: Source, options: FetchOptions): Promise<Listing> {
  const { apiKey, apiRoot, quotaLimit, timeoutSeconds, signal, onWait, onProgress } = options;
  const api = await openApi(apiKey, apiRoot);
  const run = startRun({
    quotaLimit,
    timeoutSeconds,
    signal,
    onWait,
    backoff: options.backoff ?? defaultBackoff,
  });
  const paging: Paging = { items: 0, total: null, ended: source.kind === 'videos' };
  const report = () => {
    const { listed, done } = collector.counts();
    onProgress?.({ kind: 'progress', listed, fetched: done, total: paging.total });
  };
  const collector = startCollector(api, run, options.concurrency, report);

  let channel: Channel | null = null;
  try {
    if (source.kind === 'videos') {
      sendEstimate(source.ids.length, 'videos', onProgress);
      collector.addIds(source.ids);
    } else {
      if (source.kind !== 'playlist') channel = await findChannel(source, api, run);
      await listVideos(source, channel, paging, { api, run, collector, options, report });
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // What is listed is still read, where that is possible.
    await collector.finish();
    run.stop(error.failure);
  }
  await collector.finish();
  return makeListing(source, channel, paging, collector, run, options);
}

interface Channel {
  id: string;
  title: string | null;
  uploads: string;
  /** YouTube's own count of its public videos; a hint only. */
  videos: number | null;
}

const channelSchema = z.object({
  id: z.string().min(1),
  snippet: z.object({ title: z.string().nullish() }).nullish(),
  contentDetails: z
    .object({ relatedPlaylists: z.object({ uploads: z.string().nullish() }).nullish() })
    .nullish(),
  statistics: z.object({ videoCount: z.coerce.number().int().nonnegative().nullish().catch(null) }).nullish(),
});

type ChannelSource = Exclude<Source, { kind: 'playlist' | 'videos' }>;

async function findChannel(source: ChannelSource, api: Api, run: Run): Promise<Channel> {
  const answer = await run.request('channels.list', (limits) => api.listChannels(makeFilter(source), limits));
  const [item] = answer.items;
  if (item === undefined) {
    throw new UserError(
      `YouTube knows no channel ${nameChannel(source)}.`,
      'Check the spelling on the channel page, or give the channel id (UC…).',
    );
  }
  const read = channelSchema.safeParse(item);
  if (!read.success)
    throw new ApiError(makeFailure('garbled', "YouTube's answer does not describe a channel."));
  const { id, snippet, contentDetails, statistics } = read.data;
  return {
    id,
    title: snippet?.title ?? null,
    // In every recorded answer the uploads list is the channel's id with UU in place of UC.
    uploads: contentDetails?.relatedPlaylists?.uploads || `UU${id.slice(2)}`,
    videos: statistics?.videoCount ?? null,
  };
}

function makeFilter(source: ChannelSource): ChannelFilter {
  if (source.kind === 'channel') return { id: [source.id] };
  return source.kind === 'handle' ? { forHandle: source.handle } : { forUsername: source.username };
}

function nameChannel(source: ChannelSource): string {
  if (source.kind === 'channel') return source.id;
  return source.kind === 'handle' ? source.handle : `youtube.com/user/${source.username}`;
}

interface Tools {
  api: Api;
  run: Run;
  collector: Collector;
  options: FetchOptions;
  report: () => void;
}

async function listVideos(
  source: Exclude<Source, { kind: 'videos' }>,
  channel: Channel | null,
  paging: Paging,
  { api, run, collector, options, report }: Tools,
): Promise<void> {
  const kind = channel ? 'channel' : 'playlist';
  const playlistId = channel ? channel.uploads : source.kind === 'playlist' ? source.id : '';
  let estimated = false;
  const estimate = (videos: number | null) => {
    if (!estimated && videos !== null) sendEstimate(videos, kind, options.onProgress);
    estimated ||= videos !== null;
  };
  estimate(channel?.videos ?? null);
  try {
    await readPages(playlistId, paging, {
      api,
      run,
      quotaLimit: options.quotaLimit,
      owedUnits: collector.owedUnits,
      onPage: (items) => {
        estimate(paging.total);
        collector.addItems(items);
        report();
      },
    });
  } catch (error) {
    // The uploads list of a channel without uploads does not exist.
    const isMissing = error instanceof ApiError && error.failure.kind === 'not-found';
    if (!(isMissing && channel && !channel.videos && paging.items === 0)) throw error;
    paging.ended = true;
  }
}

function sendEstimate(
  videos: number,
  kind: 'channel' | 'playlist' | 'videos',
  onProgress: FetchOptions['onProgress'],
): void {
  onProgress?.({ kind: 'estimate', videos, units: estimateUnits(videos, kind) });
}

function makeListing(
  source: Source,
  channel: Channel | null,
  paging: Paging,
  collector: Collector,
  run: Run,
  { now = () => new Date() }: FetchOptions,
): Listing {
  const { resources, unavailable } = collector.result();
  const failure = run.failure();
  if (failure && isFinal(failure) && resources.length + unavailable.length === 0) {
    throw toUserError(nameSubject(failure, source));
  }
  const stopped = describeStop(failure, paging, collector.counts(), now());
  const complete = stopped === null;
  const [channelId, channelTitle] = [channel?.id ?? null, channel?.title ?? null];
  return { source, channelId, channelTitle, resources, unavailable, complete, stopped, units: run.units() };
}

/** True where the same command would fail in the same way tomorrow. */
function isFinal(failure: Failure): boolean {
  return failure.kind === 'refused' || failure.kind === 'not-found';
}

function nameSubject(failure: Failure, source: Source): Failure {
  if (failure.kind !== 'not-found' || source.kind !== 'playlist') return failure;
  return { ...failure, message: `YouTube knows no playlist ${source.id}.` };
}
