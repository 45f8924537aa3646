import { isEmpty, readKey } from '../model/front-matter.ts';
import type { VideoKeys } from '../model/page.ts';
import { isMap, type Value } from '../model/value.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { findRankBelow, type IdKeys, mapsOfIds } from './id-keys.ts';

/** A video, and the key that names it. */
interface Named {
  rank: number;
  key: string;
  id: string;
}

/** What has been found so far among the keys of a page. */
interface Found {
  named: Named[];
  mentioned: { key: string; videoId: string }[];
  flawed: { key: string; value: Value }[];
}

/**
 * Finds out which video a page is about, in one pass over its keys. If a list names several, the first one counts; if
 * several keys name different videos, the strongest key does.
 *
 * @returns `videoId` is null if the page is about no video
 */
export function findVideos(
  data: Record<string, Value>,
  idKeys: IdKeys,
): VideoKeys & { videoId: string | null } {
  const found: Found = { named: [], mentioned: [], flawed: [] };
  for (const key in data) {
    const value = data[key] as Value;
    const rank = idKeys.findRank(key);
    if (isMap(value) && mapsOfIds.test(key)) {
      for (const inner in value) {
        const innerRank = findRankBelow(key, inner, idKeys);
        const item = value[inner] as Value;
        if (innerRank === null) noteMentions(`${key}.${inner}`, item, found);
        else noteIds(`${key}.${inner}`, innerRank, item, idKeys, found);
      }
    } else if (rank !== null) {
      if (!isOfOther(key, data)) noteIds(key, rank, value, idKeys, found);
    } else noteMentions(key, value, found);
  }
  for (const { key, rank } of idKeys.nested) noteIds(key, rank, readKey(data, key), idKeys, found);
  return summarise(found);
}

/**
 * Finds the videos named in front matter that cannot be parsed: after one of the keys, or as a URL.
 *
 * @returns null if the text has neither
 */
export function findWrittenVideos(text: string, { written }: IdKeys): string[] | null {
  const keys = [...text.matchAll(written)].map(({ 0: key, index }) => index + key.length);
  const ids = keys.flatMap((start) => readWrittenIds(text, start));
  for (const [url] of text.matchAll(
    /(?:https?:)?(?:\/\/)?[\w.-]*youtu(?:be(?:-nocookie)?\.com|\.be)\/[^\s"'<>)\]},]+/gi,
  )) {
    const id = parseVideoId(url);
    if (id !== null) ids.push(id);
  }
  return keys.length + ids.length === 0 ? null : [...new Set(ids)];
}

/** The ids after a key: one, or a list in brackets or lines. */
function readWrittenIds(text: string, start: number): string[] {
  const entry = /(?:-[ \t]|[\s[,"'|>]|#[^\n]*)*([^\s[\],"'{}]+)["']?/y;
  const ids: string[] = [];
  entry.lastIndex = start;
  for (let match = entry.exec(text); match !== null; match = entry.exec(text)) {
    const id = parseVideoId(match[1] ?? '');
    if (id === null) break;
    ids.push(id);
  }
  return ids;
}

/** Pages about podcasts and the like have a `ResourceId` too. Only those of videos have `ResourceType: videos` or none. */
function isOfOther(key: string, data: Record<string, Value>): boolean {
  return (
    key.toLowerCase() === 'resourceid' && !/^(videos?)?$/i.test(String(readKey(data, 'ResourceType') ?? ''))
  );
}

function noteIds(
  key: string,
  rank: number,
  value: Value | undefined,
  { configured }: IdKeys,
  { named, flawed }: Found,
): void {
  let isFlawed = false;
  for (const entry of Array.isArray(value) ? value : [value]) {
    const id = typeof entry === 'string' ? parseVideoId(entry) : null;
    if (id === null) isFlawed = true;
    else named.push({ rank, key, id });
  }
  if (!isFlawed || value === undefined || isBlank(value)) return;
  if (rank < configured || !isAmbiguous(key)) noteFlaw(key, value, flawed);
}

function noteFlaw(key: string, value: Value, flawed: Found['flawed']): void {
  if (flawed.every((other) => other.key !== key)) flawed.push({ key, value });
}

/** Values with other meanings: the id of another kind of resource, the name of a channel. */
function isAmbiguous(key: string): boolean {
  return /(^|\.)(resourceid|youtube|youtube\.id)$/i.test(key);
}

function isBlank(value: Value): boolean {
  return isEmpty(value) || (typeof value === 'string' && value.trim() === '');
}

/**
 * URLs of videos, also in lists and maps. A longer text may mention any video. A `video.id` may be another host's, or a
 * slug: those have no capitals.
 */
function noteMentions(key: string, value: Value, found: Found): void {
  if (typeof value === 'string') {
    const isUrl = value.includes('youtu') && value.includes('/');
    if (!isUrl && !(key.includes('.') && /(^|\.)video\.id$/i.test(key) && /[A-Z]/.test(value))) return;
    const videoId = parseVideoId(value);
    if (videoId !== null) found.mentioned.push({ key, videoId });
  } else if (Array.isArray(value)) {
    for (const item of value) noteMentions(key, item, found);
  } else if (value !== null && typeof value === 'object') {
    for (const inner in value) noteMentions(`${key}.${inner}`, value[inner] as Value, found);
  }
}

function summarise({ named, mentioned, flawed }: Found): VideoKeys & { videoId: string | null } {
  named.sort((a, b) => a.rank - b.rank);
  const ids = new Set(named.map(({ id }) => id));
  const [videoId = null, ...covered] = ids;
  const others = mentioned.filter((mention) => !ids.has(mention.videoId));
  return {
    videoId,
    ...(named[0] && { idKey: named[0].key }),
    ...(covered.length > 0 && { covered }),
    ...(others.length > 0 && { mentioned: others }),
    ...(flawed.length > 0 && { flawed }),
  };
}
