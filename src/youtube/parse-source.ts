import { UserError } from '../model/error.ts';
import type { Source } from '../model/source.ts';
import { isRecord } from '../model/validation.ts';
import { isVideoId } from '../model/video.ts';
import { parseYoutubeUrl, readChannelPath, readPlaylistId, readVideoId } from '../model/youtube-url.ts';
import type { ChannelSource } from './find-channel.ts';

const channelHint =
  'Give a channel id (UC…), a handle (@name) or the address of the channel page (https://www.youtube.com/@name).';
const playlistHint = 'Give a playlist id (PL…) or an address with list= in it.';
const videoHint = 'Give the 11 characters of a video id or an address such as https://youtu.be/… .';

/**
 * Reads what the user gives for a channel: an id, a handle or one of the addresses of a channel page.
 *
 * @throws UserError if it is something else, or a `/c/` address, which the API has no way to look up
 *   (channels.list takes `id`, `forHandle` and `forUsername` only)
 */
export function parseChannel(text: string): ChannelSource {
  const given = text.trim();
  if (isChannelId(given)) return { kind: 'channel', id: given };
  if (isHandle(given)) return { kind: 'handle', handle: given };

  const address = parseYoutubeUrl(given);
  const [first, second] = address === null ? [] : readChannelPath(address);
  if (first === 'channel' && isChannelId(second)) return { kind: 'channel', id: second };
  if (first !== undefined && isHandle(first)) return { kind: 'handle', handle: first };
  if (first === 'user' && second !== undefined) return { kind: 'username', username: second };
  if (first === 'c' && second !== undefined) {
    throw new UserError(
      `The YouTube API cannot look up custom addresses such as youtube.com/c/${second}.`,
      'Open the channel page in a browser and give the @handle or the channel id that it shows.',
    );
  }
  throw new UserError(`"${given}" is not a YouTube channel.`, hintForChannel(given, address));
}

/**
 * Reads a playlist id or any YouTube address with `list=` in it.
 *
 * @throws UserError if it is something else, or a list that the API never gives out
 */
export function parsePlaylist(text: string): Source {
  const given = text.trim();
  const address = parseYoutubeUrl(given);
  const id = address === null ? given : readPlaylistId(address);
  // https://developers.google.com/youtube/v3/revision_history: watch later and history have been closed since 2016;
  // mixes (RD…) are made for each viewer.
  if (id === 'WL' || id === 'HL' || /^RD/.test(id ?? '')) {
    throw new UserError(
      `The YouTube API does not list "${id}": it is a private list or a mix made for one viewer.`,
      playlistHint,
    );
  }
  if (id !== null && isPlaylistId(id)) return { kind: 'playlist', id };
  const hint = isChannelId(given) ? 'This is a channel id: use --channel.' : playlistHint;
  throw new UserError(`"${given}" is not a YouTube playlist.`, hint);
}

/**
 * Reads video ids and addresses of videos: watch, short link, Shorts, live, embedded. What is given twice counts once.
 *
 * @throws UserError for the first that is something else
 */
export function parseVideos(texts: readonly string[]): Extract<Source, { kind: 'videos' }> {
  return { kind: 'videos', ids: [...new Set(texts.map(parseVideo))] };
}

function parseVideo(text: string): string {
  const given = text.trim();
  const address = parseYoutubeUrl(given);
  const id = address === null ? given : readVideoId(address);
  if (id !== null && isVideoId(id)) return id;
  throw new UserError(`"${given}" is not a YouTube video.`, videoHint);
}

/** The id of a resource as it is given; undefined if there is none. */
export function readId(resource: unknown): unknown {
  return isRecord(resource) ? resource['id'] : undefined;
}

function isChannelId(text: string | undefined): text is string {
  return text !== undefined && /^UC[A-Za-z0-9_-]{22}$/.test(text);
}

/** Letters and digits of any script, dots, hyphens, underscores and middle dots (support.google.com/youtube/answer/11585688). */
function isHandle(text: string): boolean {
  return /^@[\p{L}\p{M}\p{N}._·-]+$/u.test(text);
}

function isPlaylistId(text: string): boolean {
  return /^[A-Za-z0-9_-]{13,64}$/.test(text) && !isChannelId(text);
}

function hintForChannel(given: string, address: URL | null): string {
  if (address !== null && readPlaylistId(address) !== null) return 'This is a playlist: use --playlist.';
  if (address !== null && readVideoId(address) !== null) return 'This is a video: use --video.';
  if (/^(PL|UU|OLAK5uy_)[A-Za-z0-9_-]{10,}$/.test(given)) return 'This is a playlist id: use --playlist.';
  if (address === null && isHandle(`@${given}`)) return `For a handle write @${given}. ${channelHint}`;
  return channelHint;
}
