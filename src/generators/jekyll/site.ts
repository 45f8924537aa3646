import type { Page } from '../../model/page.ts';
import type { Unbuilt } from '../claims.ts';
import type { Addressed, ServedSite, SiteFiles, UrlRules } from '../served-site.ts';
import { addFinalSlash, joinPath } from '../url-path.ts';
import { resolveAlias, writeAlias } from './alias.ts';
import { readLocalDates } from './dates.ts';
import { addDefaults } from './defaults.ts';
import { checkPage } from './page-rules.ts';
import { placeFile } from './place.ts';
import { findServedUrl, isDatedByName } from './served-url.ts';
import { configNames, type JekyllConfig, readConfig } from './site-config.ts';

export function isSiteFile(path: string): boolean {
  return configNames.includes(path);
}

export function readSite(files: SiteFiles, { template, folder }: UrlRules): ServedSite {
  const name = configNames.find((file) => files.has(file)) ?? '_config.yml';
  // Without a configuration of its own the site is what its pages and `urls.page` say.
  const config =
    folder === null ? readConfig(name, makeConfig(template)) : readConfig(name, files.get(name) ?? '');
  const locate = (path: string) => (folder === null ? `_videos/${path}` : joinPath(folder, path));
  const findUrl = ({ path, data }: Addressed) => config && findServedUrl(locate(path), data, config);
  const explainUnknown = (page: Addressed) =>
    findUrl(page) === null ? 'its date, its permalink or the configuration of the site leave it open' : null;
  return {
    basePath: config?.baseUrl.replace(/\/$/, '') ?? '',
    findUrl,
    explainUnknown,
    buildsDrafts: config?.unpublished === true,
    isDatedByName: (path) => config !== null && isDatedByName(locate(path), config),
    // Documents alone have the token. Source: Jekyll 4.3, lib/jekyll/page.rb (url_placeholders).
    fillsSlug: (path) => config === null || placeFile(locate(path), config)?.type !== 'pages',
    publishesFile: (path) => config !== null && placeFile(path, config) !== null,
    lacksVersion: () => false,
    isGuess: ({ data }) => folder === null && typeof data['permalink'] !== 'string',
    resolveAlias,
    // It may be where the page is.
    writeAlias: (path, _, url) => (url === null ? null : writeAlias(path)),
    findUnbuilt: (pages, now) => findUnbuilt(pages, now, config, locate),
    checkPage: (claims, liveKey) => checkPage(claims, liveKey, explainUnknown),
  };
}

/** A site whose pages are all served under `urls.page`. */
function makeConfig(template: string): string {
  const permalink = addFinalSlash(template.replaceAll('{slug}', ':slug'));
  return JSON.stringify({ collections: { videos: { output: true, permalink } } });
}

function findUnbuilt(
  pages: Page[],
  now: number,
  config: JekyllConfig | null,
  locate: (path: string) => string,
): Map<Page, Unbuilt> {
  const unbuilt = new Map<Page, Unbuilt>();
  for (const page of config === null ? [] : pages) {
    const reason = config && explainUnbuilt(page, locate(page.path), now, config);
    if (reason !== null) unbuilt.set(page, reason);
  }
  return unbuilt;
}

/** Source: Jekyll, lib/jekyll/publisher.rb, collection.rb. */
function explainUnbuilt({ data }: Page, path: string, now: number, config: JekyllConfig): Unbuilt | null {
  const place = placeFile(path, config);
  if (place === null || place.isUnnamed) return 'not-rendered';
  if (config.collections.get(place.type)?.output === false) return 'not-rendered';
  const all = addDefaults(data, place.path, place.type, config) ?? data;
  if (place.isDraft && !config.showDrafts) return 'draft';
  if (!config.unpublished && all['published'] === false) return 'draft';
  if (config.future || place.type === 'pages') return null;
  const dates = readLocalDates(all['date'], 'UTC');
  const isAhead = dates.some(
    ({ year, month, day, hour, minute, second }) =>
      Date.UTC(year, month - 1, day, hour, minute, second) > now,
  );
  return isAhead ? 'future' : null;
}
