/** The keys that name a page's video, whatever their letter case. */
export interface IdKeys {
  /** The one that `adopt` writes. */
  preferred: string;
  /**
   * The rank of a key at the root of the front matter or below one of `mapsOfIds`, the lowest being the strongest;
   * null: it names no video.
   */
  findRank(key: string): number | null;
  /** Ranks below this belong to keys that the config names. */
  configured: number;
  /** Keys of the config with dots. */
  nested: readonly { key: string; rank: number }[];
  /** Matches one of the keys in a text, up to its value. Global. */
  written: RegExp;
}

/** The keys that sites use; the first two are those of the default fields. */
const usualKeys = [
  'videoId',
  'ResourceId',
  'youtubeId',
  'youtube_id',
  'youtube',
  'youtube_video_id',
  'video_id',
  'ytid',
];

/** @param configured keys that the config names: they come before all others. Dots lead into maps */
export function makeIdKeys(configured: readonly string[]): IdKeys {
  const keys = [...configured, ...usualKeys];
  const ranks = new Map<string, number>();
  for (const [rank, key] of keys.entries()) {
    const folded = key.toLowerCase();
    if (!folded.includes('.') && !ranks.has(folded)) ranks.set(folded, rank);
  }
  // Pages have the same few keys again and again.
  const known = new Map<string, number | null>();
  const names = new Set(keys.map((key) => escapePattern(key.slice(key.lastIndexOf('.') + 1))));
  return {
    preferred: keys[0] ?? 'videoId',
    findRank: (key) => {
      let rank = known.get(key);
      if (rank === undefined) {
        rank = ranks.get(key.toLowerCase()) ?? null;
        known.set(key, rank);
      }
      return rank;
    },
    configured: configured.length,
    nested: keys.flatMap((key, rank) => (key.includes('.') ? [{ key, rank }] : [])),
    written: new RegExp(`(?<![\\w-])(?:${[...names].join('|')})["']?[ \\t]*[:=]`, 'gi'),
  };
}

/** The maps whose keys name a video just as those at the root do. */
export const mapsOfIds = /^(?:params|video|youtube)$/i;

/** The rank of a key below one of `mapsOfIds`: a known name, or `youtube.id`; null: it names no video. */
export function findRankBelow(map: string, key: string, { findRank }: IdKeys): number | null {
  return /^youtube\.id$/i.test(`${map}.${key}`) ? findRank(map) : findRank(key);
}

/** Whether a key, with dots below maps, names the video of a page. */
export function isIdKey(key: string, idKeys: IdKeys): boolean {
  const [map = '', name, ...deeper] = key.split('.');
  if (name === undefined) return idKeys.findRank(key) !== null;
  const isUsual = deeper.length === 0 && mapsOfIds.test(map) && findRankBelow(map, name, idKeys) !== null;
  return isUsual || idKeys.nested.some((other) => other.key.toLowerCase() === key.toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
