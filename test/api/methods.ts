import { type ErrorAnswer, errorAnswers, missingFilter } from './error-bodies.ts';
import type { Shape } from './fields.ts';
import { makePageToken, readPageToken } from './page-tokens.ts';
import { makePlayer, makeThumbnails, type StoredVideo, type VideoResource } from './resources.ts';
import { channelShape, playlistItemShape, videoShape } from './shapes.ts';
import type { StoredChannel, StoredPlaylist, World } from './world.ts';

export type MethodName = 'channels.list' | 'playlistItems.list' | 'videos.list';

export interface Method {
  name: MethodName;
  parts: string[];
  shape: Shape;
  answer(query: Query, world: World, quirks: Quirks): object | ErrorAnswer;
}

/** Ways of the real API that a client has to live with. */
export interface Quirks {
  /** videos.list answers in another order than asked. */
  reversed: boolean;
  /** Every item carries fields that nobody knows yet. */
  unknownFields: boolean;
}

/** The parameters of a request; lists may be repeated, joined by commas, or both. */
export interface Query {
  one(name: string): string | null;
  list(name: string): string[];
}

/** After so many items the API gives no further page. */
const longestListing = 20_000;
let answers = 0;

export const methods: Record<string, Method> = {
  '/youtube/v3/channels': {
    name: 'channels.list',
    parts: [
      'id',
      'snippet',
      'contentDetails',
      'statistics',
      'status',
      'brandingSettings',
      'topicDetails',
      'localizations',
    ],
    shape: channelShape,
    answer: listChannels,
  },
  '/youtube/v3/playlistItems': {
    name: 'playlistItems.list',
    parts: ['id', 'snippet', 'contentDetails', 'status'],
    shape: playlistItemShape,
    answer: listPlaylistItems,
  },
  '/youtube/v3/videos': {
    name: 'videos.list',
    parts: [
      'id',
      'snippet',
      'contentDetails',
      'status',
      'statistics',
      'player',
      'liveStreamingDetails',
      'topicDetails',
      'recordingDetails',
      'localizations',
      'paidProductPlacementDetails',
    ],
    shape: videoShape,
    answer: listVideos,
  },
};

function listChannels(query: Query, world: World, quirks: Quirks): object | ErrorAnswer {
  const ids = query.list('id');
  const handle = query.one('forHandle');
  const username = query.one('forUsername');
  if ([ids.length > 0, handle !== null, username !== null].filter(Boolean).length !== 1) {
    return missingFilter('categoryId, forHandle, forUsername, id, managedByMe, mine');
  }
  if (ids.length > 50) return errorAnswers.invalidFilters;
  const sameName = (name: string) =>
    name.replace(/^@/, '').toLowerCase() === handle?.replace(/^@/, '').toLowerCase();
  const found = world.channels.filter(
    (channel) =>
      ids.includes(channel.id) ||
      (handle !== null && sameName(channel.handle)) ||
      (username !== null && channel.username?.toLowerCase() === username.toLowerCase()),
  );
  const pageInfo = { totalResults: found.length, resultsPerPage: 5 };
  const kind = 'youtube#channelListResponse';
  if (found.length === 0) return { kind, etag: 'etag-no-channel', pageInfo };
  const items = found.map((channel) => pickParts(describeChannel(channel, world), query, quirks));
  return { kind, etag: 'etag-channels', pageInfo, items };
}

function describeChannel(channel: StoredChannel, world: World): Record<string, unknown> {
  const isPublic = ({ state, resource }: StoredVideo) =>
    state === 'public' &&
    resource.status?.['privacyStatus'] === 'public' &&
    resource.snippet['channelId'] === channel.id;
  return {
    kind: 'youtube#channel',
    etag: `etag-${channel.id}`,
    id: channel.id,
    snippet: {
      title: channel.title,
      description: '',
      customUrl: channel.handle,
      publishedAt: '2012-01-01T00:00:00Z',
      thumbnails: makeThumbnails(channel.id, ['default', 'medium', 'high']),
      localized: { title: channel.title, description: '' },
    },
    contentDetails: { relatedPlaylists: { likes: '', uploads: channel.uploads } },
    statistics: {
      viewCount: '1000000',
      subscriberCount: '1000',
      hiddenSubscriberCount: false,
      videoCount: String(
        [...world.videos.values()].filter(isPublic).length + (world.miscounts?.channel ?? 0),
      ),
    },
  };
}

