import type { Census, KnownVideos, Listing, ProgressEvent } from '../model/listing.ts';
import type { Source } from '../model/source.ts';
import { type ListAnswer, openApi } from './api.ts';
import { ApiError, type Failure, makeFailure, toUserError } from './api-error.ts';
import { type Collector, startCollector } from './collector.ts';
import type { Credential } from './credential.ts';
import { type Channel, findChannel, guessUploads } from './find-channel.ts';
import { isWhole } from './known-videos.ts';
import { type PageReader, type Paging, readPages, requestPage } from './paging.ts';
import { estimateUnits, type ListingKind } from './quota.ts';
import { type Run, type RunOptions, startRun } from './run.ts';
import { describeStop } from './stop.ts';

export interface FetchOptions extends RunOptions {
  credential: Credential;
  /** `https://youtube.googleapis.com`, or another server that speaks the API. */
  apiRoot: string;
  /** How many videos.list requests run at once, besides the paging. */
  concurrency: number;
  /** The channel id that a handle or username led to before, from the lockfile. */
  knownChannelId?: string | null | undefined;
  /** Videos that need not be listed again; null lists all. */
  known?: KnownVideos | null | undefined;
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  now?: (() => Date) | undefined;
}

/**
 * Reads a channel, a playlist or single videos from the YouTube Data API. A channel of N videos costs
 * 1 + 2·⌈N/50⌉ quota units, a playlist 2·⌈N/50⌉ and single videos ⌈N/50⌉; a channel without any video costs 2. A list
 * that changes while it is read may cost its pages twice. Where a channel's videos are known, they are asked for at once and
 * its list is read until a page brings nothing new: 2 + ⌈N/50⌉ units, and one more if there are new videos. Where that
 * does not prove to be all, the rest of the list is read too.
 *
 * @param parse is given each resource as soon as it arrives, and only what it returns is held: a raw resource is many times
 *   as large as what an import reads of it
 * @returns what was read, whole, or with the reason why it is not: quota, network, time or size of the channel
 * @throws UserError if nothing was read and trying again would not help: a wrong key, an unknown channel, a handle that
 *   leads to another channel than before, a private playlist, a proxy in between
 */
