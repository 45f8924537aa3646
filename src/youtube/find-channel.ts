import * as v from 'valibot';
import { UserError } from '../model/error.ts';
import type { Source } from '../model/source.ts';
import { object } from '../model/validation.ts';
import type { Api, ChannelFilter } from './api.ts';
import { ApiError, makeFailure } from './api-error.ts';
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
 * Looks a channel up. Costs one unit.
 *
 * @throws UserError where YouTube does not know it
 * @throws ApiError where YouTube does not answer
 */
export async function findChannel(source: ChannelSource, api: Api, run: Run): Promise<Channel> {
  const answer = await run.request('channels.list', (limits) => api.listChannels(makeFilter(source), limits));
  const [item] = answer.items;
  if (item === undefined) {
    throw new UserError(
      `YouTube knows no channel ${nameChannel(source)}.`,
      'Check the spelling on the channel page, or give the channel id (UC…).',
    );
  }
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

function nameChannel(source: ChannelSource): string {
  if (source.kind === 'channel') return source.id;
  return source.kind === 'handle' ? source.handle : `youtube.com/user/${source.username}`;
}
