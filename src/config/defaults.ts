import { defaultGenerator } from '../generators/default-generator.ts';

const { preset, urlLists } = defaultGenerator;

/** The fields that a page gets without a config, in the order in which a new page has them. */
export const defaultFields = preset.fields;

/** The two lists of URLs: their content is set under `urls`, not under `fields`. */
export const ledgerFields: readonly string[] = Object.values(urlLists);

/** What holds where neither flag, environment nor config file says otherwise. The one place for defaults. */
export const defaults = {
  content: preset.content,
  file: preset.file,
  lockfile: 'tubematter-lock.json',
  body: preset.body,
  urls: preset.urls,
  filters: { shorts: 'publish', live: 'skip', premieres: 'skip', unlisted: 'publish' },
  missing: 'report',
  apiRoot: 'https://youtube.googleapis.com',
  concurrency: 3,
  timeout: 900,
} as const;
