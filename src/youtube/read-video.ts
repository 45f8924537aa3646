import * as v from 'valibot';
import type { Problem } from '../model/problem.ts';
import { tighten } from '../model/tighten.ts';
import { describeIssue, isRecord, object, pathOf } from '../model/validation.ts';
import { isVideoId, type Video } from '../model/video.ts';
import { formatNumber } from '../text/counts.ts';
import { isTimestamp, toSeconds } from './api-timestamp.ts';
import { categoryNames } from './categories.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { parseDuration } from './duration.ts';
import { readId } from './parse-source.ts';
import { summariseDescription } from './summarise-description.ts';

/** What one resource gave. */
export type VideoReading = { video: Video } | { problem: Problem };

const optionalText = v.nullish(v.string());

/**
 * Far more than YouTube takes: titles of 100 characters, descriptions of 5,000 bytes and 500 characters of tags
 * (https://developers.google.com/youtube/v3/docs/videos). A snapshot may hold anything, and a page must stay readable.
 */
const longest = { title: 1000, description: 50_000, tags: 50_000 };
const mostTags = 5000;

function textUpTo(length: number) {
  return v.pipe(
    v.string(),
    v.maxLength(length, () => `is longer than ${formatNumber(length)} characters`),
  );
}

const tagList = v.pipe(
  v.array(v.string()),
  v.maxLength(mostTags, () => `are more than ${formatNumber(mostTags)}`),
  v.check(
    (tags) => tags.reduce((sum, tag) => sum + tag.length, 0) <= longest.tags,
    () => `are longer than ${formatNumber(longest.tags)} characters together`,
  ),
);
const size = v.nullish(v.union([v.string(), v.pipe(v.number(), v.finite('not a size'))]));
const resourceSchema = object({
  kind: v.optional(v.literal('youtube#video')),
  id: v.custom<string>(isVideoId, 'not a video id'),
  snippet: object({
    title: textUpTo(longest.title),
    description: v.nullish(textUpTo(longest.description)),
    publishedAt: v.pipe(v.string(), v.check(isTimestamp, 'not a time as ISO 8601 has it')),
    tags: v.nullish(tagList),
    categoryId: optionalText,
    // Each picture is checked on its own: a broken one does no harm.
    thumbnails: v.nullish(v.custom<Record<string, unknown>>(isRecord, 'not a list of pictures')),
    liveBroadcastContent: optionalText,
    channelId: optionalText,
    channelTitle: v.nullish(textUpTo(longest.title)),
  }),
  contentDetails: v.nullish(object({ duration: optionalText })),
  status: v.nullish(object({ privacyStatus: optionalText })),
  liveStreamingDetails: v.nullish(object({ actualEndTime: optionalText })),
  player: v.nullish(object({ embedWidth: size, embedHeight: size })),
});

type Resource = v.InferOutput<typeof resourceSchema>;

/**
 * Reads a raw `youtube#video` resource. Nothing in it is trusted: what is missing becomes null or empty, unknown fields
 * are ignored, and a resource without an id, title or time of publication, or with a wrong type, becomes a problem.
 */
export function readVideo(resource: unknown): VideoReading {
  const read = v.safeParse(resourceSchema, resource);
  if (!read.success) return { problem: describeProblem(resource, read.issues[0]) };
  const { id, snippet, contentDetails, status } = read.output;

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
  const description = cleanText(snippet.description ?? '');
  return {
    video: {
      id,
      title: cleanLine(snippet.title),
      description,
      summary: summariseDescription(description),
      publishedAt,
      durationSeconds,
      tags: tighten((snippet.tags ?? []).map(cleanLine).filter((tag) => tag.trim() !== '')),
      category: categoryNames.get(snippet.categoryId ?? '') ?? null,
      thumbnailUrl: pickThumbnail(snippet.thumbnails ?? {}),
      isShort: judgeShort(durationSeconds, publishedAt, read.output.player),
      broadcast: readBroadcast(read.output),
      channelId: snippet.channelId ?? null,
      channelTitle: snippet.channelTitle == null ? null : cleanLine(snippet.channelTitle),
      privacy: status?.privacyStatus ?? null,
    },
  };
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

function describeProblem(resource: unknown, issue: v.BaseIssue<unknown>): Problem {
  const id = readId(resource);
  const detail = `${pathOf(issue).join('.') || 'the resource'}: ${describeIssue(issue)}`;
  return { code: 'bad-video', videoId: isVideoId(id) ? id : null, detail };
}
