/** One YouTube video: what pages are made of. */
export interface Video {
  id: string;
  title: string;
  /** Whole, with LF line ends, without control characters. */
  description: string;
  /** What it says in one line. */
  summary: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  publishedAt: string;
  /** Null if YouTube gives none or zero: a live stream that runs or is to come has `P0D`. */
  durationSeconds: number | null;
  tags: string[];
  /** The category's English name; null if the id is unknown. */
  category: string | null;
  /** The widest thumbnail. */
  thumbnailUrl: string | null;
  /** Null if the shape of the picture or the length is unknown. */
  isShort: boolean | null;
  broadcast: 'none' | 'live' | 'upcoming';
  channelId: string | null;
  channelTitle: string | null;
  /** `public`, `unlisted` or `private`; null if the resource lacks the part. */
  privacy: string | null;
}

/** True for the shape of a video id: 11 characters of URL-safe base64. */
export function isVideoId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{11}$/.test(value);
}
