import * as v from 'valibot';
import { UserError } from '../model/error.ts';
import { object } from '../model/validation.ts';
import { parseJson } from '../text/json.ts';
import { redactSecrets } from '../text/redact-secrets.ts';
import { ApiError, makeFailure, readFailure } from './api-error.ts';
import type { Credential } from './credential.ts';
import { describeNetworkError } from './network-errors.ts';
import { batchSize } from './quota.ts';
import { makeHeaderAdapter } from './request-header.ts';

/** One answer of a list method, its items unchecked. */
export interface ListAnswer {
  items: unknown[];
  nextPageToken: string | null;
  /** YouTube's own count; a hint only. */
  total: number | null;
}

/** The three methods that a listing needs. Each call is one request and rejects with an ApiError if it fails. */
export interface Api {
  listChannels(filter: ChannelFilter, limits: RequestLimits): Promise<ListAnswer>;
  listPlaylistItems(playlistId: string, pageToken: string | null, limits: RequestLimits): Promise<ListAnswer>;
  listVideos(ids: string[], limits: RequestLimits): Promise<ListAnswer>;
}

export type ChannelFilter = { id: string[] } | { forHandle: string } | { forUsername: string };

export interface RequestLimits {
  timeoutMilliseconds: number;
  signal: AbortSignal | undefined;
}

/**
 * Opens the YouTube Data API. This is the only place that knows Google's client; it is loaded here, not at start.
 *
 * @param apiRoot Google's `https://youtube.googleapis.com`, or another server that speaks the API; without a path
 * @throws UserError for a root to which a secret must not be sent
 */
export async function openApi(credential: Credential, apiRoot: string): Promise<Api> {
  const rootUrl = checkApiRoot(apiRoot);
  const { youtube } = await import('googleapis/build/src/apis/youtube/index.js');
  const client = youtube({ version: 'v3', rootUrl });
  const ask = (request: Request, limits: RequestLimits) => send(request, rootUrl, credential, limits);
  const common = { prettyPrint: false };

  return {
    listChannels: (filter, limits) => {
      const params = { ...common, ...filter, part: ['id', 'snippet', 'contentDetails', 'statistics'] };
      const fields =
        'pageInfo/totalResults,items(id,snippet/title,contentDetails/relatedPlaylists/uploads,statistics/videoCount)';
      return ask((options) => client.channels.list({ ...params, fields }, options), limits);
    },
    listPlaylistItems: (playlistId, pageToken, limits) => {
      const params = { ...common, playlistId, part: ['snippet', 'contentDetails'], maxResults: batchSize };
      const fields =
        'nextPageToken,pageInfo/totalResults,items(snippet(title,channelTitle),contentDetails(videoId,videoPublishedAt))';
      const page = pageToken === null ? {} : { pageToken };
      return ask((options) => client.playlistItems.list({ ...params, ...page, fields }, options), limits);
    },
    listVideos: (ids, limits) => {
      // With maxHeight the player part says how wide the picture is: portrait or landscape. Parts cost nothing.
      const part = ['snippet', 'contentDetails', 'status', 'liveStreamingDetails', 'player'];
      const params = { ...common, id: ids, part, maxHeight: 720, fields: videoFields };
      return ask((options) => client.videos.list(params, options), limits);
    },
  };
}

const videoFields =
  'pageInfo/totalResults,items(kind,id,' +
  'snippet(publishedAt,channelId,channelTitle,title,description,thumbnails,tags,categoryId,liveBroadcastContent),' +
  'contentDetails/duration,status/privacyStatus,' +
  'liveStreamingDetails(scheduledStartTime,actualStartTime,actualEndTime),player(embedWidth,embedHeight))';

type Request = (options: RequestOptions) => Promise<{ status: number; data: unknown; headers: unknown }>;
type HeaderList = ConstructorParameters<typeof Headers>[0];
type RequestOptions = ReturnType<typeof makeRequestOptions>;

function makeRequestOptions(rootUrl: string, { header }: Credential, signal: AbortSignal) {
  return {
    adapter: makeHeaderAdapter(header),
    // Plain http ends on this machine. A proxy would carry the key over the network unencrypted, to a loopback of its own.
    ...(rootUrl.startsWith('http:') && { noProxy: [new URL(rootUrl)] }),
    retry: false,
    // A redirect would carry the key to wherever it leads.
    redirect: 'manual' as const,
    // Every status resolves and the body comes as text: the client would give a cut-off JSON as a string, and its
    // errors hold the whole request.
    validateStatus: () => true,
    responseType: 'text' as const,
    signal,
  };
}

async function send(
  request: Request,
  rootUrl: string,
  credential: Credential,
  limits: RequestLimits,
): Promise<ListAnswer> {
  const { signal } = limits;
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(limits.timeoutMilliseconds);
  let answer: Awaited<ReturnType<Request>>;
  try {
    answer = await request(
      makeRequestOptions(rootUrl, credential, signal ? AbortSignal.any([timeout, signal]) : timeout),
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw new ApiError(describeNetworkError(error, timeout.aborted));
  }
  const text = String(answer.data);
  if (answer.status === 200) return readAnswer(text);
  const headers = new Headers(answer.headers as HeaderList);
  // A server may repeat the secret.
  const safe = redactSecrets(text, credential.secrets);
  throw new ApiError(readFailure(answer.status, safe, headers, credential.variable, new Date()));
}

const answerSchema = object({
  items: v.optional(v.array(v.unknown())),
  nextPageToken: v.optional(v.pipe(v.string(), v.nonEmpty())),
  pageInfo: v.optional(object({ totalResults: v.optional(v.pipe(v.number(), v.finite())) })),
});

function readAnswer(text: string): ListAnswer {
  const data = parseJson(text);
  if (data === undefined) {
    throw new ApiError(makeFailure('garbled', "YouTube's answer was cut off or is not JSON."));
  }
  const read = v.safeParse(answerSchema, data);
  const answer = read.success ? read.output : {};
  const total = answer.pageInfo?.totalResults ?? null;
  // "Nothing found" may come without `items` (channels.list does), but then says that the total is 0.
  const items = answer.items ?? (total === 0 ? [] : undefined);
  if (items === undefined) {
    throw new ApiError(makeFailure('garbled', "YouTube's answer does not have the shape of a list."));
  }
  return { items, nextPageToken: answer.nextPageToken ?? null, total };
}

/**
 * @returns the root with its trailing slash
 * @throws UserError for plain http beyond this machine (the key would travel in the open), and for a path, which the
 *   client would drop without a word
 */
function checkApiRoot(text: string): string {
  const wanted = 'Give an address such as https://youtube.googleapis.com or http://127.0.0.1:8080.';
  const root = URL.canParse(text) ? new URL(text) : null;
  if (root === null || !/^https?:$/.test(root.protocol) || root.username !== '' || root.password !== '') {
    throw new UserError('The API root (--api-root or YOUTUBE_API_ROOT) is not a web address.', wanted);
  }
  if (root.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(root.hostname)) {
    throw new UserError(
      `The API root ${root.origin} is not https: the key would travel unencrypted.`,
      wanted,
    );
  }
  if (root.pathname !== '/' || root.search !== '' || root.hash !== '') {
    throw new UserError(`The API root ${root.origin} must not have a path.`, wanted);
  }
  return root.href;
}