export async function fetchListing<Parsed>(
  source: Source,
  options: FetchOptions,
  parse: (resource: unknown) => Parsed,
): Promise<Listing<Parsed>> {
  const { credential, apiRoot, knownChannelId = null, onProgress } = options;
  const api = await openApi(credential, apiRoot);
  const run = startRun(options);
  const warnings: string[] = [];
  const paging: Paging = { items: 0, total: null, ended: source.kind === 'videos' };
  const report = () => {
    const { listed, done } = collector.counts();
    onProgress?.({ kind: 'progress', listed, fetched: done, total: paging.total, units: run.units() });
  };
  const kind = findKind(source);
  const known = kind === 'channel' ? chooseKnown(options, run) : null;
  const estimate = announceOnce(known ? 'known' : kind, onProgress);
  const collector = startCollector(api, run, parse, options.concurrency, report);
  const onPage = (items: unknown[]) => {
    estimate(paging.total);
    const ids = collector.addItems(items);
    report();
    return ids;
  };
  const pages: PageReader = { api, run, onPage, pendingUnits: collector.pendingUnits };

  let channel: Channel | null = null;
  try {
    if (source.kind === 'videos') {
      estimate(source.ids.length);
      collector.addIds(source.ids);
    } else if (source.kind === 'playlist') {
      await readPages(source.id, paging, pages);
    } else {
      const finding = findChannel(source, knownChannelId, api, run, (warning) => warnings.push(warning));
      const firstPage = askForUploads(source, pages);
      // Under a limit that a full listing might exceed, the newest come first.
      if (known && run.canAfford(estimateMostUnits(known))) collector.askFor(listKnownIds(known));
      channel = await finding;
      paging.total = channel.videos;
      estimate(channel.videos);
      const isEnough = known && makeProof(known, channel, paging, collector);
      await readUploads(channel, paging, { ...pages, ...(isEnough && { isEnough }) }, firstPage);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // What is listed is still read, if that is possible.
    await collector.finish();
    run.stop(error.failure);
  }
  await collector.finish();
  // What the rest of the list would have named.
  const failure = run.failure();
  if (known && failure && !isFinal(failure)) {
    collector.addIds(known.listed.filter((id) => collector.findPublisher(id) !== null));
  }
  return { ...makeListing(source, channel, paging, collector, run, options), warnings };
}

/** The known videos, if asking for them is allowed by the quota limit: else what is read is the newest. */
function chooseKnown({ known = null }: FetchOptions, run: Run): KnownVideos | null {
  return known && run.canAfford(estimateUnits(listKnownIds(known).length, 'known')) ? known : null;
}

function listKnownIds({ listed, absent }: KnownVideos): string[] {
  return [...listed, ...Object.keys(absent)];
}

/** What it costs to ask for the known videos and then to read the whole list too: new ones may fill one more batch. */
function estimateMostUnits(known: KnownVideos): number {
  return estimateUnits(listKnownIds(known).length, 'channel') + 2;
}

/**
 * Makes the question whether the known videos are all that the rest of the list holds; if they are, they are listed. They
 * are asked for unless YouTube's counts say otherwise already.
 */
function makeProof<Parsed>(
  known: KnownVideos,
  channel: Channel,
  paging: Paging,
  collector: Collector<Parsed>,
): (pageIds: string[]) => Promise<boolean> {
  const knownIds = new Set(known.listed);
  const newest: string[] = [];
  let isTried = false;
  return async (pageIds) => {
    newest.push(...pageIds);
    if (isTried || pageIds.some((id) => collector.isListed(id) && !knownIds.has(id))) return false;
    isTried = true;
    const counts = { newest, listCount: paging.total, channelCount: channel.videos };
    const mayBePublic = (id: string) => knownIds.has(id) || collector.isListed(id);
    if (!isWhole(known, { ...counts, isPublic: mayBePublic })) return false;
    collector.askFor(listKnownIds(known));
    await collector.finish();
    const isPublic = (id: string) => collector.findPublisher(id) === channel.id;
    if (!isWhole(known, { ...counts, isPublic })) return false;
    collector.addIds(known.listed);
    collector.addUnavailable(
      Object.entries(known.absent).flatMap(([videoId, reason]) =>
        reason === 'unlisted' ? [] : [{ videoId, reason }],
      ),
    );
    return true;
  };
}

/** A page of the uploads that was asked for before YouTube said which list they are. */
interface EarlyPage {
  uploads: string;
  page: Promise<ListAnswer>;
}

/** Asks for the uploads of a known id while the channel is being looked up: a round trip less. */
function askForUploads(source: Source, pages: PageReader): EarlyPage | undefined {
  if (source.kind !== 'channel' || !pages.run.canAfford(2)) return undefined;
  const uploads = guessUploads(source.id);
  const page = requestPage(uploads, null, pages);
  page.catch(() => {}); // If the channel itself cannot be read, that is what is said.
  return { uploads, page };
}

async function readUploads(
  channel: Channel,
  paging: Paging,
  pages: PageReader,
  early: EarlyPage | undefined,
): Promise<void> {
  try {
    await readPages(
      channel.uploads,
      paging,
      pages,
      early?.uploads === channel.uploads ? early.page : undefined,
    );
  } catch (error) {
    // The uploads list of a channel without uploads does not exist.
    const isMissing = error instanceof ApiError && error.failure.kind === 'not-found' && paging.items === 0;
    if (!isMissing || channel.videos) throw error;
    paging.ended = true;
  }
  if (paging.items === 0 && channel.videos) {
    const message = `YouTube counts ${channel.videos} videos on this channel but lists none.`;
    throw new ApiError(makeFailure('garbled', message));
  }
}

/** The estimate is announced as soon as anything counts the videos: the channel itself, or the first page. */
function announceOnce(kind: ListingKind, onProgress: FetchOptions['onProgress']) {
  let isDone = false;
  return (videos: number | null) => {
    if (isDone || videos === null) return;
    isDone = true;
    onProgress?.({ kind: 'estimate', videos, units: estimateUnits(videos, kind) });
  };
}

function findKind({ kind }: Source): ListingKind {
  return kind === 'playlist' || kind === 'videos' ? kind : 'channel';
}

function makeListing<Parsed>(
  source: Source,
  channel: Channel | null,
  paging: Paging,
  collector: Collector<Parsed>,
  run: Run,
  { knownChannelId, now = () => new Date() }: FetchOptions,
): Omit<Listing<Parsed>, 'warnings'> {
  const { resources, ids, unavailable } = collector.result();
  const failure = run.failure();
  if (failure && isFinal(failure) && resources.length + unavailable.length === 0) {
    throw toUserError(nameSubject(failure, source));
  }
  const stopped = describeStop(failure, paging, collector.counts(), now());
  const channelId = channel?.id ?? findKnownId(source, knownChannelId);
  const channelTitle = channel?.title ?? null;
  const census = stopped === null ? takeCensus(ids, channel, paging) : null;
  return { source, channelId, channelTitle, resources, unavailable, stopped, census, units: run.units() };
}

function takeCensus(listed: string[], channel: Channel | null, { total }: Paging): Census | null {
  if (!channel || channel.videos === null || total === null) return null;
  return { listed, surplus: { list: total - listed.length, channel: channel.videos - listed.length } };
}

/** The id of a channel that could not be looked up this time. */
function findKnownId(source: Source, knownChannelId: string | null = null): string | null {
  if (source.kind === 'playlist' || source.kind === 'videos') return null;
  return source.kind === 'channel' ? source.id : knownChannelId;
}

/** True if the same command would fail in the same way tomorrow. */
function isFinal(failure: Failure): boolean {
  return failure.kind === 'refused' || failure.kind === 'not-found';
}

function nameSubject(failure: Failure, source: Source): Failure {
  if (failure.kind !== 'not-found' || source.kind !== 'playlist') return failure;
  return { ...failure, message: `YouTube knows no playlist ${source.id}.` };
}
