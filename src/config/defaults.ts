import type { FieldRule } from '../model/rules.ts';

/** The fields that a page gets without a config, in the order in which a new page has them. */
export const defaultFields: readonly FieldRule[] = [
  { key: 'title', value: '{title}', own: 'follow' },
  { key: 'description', value: '{description}', own: 'follow' },
  { key: 'date', value: '{date}', own: 'follow' },
  { key: 'weight', value: 1000, own: 'once' },
  { key: 'ResourceId', value: '{videoId}', own: 'once' },
  { key: 'ResourceType', value: 'videos', own: 'once' },
  { key: 'ResourceImport', value: true, own: 'once' },
  { key: 'ResourceImportSource', value: 'Youtube', own: 'once' },
  { key: 'videoId', value: '{videoId}', own: 'once' },
  { key: 'url', value: '{permalink}', own: 'once' },
  { key: 'slug', value: '{slug}', own: 'once' },
  { key: 'layout', value: 'video', own: 'once' },
  { key: 'aliases', value: [], own: 'append' },
  { key: 'aliasesArchive', value: [], own: 'append' },
  { key: 'preview', value: '{preview}', own: 'follow' },
  { key: 'duration', value: '{duration}', own: 'always' },
  { key: 'isShort', value: '{isShort}', own: 'follow' },
  { key: 'tags', value: '{tags}', own: 'follow' },
  { key: 'sitemap', value: { filename: 'sitemap.xml', priority: 0.6 }, own: 'once' },
  { key: 'source', value: 'youtube', own: 'once' },
  { key: 'resourceTypes', value: ['video'], own: 'once' },
  { key: 'categories', value: '{categories}', own: 'once' },
];

/** The two lists that the ledger fills: their content is set under `urls`, not under `fields`. */
export const ledgerFields = ['aliases', 'aliasesArchive'];

/** What holds where neither flag, environment nor config file says otherwise. The one place for defaults. */
export const defaults = {
  content: 'content/resources/videos',
  path: '{videoId}/index.md',
  lock: 'tubematter-lock.json',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: {
    page: '/resources/videos/{slug}',
    aliases: ['/resources/{videoId}', '/resources/videos/{slug}'],
  },
  filters: { shorts: true, live: false, upcoming: false },
  missing: 'report',
  apiRoot: 'https://youtube.googleapis.com',
  concurrency: 3,
  timeout: 900,
} as const;
