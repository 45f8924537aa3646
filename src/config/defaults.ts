import type { FieldRule } from '../model/rules.ts';

/** The fields that a page gets without a config, in the order in which a new page has them. */
export const defaultFields: readonly FieldRule[] = [
  { key: 'title', value: '{title}', update: 'until-edited' },
  { key: 'description', value: '{description}', update: 'until-edited' },
  { key: 'date', value: '{date}', update: 'until-edited' },
  { key: 'weight', value: 1000, update: 'if-missing' },
  { key: 'ResourceId', value: '{videoId}', update: 'if-missing' },
  { key: 'ResourceType', value: 'videos', update: 'if-missing' },
  { key: 'ResourceImport', value: true, update: 'if-missing' },
  { key: 'ResourceImportSource', value: 'Youtube', update: 'if-missing' },
  { key: 'videoId', value: '{videoId}', update: 'if-missing' },
  { key: 'url', value: '{permalink}', update: 'if-missing' },
  { key: 'slug', value: '{slug}', update: 'if-missing' },
  { key: 'layout', value: 'video', update: 'if-missing' },
  { key: 'aliases', value: [], update: 'append' },
  { key: 'aliasesArchive', value: [], update: 'append' },
  { key: 'preview', value: '{preview}', update: 'until-edited' },
  { key: 'duration', value: '{duration}', update: 'always' },
  { key: 'isShort', value: '{isShort}', update: 'until-edited' },
  { key: 'tags', value: '{tags}', update: 'until-edited' },
  { key: 'sitemap', value: { filename: 'sitemap.xml', priority: 0.6 }, update: 'if-missing' },
  { key: 'source', value: 'youtube', update: 'if-missing' },
  { key: 'resourceTypes', value: ['video'], update: 'if-missing' },
  { key: 'categories', value: '{categories}', update: 'if-missing' },
];

/** The two lists that the ledger fills: their content is set under `urls`, not under `fields`. */
export const ledgerFields = ['aliases', 'aliasesArchive'];

/** What holds where neither flag, environment nor config file says otherwise. The one place for defaults. */
export const defaults = {
  content: 'content/resources/videos',
  file: '{videoId}/index.md',
  lockfile: 'tubematter-lock.json',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: {
    page: '/resources/videos/{slug}',
    aliases: ['/resources/{videoId}', '/resources/videos/{slug}'],
  },
  filters: { shorts: 'publish', live: 'skip', premieres: 'skip', unlisted: 'publish' },
  missing: 'report',
  apiRoot: 'https://youtube.googleapis.com',
  concurrency: 3,
  timeout: 900,
} as const;
