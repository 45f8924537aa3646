import { makeVideo, type StoredVideo, type VideoSpec } from './resources.ts';

export interface StoredChannel {
  id: string;
  title: string;
  /** With `@`. */
  handle: string;
  /** The old name that `/user/` addresses hold. */
  username: string | null;
  uploads: string;
}

export interface StoredPlaylist {
  id: string;
  channelId: string;
  /** Video ids, in the order of the list. */
  items: string[];
  isPrivate: boolean;
}

/** Everything that the loopback API knows. Tests may change it at any time, also between two requests of a run. */
export interface World {
  channels: StoredChannel[];
  playlists: Map<string, StoredPlaylist>;
  videos: Map<string, StoredVideo>;
  /** By how much YouTube's counts are off: that of the items of a list, and that of the channel's videos. */
  miscounts?: { list: number; channel: number };
}

export const sampleChannelId = 'UCsampleChannel_0000001A';
export const samplePlaylistId = 'PLsamplePlaylist00000000000001';

/**
 * One channel with its uploads, newest first.
 *
 * @param videos how many, or what they are like
 */
export function makeWorld(videos: number | VideoSpec[], channel: Partial<StoredChannel> = {}): World {
  const id = channel.id ?? sampleChannelId;
  const stored: StoredChannel = {
    id,
    title: 'Sample Channel',
    handle: '@sample',
    username: 'sampleuser',
    uploads: `UU${id.slice(2)}`,
    ...channel,
  };
  const specs = typeof videos === 'number' ? Array.from({ length: videos }, () => ({})) : videos;
  const all = specs.map((spec, number) => makeVideo(number, spec, stored.id, stored.title));
  const items = all.map(({ resource }) => resource.id);
  return {
    channels: [stored],
    playlists: new Map([[stored.uploads, { id: stored.uploads, channelId: id, items, isPrivate: false }]]),
    videos: new Map(all.map((video) => [video.resource.id, video])),
  };
}

/** Adds a playlist of videos that the world has. */
export function addPlaylist(world: World, items: string[], isPrivate = false): StoredPlaylist {
  const playlist = { id: samplePlaylistId, channelId: world.channels[0]?.id ?? '', items, isPrivate };
  world.playlists.set(playlist.id, playlist);
  return playlist;
}

/** A new upload: it stands first on the channel's list, so everything behind it moves by one. */
export function upload(world: World, number: number, spec: VideoSpec = {}): string {
  const [channel] = world.channels;
  if (!channel) throw new Error('The world has no channel.');
  const video = makeVideo(number, spec, channel.id, channel.title);
  world.videos.set(video.resource.id, video);
  world.playlists.get(channel.uploads)?.items.unshift(video.resource.id);
  return video.resource.id;
}

/** Takes a video from every list, so everything behind it moves by one. */
export function remove(world: World, videoId: string): void {
  world.videos.delete(videoId);
  for (const playlist of world.playlists.values()) {
    playlist.items = playlist.items.filter((id) => id !== videoId);
  }
}

/** Makes a video private, deleted or dropped (see StoredVideo), or public again. */
export function setState(world: World, videoId: string, state: StoredVideo['state']): void {
  const video = world.videos.get(videoId);
  if (!video) throw new Error(`The world has no video ${videoId}.`);
  video.state = state;
}
