import type { ConfigInput as Config } from '../../src/config/keys.ts';
import type { SeenVideo } from './channel.ts';
import { isEmpty, isSame, listOf } from './page-text.ts';
import { wantedSlug } from './urls.ts';
import { type FoundPage, templateOf } from './world.ts';

/** What a living line of the lock lets the next import know of a page. */
export interface Memory {
  /** The page's own URL when the last import ended; null where only Hugo could tell. */
  url: string | null;
  archive: unknown[];
  /** The fields that the page had; the value is YouTube's, where the owner needs it. */
  fields: Map<string, { value?: unknown }>;
  /** Folded: the aliases that the page has had. */
  aliases: Set<string>;
  /** Whether an import wrote `unavailable`. */
  isFlagged: boolean;
  /** The line stands there twice, with differences: what it said may count or not. */
  isDoubtful: boolean;
}

export type Update = 'on-create' | 'if-missing' | 'until-edited' | 'always' | 'append';

const follows = ['title', 'description', 'date', 'preview', 'isShort', 'tags'];
const keys = [
  ...follows,
  'weight',
  'ResourceId',
  'ResourceType',
  'ResourceImport',
  'ResourceImportSource',
  'videoId',
  'url',
  'slug',
  'layout',
  'duration',
  'sitemap',
  'source',
  'resourceTypes',
  'categories',
];

/** The managed fields, the two lists of URLs apart, and who owns each. The README's table says the same. */
export function listFields(config: Config): { key: string; update: Update }[] {
  return keys.flatMap((key) => {
    const rule = config.fields?.[key];
    if (rule === false) return [];
    const update = key === 'duration' ? 'always' : follows.includes(key) ? 'until-edited' : 'if-missing';
    return [{ key, update: rule?.update ?? update }];
  });
}

/** YouTube's value of a field; undefined where it is unknown. The slug is the one that the title asks for. */
export function youtubeValue(key: string, video: SeenVideo, config: Config): unknown {
  const values: Record<string, unknown> = {
    title: video.title,
    description: video.description,
    date: video.publishedAt,
    weight: 1000,
    ResourceId: video.id,
    ResourceType: 'videos',
    ResourceImport: true,
    ResourceImportSource: 'Youtube',
    videoId: video.id,
    url: fillUrl(templateOf(config), video, ':slug'),
    slug: wantedSlug(video.title, video.id),
    layout: 'video',
    preview: `https://i.ytimg.com/vi/${video.id}/hqdefault.jpg`,
    duration: video.seconds,
    isShort: video.shape === 'unknown' ? undefined : video.shape === 'tall',
    tags: video.tags,
    sitemap: { filename: 'sitemap.xml', priority: 0.6 },
    source: 'youtube',
    resourceTypes: ['video'],
    categories: ['Education'],
  };
  return values[key];
}

/** Fills a URL template of the config. */
export function fillUrl(template: string, video: SeenVideo, slug: string): string {
  const year = video.publishedAt.slice(0, 4);
  return template.replace('{slug}', slug).replace('{videoId}', video.id).replace('{year}', year);
}

/** Whether two values of a field count as one: a number that a clash gave a slug makes no other slug. */
export function isSameField(key: string, value: unknown, youtube: unknown): boolean {
  if (key !== 'slug' || typeof value !== 'string') return isSame(value, youtube);
  const wanted = String(youtube);
  return value.startsWith(wanted) && /^(-\d+)?$/.test(value.slice(wanted.length));
}

/** What the lock knows of the fields after an import of a listed video. */
export function rememberFields(
  video: SeenVideo,
  config: Config,
  found: FoundPage | undefined,
  after: FoundPage,
  memory: Memory | undefined,
): Memory['fields'] {
  const fields: Memory['fields'] = new Map(memory?.fields);
  for (const { key, update } of listFields(config)) {
    const youtube = youtubeValue(key, video, config);
    const last = memory?.fields.get(key);
    const before = found?.data[key];
    if (youtube === undefined) {
      // A new page is no Short until YouTube knows better.
      if (!found) fields.set(key, { value: false });
      else if (after.data[key] !== undefined) fields.set(key, last ?? {});
    } else if (last === undefined && before === undefined && isEmpty(youtube) && found) {
      // The page neither has nor had it.
    } else if (update === 'append') {
      if (before !== undefined || last === undefined) {
        fields.set(key, { value: [...new Set([...listOf(last?.value), ...listOf(youtube)])] });
      }
    } else if (key === 'slug' && update === 'until-edited') {
      const value = [after.data[key], last?.value].find((slug) => slug && isSameField(key, slug, youtube));
      fields.set(key, { value: value ?? youtube });
    } else fields.set(key, update === 'until-edited' ? { value: youtube } : {});
  }
  return fields;
}
