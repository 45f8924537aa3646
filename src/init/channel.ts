import { resolveSettings } from '../config/settings.ts';
import { cleanLine } from '../youtube/clean-text.ts';
import { readApiKey } from '../youtube/credential.ts';
import { nameChannel } from '../youtube/find-channel.ts';
import { lookUpChannel } from '../youtube/look-up-channel.ts';
import { parseChannel } from '../youtube/parse-source.ts';

/** How the config names the channel. */
export interface ChannelEntry {
  value: string;
  /** The line above it. */
  comment: string;
  /** The handle or username that the id was found by; null: none was. */
  name: string | null;
  /** The channel's title, if YouTube said it. */
  title: string | null;
  /** Why YouTube could not say the id: one sentence. */
  failure: string | null;
}

interface Surroundings {
  cwd: string;
  environment: Record<string, string | undefined>;
  now: Date;
  signal: AbortSignal;
}

const longestSeconds = 20;
const plain = 'The channel: its id, its @handle or its address.';
const lasting = 'The channel: its id, which stays when its handle changes.';
const advice = `${plain} Its id (UC…) is safer: a handle that changes hands leads to
# a stranger's videos. init writes it if YOUTUBE_API_KEY is set; YouTube shows it on the channel's page, behind
# "Share channel".`;

/**
 * Names a channel by its id, which a handle or username is looked up for if there is a key: for one quota unit.
 *
 * @param given an id, a handle or an address
 * @throws UserError if YouTube knows no such channel; the reason of the signal
 */
export async function findChannelEntry(given: string, surroundings: Surroundings): Promise<ChannelEntry> {
  const source = parseChannel(given);
  const entry = { value: given.trim(), name: null, title: null, failure: null };
  if (source.kind === 'channel') return { ...entry, value: source.id, comment: plain };
  const { environment, cwd, now, signal } = surroundings;
  const { apiKey, ...youtube } = resolveSettings({}, environment, null, cwd, now).youtube;
  if (apiKey === null) return { ...entry, comment: advice };
  const options = { ...youtube, credential: readApiKey(apiKey), timeoutSeconds: longestSeconds, signal };
  const { channel, failure } = await lookUpChannel(source, options);
  if (channel === null) return { ...entry, comment: advice, failure };
  const title = channel.title === null ? null : cleanLine(channel.title);
  return { value: channel.id, comment: lasting, name: cleanLine(nameChannel(source)), title, failure: null };
}
