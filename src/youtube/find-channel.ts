import * as v from 'valibot';
import { UserError } from '../model/error.ts';
import type { Source } from '../model/source.ts';
import { object } from '../model/validation.ts';
import type { Api, ChannelFilter } from './api.ts';
import { ApiError, makeFailure } from './api-error.ts';
import { cleanLine } from './clean-text.ts';
import type { Run } from './run.ts';

export interface Channel {
  id: string;
  title: string | null;
  /** The playlist of everything that the channel has published. */
  uploads: string;
  /** YouTube's own count of the channel's public videos; a hint only. */
  videos: number | null;
}

export type ChannelSource = Exclude<Source, { kind: 'playlist' | 'videos' }>;

/** The playlist of a channel's uploads: in every recorded answer the channel's id with UU in place of UC. */
export function guessUploads(channelId: string): string {
  return `UU${channelId.slice(2)}`;
}

/**
 * Looks a channel up. Costs one unit, or two if a handle or username is unknown and the id is known.
 *
 * @param knownId the id that the handle or username led to before; null if unknown
 * @param warn called if the channel is only found by that id
 * @throws UserError if YouTube does not know the channel, or the handle leads to another one than before
 * @throws ApiError if YouTube does not answer
 */
export async function findChannel(
  source: ChannelSource,
  knownId: string | null,
  api: Api,
  run: Run,
  warn: (warning: string) => void,
): Promise<Channel> {
  const ask = (filter: ChannelFilter) => askForChannel(filter, api, run);
  const channel = await ask(makeFilter(source));
  if (source.kind === 'channel' || knownId === null) {
    if (channel === null) throw makeUnknownError(`no channel ${nameChannel(source)}`);
    return channel;
  }
  if (channel === null) {
    const renamed = await ask({ id: [knownId] });
    if (renamed === null) throw makeUnknownError(`neither ${nameChannel(source)} nor the channel ${knownId}`);
    warn(
      `YouTube no longer knows ${nameChannel(source)}; the channel was read by its id. Write channel: ${knownId} in the config.`,
    );
    return renamed;
  }
  assertSameChannel(source, knownId, channel);
  return channel;
}

/**
 * Stops if a name has changed hands.
 *
 * @param knownId the id that the name led to before; null if unknown
 * @param found where it leads now; its id is null if unknown
 * @throws UserError that names both channels
 */
export function assertSameChannel(
  source: Source,
  knownId: string | null,
  { id, title }: { id: string | null; title: string | null },
): void {
  if (source.kind !== 'handle' && source.kind !== 'username') return;
  if (id === null || knownId === null || id === knownId) return;
  const name = title === null ? id : `${id} (${cleanLine(title)})`;
  throw new UserError(
    `${nameChannel(source)} now leads to another channel: ${name} instead of ${knownId}.`,
    `If your channel has a new handle, write channel: ${knownId} in the config. If ${id} is right, write channel: ${id}.`,
  );
}

/** @returns null if YouTube knows no such channel */
async function askForChannel(filter: ChannelFilter, api: Api, run: Run): Promise<Channel | null> {
  const answer = await run.request('channels.list', (limits) => api.listChannels(filter, limits));
  const [item] = answer.items;
  if (item === undefined) return null;
  const read = v.safeParse(channelSchema, item);
  if (!read.success) {
    throw new ApiError(makeFailure('garbled', "YouTube's answer does not describe a channel."));
  }
  const { id, snippet, contentDetails, statistics } = read.output;
  return {
    id,
    title: snippet?.title ?? null,
    uploads: contentDetails?.relatedPlaylists?.uploads || guessUploads(id),
    videos: statistics?.videoCount ?? null,
  };
}

function makeUnknownError(what: string): UserError {
  return new UserError(
    `YouTube knows ${what}.`,
    'Check the spelling on the channel page, or give the channel id (UC…).',
  );
}

const optionalText = v.nullish(v.string());
// A string of digits, like all of YouTube's counts.
const count = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger(), v.minValue(0));
const channelSchema = object({
  id: v.pipe(v.string(), v.nonEmpty()),
  snippet: v.nullish(object({ title: optionalText })),
  contentDetails: v.nullish(object({ relatedPlaylists: v.nullish(object({ uploads: optionalText })) })),
  statistics: v.nullish(object({ videoCount: v.fallback(v.nullish(count), null) })),
});

function makeFilter(source: ChannelSource): ChannelFilter {
  if (source.kind === 'channel') return { id: [source.id] };
  return source.kind === 'handle' ? { forHandle: source.handle } : { forUsername: source.username };
}

/** The channel as people know it: its handle, the end of its address, or its id. */
export function nameChannel(source: ChannelSource): string {
  if (source.kind === 'channel') return source.id;
  return source.kind === 'handle' ? source.handle : `youtube.com/user/${source.username}`;
}
