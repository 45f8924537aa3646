import type { UrlLists } from '../generators/conventions.ts';
import { isSame } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import { isMap, type Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';

/**
 * Keeps what a page says in as little memory as it takes: what its lockfile entry says too is there once, and the rest
 * is copied, since each piece of a text keeps the whole text in memory.
 *
 * @param data is changed: each value becomes an equal one
 * @param lists the keys of the page's two lists
 */
export function keepValues(
  data: Record<string, Value>,
  { values, aliases = [], archive = [] }: Partial<LockfileEntry> = {},
  lists: UrlLists,
): void {
  for (const key in data) {
    // A live list may hold what the lockfile has in the archive alone.
    const known =
      key === lists.live ? [...aliases, ...archive] : key === lists.archive ? archive : values?.[key];
    data[key] = keepValue(data[key] as Value, known);
  }
}

function keepValue(value: Value, known?: Value): Value {
  if (known !== undefined && isSame(value, known)) return known;
  if (typeof value === 'string') return copyText(value);
  if (Array.isArray(value)) {
    const items = Array.isArray(known) ? known : [];
    return value.map((item) =>
      keepValue(
        item,
        items.find((other) => other === item),
      ),
    );
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, keepValue(item)]));
}

function copyText(text: string): string {
  return text.length < shortestPiece ? text : JSON.parse(JSON.stringify(text));
}

/** V8 copies shorter ones anyway. */
const shortestPiece = 13;

/** A video whose values are in memory once if its lockfile entry has them too. */
export function shareValues(video: Video, { values, source }: LockfileEntry): Video {
  const known = Object.values(values);
  const share = <Kind extends Value>(value: Kind) =>
    (known.find((one) => isSame(one, value)) ?? value) as Kind;
  return {
    ...video,
    title: share(video.title),
    summary: share(video.summary),
    publishedAt: share(video.publishedAt),
    tags: share(video.tags),
    thumbnailUrl: share(video.thumbnailUrl),
    channelId: video.channelId === source ? source : video.channelId,
  };
}