function listPlaylistItems(query: Query, world: World, quirks: Quirks): object | ErrorAnswer {
  const playlistId = query.one('playlistId');
  if (playlistId === null) return missingFilter('id, playlistId');
  const size = Number(query.one('maxResults') ?? 5);
  if (!(Number.isInteger(size) && size >= 0 && size <= 50)) return errorAnswers.badRequest;
  const playlist = world.playlists.get(playlistId);
  // A channel without uploads has no uploads list.
  if (!playlist || (playlist.items.length === 0 && playlistId.startsWith('UU')))
    return errorAnswers.playlistNotFound;
  if (playlist.isPrivate) return errorAnswers.playlistForbidden;

  const given = query.one('pageToken');
  const token = given === null ? { offset: 0, isPrevious: false } : readPageToken(given);
  if (!token) return errorAnswers.invalidPageToken;
  const start = token.isPrevious ? Math.max(0, token.offset - size) : token.offset;
  const end = Math.min(start + size, longestListing);
  const ids = playlist.items.slice(start, end);
  return {
    kind: 'youtube#playlistItemListResponse',
    // It is another one each time, as it is there.
    etag: `etag-answer-${++answers}`,
    ...(end < Math.min(playlist.items.length, longestListing) && { nextPageToken: makePageToken(end) }),
    ...(start > 0 && { prevPageToken: makePageToken(start, true) }),
    items: ids.map((id, index) => pickParts(describeItem(id, start + index, playlist, world), query, quirks)),
    pageInfo: { totalResults: playlist.items.length + (world.miscounts?.list ?? 0), resultsPerPage: size },
  };
}

const placeholders = {
  private: { title: 'Private video', description: 'This video is private.', privacy: 'private' },
  deleted: {
    title: 'Deleted video',
    description: 'This video is unavailable.',
    privacy: 'privacyStatusUnspecified',
  },
};

function describeItem(
  videoId: string,
  position: number,
  playlist: StoredPlaylist,
  world: World,
): Record<string, unknown> {
  const video = world.videos.get(videoId);
  const channel = world.channels.find(({ id }) => id === playlist.channelId);
  const placeholder = placeholders[video?.state === 'private' ? 'private' : 'deleted'];
  const alive = video && (video.state === 'public' || video.state === 'dropped') ? video.resource : null;
  const owner = alive && {
    videoOwnerChannelTitle: alive.snippet['channelTitle'],
    videoOwnerChannelId: alive.snippet['channelId'],
  };
  return {
    kind: 'youtube#playlistItem',
    etag: `etag-${playlist.id}-${videoId}`,
    id: Buffer.from(`${playlist.id}.${videoId}`).toString('base64url'),
    snippet: {
      publishedAt: video?.resource.snippet.publishedAt ?? '2020-01-01T00:00:00Z',
      channelId: playlist.channelId,
      title: alive ? alive.snippet.title : placeholder.title,
      description: alive ? alive.snippet['description'] : placeholder.description,
      thumbnails: alive ? alive.snippet['thumbnails'] : {},
      channelTitle: channel?.title ?? '',
      playlistId: playlist.id,
      position,
      resourceId: { kind: 'youtube#video', videoId },
      ...owner,
    },
    contentDetails: { videoId, ...(alive && { videoPublishedAt: alive.snippet.publishedAt }) },
    status: { privacyStatus: alive ? 'public' : placeholder.privacy },
  };
}

function listVideos(query: Query, world: World, quirks: Quirks): object | ErrorAnswer {
  const ids = query.list('id');
  if (ids.length === 0) return missingFilter('myRating, id, chart');
  if (ids.length > 50 || query.one('maxResults') !== null) return errorAnswers.invalidFilters;
  const maxHeight = readSize(query.one('maxHeight'));
  const maxWidth = readSize(query.one('maxWidth'));
  if (Number.isNaN(maxHeight) || Number.isNaN(maxWidth)) return errorAnswers.badRequest;

  const found = [...new Set(ids)].flatMap((id) => {
    const video = world.videos.get(id);
    return video?.state === 'public' ? [describeVideo(video, maxHeight, maxWidth)] : [];
  });
  const items = (quirks.reversed ? found.reverse() : found).map((video) => pickParts(video, query, quirks));
  const pageInfo = { totalResults: items.length, resultsPerPage: items.length };
  return { kind: 'youtube#videoListResponse', etag: 'etag-videos', items, pageInfo };
}

function describeVideo(video: StoredVideo, maxHeight: number | null, maxWidth: number | null): VideoResource {
  return { ...video.resource, player: makePlayer(video, maxHeight, maxWidth) };
}

/** 72 to 8192 pixels, as the reference of videos.list says. */
function readSize(text: string | null): number | null {
  if (text === null) return null;
  const size = Number(text);
  return Number.isInteger(size) && size >= 72 && size <= 8192 ? size : Number.NaN;
}

/** `kind`, `etag` and `id` are always there, the rest where `part` asks for it. */
function pickParts(resource: Record<string, unknown>, query: Query, quirks: Quirks): Record<string, unknown> {
  const wanted = new Set(['kind', 'etag', 'id', ...query.list('part')]);
  const picked = Object.fromEntries(Object.entries(resource).filter(([part]) => wanted.has(part)));
  if (!quirks.unknownFields) return picked;
  return { ...picked, futurePart: { futureField: [1, null, { deep: true }] } };
}
