/** The parts of a `youtube#video` that the loopback API stores. `player` is made when it is asked for. */
export interface VideoResource {
  kind: 'youtube#video';
  etag: string;
  id: string;
  snippet: Record<string, unknown> & { title: string; publishedAt: string };
  contentDetails?: Record<string, unknown>;
  status?: Record<string, unknown>;
  statistics?: Record<string, unknown>;
  liveStreamingDetails?: Record<string, unknown>;
  [part: string]: unknown;
}

/** What a test says about a video; the rest is made up. */
export interface VideoSpec {
  id?: string;
  title?: string;
  description?: string;
  publishedAt?: string;
  /** As the API writes it: `PT35M12S`. */
  duration?: string;
  tags?: string[];
  categoryId?: string;
  broadcast?: 'none' | 'live' | 'upcoming';
  privacy?: 'public' | 'unlisted' | 'private';
  /** Names of the sizes, such as `default`, `maxres` or `uhd`. */
  thumbnails?: string[];
  /** Width and height of the picture. */
  picture?: [number, number];
}

/** A video on the server. */
export interface StoredVideo {
  resource: VideoResource;
  /** Null: the API does not say. */
  picture: [number, number] | null;
  /**
   * `private` and `deleted` leave a placeholder on playlists and are unknown to videos.list; `dropped` looks alive on playlists
   * and is silently left out by videos.list.
   */
  state: 'public' | 'private' | 'deleted' | 'dropped';
}

/** Widths and heights of thumbnails. `fhd` and above came in September 2026. */
const thumbnailSizes: Record<string, [number, number]> = {
  default: [120, 90],
  medium: [320, 180],
  high: [480, 360],
  standard: [640, 480],
  maxres: [1280, 720],
  fhd: [1920, 1080],
  qhd: [2560, 1440],
  uhd: [3840, 2160],
};

/** A video id for a number: 11 characters, a different one for each number. */
export function makeVideoId(number: number): string {
  return `v${number.toString(36).padStart(9, '0')}_`;
}

/**
 * Makes a whole video resource, with the keys in Google's order.
 *
 * @param number makes the id, the title and the time of publication: each is one hour older than the one before it
 */
export function makeVideo(
  number: number,
  spec: VideoSpec,
  channelId: string,
  channelTitle: string,
): StoredVideo {
  const id = spec.id ?? makeVideoId(number);
  const title = spec.title ?? `Sample video ${number}`;
  const description = spec.description ?? `Description of sample video ${number}.`;
  const broadcast = spec.broadcast ?? 'none';
  const resource: VideoResource = {
    kind: 'youtube#video',
    etag: `etag-${id}`,
    id,
    snippet: {
      publishedAt: spec.publishedAt ?? writeTime(Date.UTC(2024, 0, 1) - number * 3_600_000),
      channelId,
      title,
      description,
      thumbnails: makeThumbnails(id, spec.thumbnails ?? ['default', 'medium', 'high', 'standard', 'maxres']),
      channelTitle,
      ...(spec.tags && { tags: spec.tags }),
      categoryId: spec.categoryId ?? '27',
      liveBroadcastContent: broadcast,
      localized: { title, description },
    },
    contentDetails: {
      duration: spec.duration ?? (broadcast === 'none' ? 'PT10M1S' : 'P0D'),
      dimension: '2d',
      definition: 'hd',
      caption: 'false',
      licensedContent: false,
      contentRating: {},
      projection: 'rectangular',
    },
    status: {
      uploadStatus: 'processed',
      privacyStatus: spec.privacy ?? 'public',
      license: 'youtube',
      embeddable: true,
      publicStatsViewable: true,
      madeForKids: false,
    },
    statistics: { viewCount: '1000', likeCount: '10', favoriteCount: '0', commentCount: '1' },
    ...(broadcast !== 'none' && {
      liveStreamingDetails: {
        scheduledStartTime: '2024-01-01T18:00:00Z',
        ...(broadcast === 'live' && { actualStartTime: '2024-01-01T18:00:10Z', concurrentViewers: '12' }),
      },
    }),
  };
  return { resource, picture: spec.picture ?? [1280, 720], state: 'public' };
}

/** Thumbnail objects for the given sizes. */
export function makeThumbnails(id: string, names: string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      const [width, height] = thumbnailSizes[name] ?? [0, 0];
      return [name, { url: `https://i.ytimg.com/vi/${id}/${name}.jpg`, width, height }];
    }),
  );
}

/** The `player` part; sizes are there only where maxHeight or maxWidth was asked for. */
export function makePlayer(
  { resource, picture }: StoredVideo,
  maxHeight: number | null,
  maxWidth: number | null,
): Record<string, unknown> {
  const embedHtml = `<iframe src="//www.youtube.com/embed/${resource.id}"></iframe>`;
  if (picture === null || (maxHeight === null && maxWidth === null)) return { embedHtml };
  const [width, height] = picture;
  const scale = Math.min(
    (maxHeight ?? Number.POSITIVE_INFINITY) / height,
    (maxWidth ?? Number.POSITIVE_INFINITY) / width,
  );
  return {
    embedHeight: String(Math.round(height * scale)),
    embedWidth: String(Math.round(width * scale)),
    embedHtml,
  };
}

function writeTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
