import * as v from 'valibot';
import { UserError } from '../model/error.ts';
import type { Listing, Stop } from '../model/listing.ts';
import { describeIssue, isRecord, object, pathOf } from '../model/validation.ts';
import { isVideoId } from '../model/video.ts';
import { parseJson, stripMark } from '../text/json.ts';
import { readId } from './parse-source.ts';

const format = 'tubematter-snapshot';
const version = 1;

/** What precedes and follows the items, which have a line each. */
export const itemsOpening = '  "items": [';
export const itemsClosing = '  ],';

/**
 * Writes a listing as a snapshot: JSON with one resource per line, oldest first, so that git shows which videos changed
 * and `readSnapshot` need not hold all of it at once. It holds no time, no quota and no key: an unchanged channel gives
 * an unchanged file.
 */
export function serialiseSnapshot(listing: Listing): string {
  const { source, channelId, channelTitle, resources, unavailable, asked, stopped } = listing;
  const snapshot = {
    format,
    version,
    source,
    channelId,
    channelTitle,
    complete: stopped === null,
    ...(stopped && { stopped: { reason: stopped.reason, left: stopped.left } }),
    items: [],
    unavailable: sortBy(unavailable, ({ videoId }) => videoId),
    ...(asked && { asked: Object.fromEntries(sortBy(Object.entries(asked), ([videoId]) => videoId)) }),
  };
  const text = `${JSON.stringify(snapshot, null, 2)}\n`;
  if (resources.length === 0) return text;
  const lines = sortBy(resources, readSortKey).map((resource) => JSON.stringify(resource));
  const items = `${itemsOpening}\n${lines.join(',\n')}\n${itemsClosing}\n`;
  return text.replace(`${itemsOpening}],\n`, () => items);
}

/**
 * Reads a snapshot, or what other tools save: `{"items": [youtube#video…]}` or the bare list. Such a list has the source
 * `videos`, because nobody knows whether it is all of a channel. The resources are not checked here.
 *
 * @param path names the file in messages
 * @throws UserError if it is neither, or was written by a newer tubematter
 */
export function parseSnapshot(text: string, path: string): Listing {
  const data = parseJson(stripMark(text));
  if (data === undefined) {
    throw new UserError(`${path} is not JSON.`, 'Is it the right file, and was it saved to its end?');
  }
  if (isOwnSnapshot(data)) return readOwnSnapshot(data, path);
  const items = Array.isArray(data) ? data : readUnsignedItems(data);
  if (items === undefined || !looksLikeVideos(items)) {
    throw new UserError(
      `${path} is not a snapshot: it holds no list of youtube#video resources.`,
      'Save one with "tubematter fetch --save", or give the JSON of videos.list.',
    );
  }
  const resources = dropRepeated(items);
  return {
    source: { kind: 'videos', ids: resources.map(readId).filter(isVideoId) },
    channelId: null,
    channelTitle: null,
    resources,
    unavailable: [],
    stopped: null,
    warnings: [],
    units: 0,
  };
}

const sourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('channel'), id: v.string() }),
  v.object({ kind: v.literal('handle'), handle: v.string() }),
  v.object({ kind: v.literal('username'), username: v.string() }),
  v.object({ kind: v.literal('playlist'), id: v.string() }),
  v.object({ kind: v.literal('videos'), ids: v.array(v.string()) }),
]);

const stoppedSchema = object({
  reason: v.picklist(['quota', 'quota-limit', 'network', 'timeout', 'truncated', 'refused']),
  left: v.nullable(v.pipe(v.number(), v.safeInteger('not a whole number'))),
});

const snapshotSchema = object({
  source: sourceSchema,
  channelId: v.nullable(v.string()),
  channelTitle: v.nullable(v.string()),
  complete: v.boolean(),
  stopped: v.optional(stoppedSchema),
  items: v.array(v.unknown()),
  unavailable: v.array(
    object({
      videoId: v.custom<string>(isVideoId, 'not a video id'),
      reason: v.picklist(['private', 'deleted', 'unknown']),
    }),
  ),
  asked: v.optional(v.record(v.string(), v.picklist(['public', 'unlisted', 'private', 'gone']))),
});

/**
 * Reads the parsed JSON of a snapshot that tubematter wrote.
 *
 * @param path names the file in messages
 * @throws UserError if it is damaged, or was written by a newer tubematter
 */
export function readOwnSnapshot(data: OwnSnapshot, path: string): Listing {
  if (typeof data.version === 'number' && data.version > version) {
    throw new UserError(
      `${path} was written by a newer tubematter (snapshot version ${data.version}).`,
      'Update tubematter to read it.',
    );
  }
  const read = v.safeParse(snapshotSchema, data);
  if (!read.success) {
    const [issue] = read.issues;
    throw new UserError(
      `${path} is a damaged snapshot: ${pathOf(issue).join('.')}: ${describeIssue(issue)}.`,
      'Save it again with "tubematter fetch --save".',
    );
  }
  const { source, channelId, channelTitle, items, unavailable, asked, complete, stopped } = read.output;
  return {
    source,
    channelId,
    channelTitle,
    resources: dropRepeated(items),
    unavailable,
    ...(asked && { asked }),
    stopped: complete ? null : describeStopped(path, stopped ?? { reason: 'network', left: null }),
    warnings: [],
    units: 0,
  };
}

function describeStopped(path: string, { reason, left }: v.InferOutput<typeof stoppedSchema>): Stop {
  return {
    reason,
    message: `${path} holds only a part: the fetch that saved it ended early (${reason}).`,
    hint: 'Fetch again to get the rest.',
    left,
  };
}

/** Parsed, and nothing but its format checked. */
interface OwnSnapshot {
  format: string;
  version?: unknown;
  items?: unknown;
}

/** Whether parsed JSON is a snapshot that tubematter wrote. */
export function isOwnSnapshot(data: unknown): data is OwnSnapshot {
  return typeof data === 'object' && data !== null && 'format' in data && data.format === format;
}

/** Whether a file is a snapshot that tubematter wrote, as its beginning says. */
export function isOwnSnapshotText(text: string): boolean {
  return new RegExp(`^\\s*\\{\\s*"format":\\s*"${format}"`).test(text);
}

function looksLikeVideos(items: unknown[]): boolean {
  const isVideo = (item: unknown) => {
    const kind = typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
    return kind === 'youtube#video' || (kind === undefined && isVideoId(readId(item)));
  };
  return items.length === 0 || items.some(isVideo);
}

function dropRepeated(items: unknown[]): unknown[] {
  return items.filter(uniqueById());
}

/** @returns whether a resource is the first with its id */
export function uniqueById(): (resource: unknown) => boolean {
  const seen = new Set<string>();
  return (resource) => {
    const id = readId(resource);
    if (!isVideoId(id)) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
}

function readUnsignedItems(data: unknown): unknown[] | undefined {
  return isRecord(data) && Array.isArray(data['items']) ? data['items'] : undefined;
}

function readSortKey(resource: unknown): string {
  const { id, snippet } = isRecord(resource) ? resource : {};
  const publishedAt = isRecord(snippet) ? snippet['publishedAt'] : undefined;
  const asText = (value: unknown) => (typeof value === 'string' ? value : '');
  return `${asText(publishedAt)} ${asText(id)}`;
}

function sortBy<T>(values: readonly T[], readKey: (value: T) => string): T[] {
  return values
    .map((value) => ({ value, key: readKey(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ value }) => value);
}
