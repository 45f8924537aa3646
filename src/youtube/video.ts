import { z } from 'zod';
import type { Problem } from '../problems.ts';
import { categoryNames } from './categories.ts';
import { parseDuration } from './duration.ts';
import { isVideoId } from './source.ts';
import { cleanLine, cleanText } from './text.ts';

/** One YouTube video: what pages are made of. */
export interface Video {
  id: string;
  title: string;
  /** Whole, with LF line ends, without control characters. */
  description: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  publishedAt: string;
  /** Null where YouTube gives none or zero: a live stream that runs or is to come has `P0D`. */
  durationSeconds: number | null;
  tags: string[];
  /** The category's English name; null where the id is unknown. */
  category: string | null;
  /** The widest thumbnail. */
  thumbnailUrl: string | null;
  /** Null where the shape of the picture or the length is unknown. */
  isShort: boolean | null;
  broadcast: 'none' | 'live' | 'upcoming';
  channelId: string | null;
  channelTitle: string | null;
  /** `public`, `unlisted` or `private`; null where the resource lacks the part. */
  privacy: string | null;
}

/** What one resource gave. */
export type VideoReading = { video: Video } | { problem: Problem };

// zod drops the fields that are not named here, so new ones do no harm.
const size = z.union([z.string(), z.number()]).nullish();
const resourceSchema = z.object({
  kind: z.literal('youtube#video').optional(),
  id: z.string().regex(/^[A-Za-z0-9_-]{11}$/, 'not a video id'),
  snippet: z.object({
    title: z.string(),
    description: z.string().nullish(),
    publishedAt: z.iso.datetime({ offset: true }),
    tags: z.array(z.string()).nullish(),
    categoryId: z.string().nullish(),
    thumbnails: z.custom<Record<string, unknown>>(isRecord, 'not a list of pictures').nullish(),
    liveBroadcastContent: z.string().nullish(),
    channelId: z.string().nullish(),
    channelTitle: z.string().nullish(),
  }),
  contentDetails: z.object({ duration: z.string().nullish() }).nullish(),
  status: z.object({ privacyStatus: z.string().nullish() }).nullish(),
  liveStreamingDetails: z.object({ actualEndTime: z.string().nullish() }).nullish(),
  player: z.object({ embedWidth: size, embedHeight: size }).nullish(),
});
/** zod's own record would check and copy every picture of every video. */
function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Resource = z.infer<typeof resourceSchema>;

/**
 * Reads a raw `youtube#video` resource. Nothing in it is trusted: what is missing becomes null or empty, unknown fields
 * are ignored, and a resource without an id, title or time of publication, or with a wrong type, becomes a problem.
 */
export function readVideo(resource: unknown): VideoReading {
  const read = resourceSchema.safeParse(resource);
  if (!read.success) return { problem: describeProblem(resource, read.error) };
  const { id, snippet, contentDetails, status } = read.data;

  const duration = contentDetails?.duration ?? null;
  const seconds = duration === null ? null : parseDuration(duration);
  if (duration !== null && seconds === null) {
    const detail = `contentDetails.duration: "${cleanLine(duration)}" is not a duration`;
    return { problem: { code: 'bad-video', videoId: id, detail } };
  }
  const publishedAt = toSeconds(snippet.publishedAt);
  if (publishedAt === null) {
    const detail = `snippet.publishedAt: "${snippet.publishedAt}" is in no year of four digits`;
    return { problem: { code: 'bad-video', videoId: id, detail } };
  }
  const durationSeconds = seconds === 0 ? null : seconds;
  return {
    video: {
      id,
      title: cleanLine(snippet.title),
      description: cleanText(snippet.description ?? ''),
      publishedAt,
      durationSeconds,
      tags: (snippet.tags ?? []).map(cleanLine).filter((tag) => tag.trim() !== ''),
      category: categoryNames.get(snippet.categoryId ?? '') ?? null,
      thumbnailUrl: pickThumbnail(snippet.thumbnails ?? {}),
      isShort: judgeShort(durationSeconds, publishedAt, read.data.player),
      broadcast: readBroadcast(read.data),
      channelId: snippet.channelId ?? null,
      channelTitle: snippet.channelTitle == null ? null : cleanLine(snippet.channelTitle),
      privacy: status?.privacyStatus ?? null,
    },
  };
}

/** `2020-04-14T19:09:07.000Z` (as before 2021) and offsets become `2020-04-14T19:09:07Z`; null beyond the year 9999. */
function toSeconds(moment: string): string | null {
  if (moment.length === 20) return moment;
  const whole = new Date(moment).toISOString();
  return /^\d{4}-/.test(whole) ? `${whole.slice(0, 19)}Z` : null;
}

/**
 * The widest by its own `width`, never by name: names have been added before (`fhd`, `qhd` and `uhd` in September 2026,
 * https://developers.google.com/youtube/v3/revision_history).
 */
function pickThumbnail(thumbnails: Record<string, unknown>): string | null {
  let best: { url: string; width: number } | null = null;
  for (const candidate of Object.values(thumbnails)) {
    const { url, width } = (candidate ?? {}) as { url?: unknown; width?: unknown };
    if (typeof url !== 'string' || !/^https:\/\/[\x21-\x7e]+$/.test(url)) continue;
    const read = { url, width: Number.isFinite(width) ? Number(width) : 0 };
    if (best === null || read.width > best.width) best = read;
  }
  return best?.url ?? null;
}

/**
 * The API has no flag for Shorts. YouTube's own rule: portrait or square and at most three minutes, or one minute before
 * 15 October 2024 (https://support.google.com/youtube/answer/15424877).
 */
function judgeShort(seconds: number | null, publishedAt: string, player: Resource['player']): boolean | null {
  const longest = publishedAt < '2024-10-15' ? 60 : 180;
  if (seconds !== null && seconds > longest) return false;
  const width = Number(player?.embedWidth ?? Number.NaN);
  const height = Number(player?.embedHeight ?? Number.NaN);
  if (!(width > 0 && height > 0)) return null;
  if (width > height) return false;
  return seconds === null ? null : true;
}

function readBroadcast({ snippet, liveStreamingDetails }: Resource): Video['broadcast'] {
  // liveBroadcastContent lags behind; the end of a stream is final.
  if (liveStreamingDetails?.actualEndTime) return 'none';
  const { liveBroadcastContent } = snippet;
  return liveBroadcastContent === 'live' || liveBroadcastContent === 'upcoming'
    ? liveBroadcastContent
    : 'none';
}

function describeProblem(resource: unknown, error: z.ZodError): Problem {
  const id = typeof resource === 'object' && resource !== null && 'id' in resource ? resource.id : null;
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const detail = `${path === '' ? 'the resource' : path}: ${issue?.message ?? 'unreadable'}`;
  return { code: 'bad-video', videoId: isVideoId(id) ? id : null, detail };
}
