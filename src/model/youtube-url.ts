import { isVideoId } from './video.ts';

/**
 * Reads pasted text as an address on YouTube, with or without `https://`.
 *
 * @returns null if it is no address, or one of another site
 */
export function parseYoutubeUrl(text: string): URL | null {
  if (!text.includes('/')) return null;
  const withScheme = /^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
  if (!URL.canParse(withScheme)) return null;
  const address = new URL(withScheme);
  return /^(?:(?:.+\.)?youtube(?:-nocookie)?\.com|youtu\.be)$/.test(address.hostname) ? address : null;
}

/** The decoded segments of a channel page's path: `['channel', 'UC…']`, `['@name', 'videos']`, `['c', 'name']`. */
export function readChannelPath(address: URL): string[] {
  return address.hostname === 'youtu.be' ? [] : readSegments(address);
}

/** The playlist that an address names with `list=`, or null. */
export function readPlaylistId(address: URL): string | null {
  return address.searchParams.get('list');
}

/**
 * The video that a text names: by its id, or by an address of any form, with or without `https://`.
 *
 * @returns null if it names none
 */
export function parseVideoId(text: string): string | null {
  const trimmed = text.trim();
  if (isVideoId(trimmed)) return trimmed;
  const address = parseYoutubeUrl(trimmed);
  const id = address && readVideoId(address);
  return isVideoId(id) ? id : null;
}

/** These stand where an embedded player has the id of a video, and are as long as one. */
const players = ['videoseries', 'live_stream'];

/** The video id that an address holds, unchecked, or null. */
export function readVideoId(address: URL): string | null {
  const [first, second] = readSegments(address);
  if (address.hostname === 'youtu.be') return first ?? null;
  if (first === 'watch') return address.searchParams.get('v') ?? second ?? null;
  const isVideoPath = ['shorts', 'live', 'embed', 'v', 'video'].includes(first ?? '');
  return isVideoPath && second !== undefined && !players.includes(second) ? second : null;
}

function readSegments(address: URL): string[] {
  return address.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
