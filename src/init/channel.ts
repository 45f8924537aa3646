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
  /** The handle or username that was looked up; null if none was. */
  name: string | null;
  /** The channel's title, if YouTube said it. */
  title: string | null;
  /** Why the id could not be looked up: one sentence. */
  failure: string | null;
}

interface LookUpContext {
  cwd: string;
  environment: Record<string, string | undefined>;
  now: Date;
  signal: AbortSignal;
}

const longestSeconds = 20;
const plain = 'The channel: its id, its @handle or its URL.';
const lasting = 'The channel: its id, which stays the same when its handle changes.';
const advice = `${plain} The id (UC…) is safer: a handle can pass to another
# channel. init looks the id up if YOUTUBE_API_KEY is set; YouTube shows it on the channel's page, under
# "Share channel".`;

/**
 * Names a channel by its id. If there is a key, a handle or username is looked up, for one quota unit.
 *
 * @param given an id, a handle or a URL
 * @throws UserError if YouTube knows no such channel; the reason of the signal
 */
export async function findChannelEntry(given: string, context: LookUpContext): Promise<ChannelEntry> {
  const source = parseChannel(given);
  const entry = { value: given.trim(), name: null, title: null, failure: null };
  if (source.kind === 'channel') return { ...entry, value: source.id, comment: plain };
  const { environment, cwd, now, signal } = context;
  const { apiKey, ...youtube } = resolveSettings({}, environment, null, cwd, now).youtube;
  if (apiKey === null) return { ...entry, comment: advice };
  const options = { ...youtube, credential: readApiKey(apiKey), timeoutSeconds: longestSeconds, signal };
  const { channel, failure } = await lookUpChannel(source, options);
  if (channel === null) return { ...entry, comment: advice, failure };
  const title = channel.title === null ? null : cleanLine(channel.title);
  return { value: channel.id, comment: lasting, name: cleanLine(nameChannel(source)), title, failure: null };
}
