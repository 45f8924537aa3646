import { resolveSettings } from '../config/settings.ts';
import { cleanLine } from '../youtube/clean-text.ts';
import { keyVariable, readApiKey } from '../youtube/credential.ts';
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
  /** The titles of its newest videos, if YouTube said them. */
  newest: readonly string[];
  /** Why YouTube could not be asked. */
  failure: ChannelFailure | null;
}

interface ChannelFailure {
  /** What happened; for a key that is refused, what to do as well. */
  message: string;
  /** Whether another key may help. */
  isRefused: boolean;
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
# channel. init looks the id up if ${keyVariable} is set; YouTube shows it on the channel's page, under
# "Share channel".`;

/**
 * Names a channel by its id. If there is a key, it is tried: YouTube says the channel's title and its newest videos, for one
 * quota unit, or for two if a handle or username has to be looked up.
 *
 * @param given an id, a handle or a URL
 * @throws UserError if YouTube knows no such channel; the reason of the signal
 */
export async function findChannelEntry(given: string, context: LookUpContext): Promise<ChannelEntry> {
  const source = parseChannel(given);
  const isId = source.kind === 'channel';
  const entry: ChannelEntry = {
    value: isId ? source.id : given.trim(),
    comment: isId ? plain : advice,
    name: null,
    title: null,
    newest: [],
    failure: null,
  };
  const { environment, cwd, now, signal } = context;
  const { apiKey, ...youtube } = resolveSettings({}, environment, null, cwd, now).youtube;
  if (apiKey === null) return entry;
  const options = { ...youtube, credential: readApiKey(apiKey), timeoutSeconds: longestSeconds, signal };
  const found = await lookUpChannel(source, options);
  if ('kind' in found) {
    const isRefused = found.kind === 'refused';
    const message = isRefused ? `${found.message} ${found.hint}` : found.message;
    return { ...entry, failure: { message, isRefused } };
  }
  const { id, title, newest } = found;
  const name = isId ? null : cleanLine(nameChannel(source));
  return { ...entry, value: id, comment: isId ? plain : lasting, name, title, newest };
}

/** Whether the letters of most titles are not Latin. */
export function isForeignScript(titles: readonly string[]): boolean {
  const foreign = titles.filter((title) => {
    const letters = title.match(/\p{L}/gu) ?? [];
    return letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length * 2 > letters.length;
  });
  return foreign.length * 2 > titles.length;
}
