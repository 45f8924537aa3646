import type { Page } from '../../model/page.ts';
import type { Value } from '../../model/value.ts';
import type { Unbuilt } from '../claims.ts';
import { checkPlainPage } from '../plain-rules.ts';
import { resolvePlainEntry } from '../plain-urls.ts';
import type { Addressed, ServedSite, SiteFiles, UrlRules } from '../served-site.ts';
import { addFinalSlash, joinPath } from '../url-path.ts';
import { collectData } from './data.ts';
import { findServedUrl } from './served-url.ts';
import { configNames, type EleventyConfig, readConfig } from './site-config.ts';

/** Configuration, data beside pages, and layouts. */
export function isSiteFile(path: string): boolean {
  if (configNames.includes(path) || path === 'package.json') return true;
  if (isDataFile(path)) return true;
  return isLayoutFolder(path) && /\.(?:liquid|md|njk|html|11ty\.js|webc|vto|hbs|ejs|pug)$/.test(path);
}

/** `videos/videos.json`, `videos/a-talk.11tydata.js`, or data for all pages. */
function isDataFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.11tydata\.(?:json|js|cjs|mjs|yaml|yml|toml|json5)$/.test(name)) return true;
  if (/^(?:permalink|layout|eleventyComputed)\.[^.]+$/.test(name)) return true;
  return /\.(?:json|yaml|yml|toml|json5)$/.test(name) && path.includes('/') && !/(^|\/)_data\//.test(path);
}

function isLayoutFolder(path: string): boolean {
  return /(^|\/)(?:_[^/]*|[^/]*(?:layout|include|partial|template)[^/]*)\//i.test(path);
}

export function mayHoldSiteFiles(folder: string): boolean {
  return !/(^|\/)(?:_site|dist|public|build|coverage)$/.test(folder);
}

export function readSite(files: SiteFiles, { template, folder }: UrlRules): ServedSite {
  const name = configNames.find((file) => files.has(file));
  const config = readConfig(files.get(name ?? '') ?? '', files.get('package.json') ?? '');
  const locate = (path: string) => joinPath(folder ?? '', path);
  const prefix = config.pathPrefix.replace(/^\/?(.*?)\/?$/, '$1');
  const findUrl = ({ path, data }: Addressed) =>
    folder === null ? fillTemplate(template, path, data) : findServedUrl(locate(path), data, config, files);
  const explainUnknown = (page: Addressed) =>
    findUrl(page) === null ? 'no permalink is written out that says it' : null;
  return {
    basePath: prefix === '' ? '' : `/${prefix}`,
    findUrl,
    explainUnknown,
    buildsDrafts: false,
    // Anywhere in the path. Source: Eleventy 3.1, src/Template.js (getMappedDate).
    isDatedByName: (path) => /\d{4}-\d{2}-\d{2}/.test(locate(path)),
    fillsSlug: () => folder === null || config.fillsMarkdown,
    publishesFile: () => false,
    lacksVersion: () => false,
    isGuess: ({ data }) => folder === null && data['permalink'] === undefined,
    resolveAlias: resolvePlainEntry,
    // It may be where the page is.
    writeAlias: (path, _, url) => (url === null ? null : path),
    findUnbuilt: (pages) => findUnbuilt(pages, config, files, locate),
    checkPage: (claims, liveKey) => checkPlainPage(claims, liveKey, 'Eleventy', unbuiltWords, explainUnknown),
  };
}

/** Without a configuration of its own the site is what its pages and `urls.page` say. */
function fillTemplate(template: string, path: string, data: Record<string, Value>): string | null {
  const permalink = addFinalSlash(template.replaceAll('{slug}', '{{ slug }}'));
  const config = readConfig('', '');
  return findServedUrl(path, { permalink, ...data }, config, new Map());
}

const unbuiltWords: Record<Unbuilt, string> = {
  draft: 'is a draft',
  expired: 'has expired',
  future: 'is dated in the future',
  'not-rendered': 'has no permalink, but false',
  bundled: "lies in another page's folder",
};

/** Drafts and dates ahead are built: only a permalink keeps a page out. */
function findUnbuilt(
  pages: Page[],
  config: EleventyConfig,
  files: SiteFiles,
  locate: (path: string) => string,
): Map<Page, Unbuilt> {
  const unbuilt = new Map<Page, Unbuilt>();
  for (const page of pages) {
    const { data } = collectData(locate(page.path), page.data, config, files);
    if (data['permalink'] === false) unbuilt.set(page, 'not-rendered');
  }
  return unbuilt;
}
