import type { Unbuilt } from '../claims.ts';
import { checkPlainPage } from '../plain-rules.ts';
import { resolvePlainEntry } from '../plain-urls.ts';
import type { Addressed, ServedSite, SiteFiles, UrlRules } from '../served-site.ts';
import { addFinalSlash, joinPath } from '../url-path.ts';
import { readPlainText } from '../yaml-values.ts';
import { findServedUrl } from './served-url.ts';
import { readConfig } from './site-config.ts';

/** Configuration, collections and routes. */
export function isSiteFile(path: string): boolean {
  return (
    /^astro\.config\.(?:mjs|js|ts|mts|cjs)$/.test(path) ||
    /(^|\/)content(?:\/config|\.config)\.(?:ts|js|mjs|mts)$/.test(path) ||
    /(^|\/)pages\/(?:.*\/)?\[[^\]]*\]\.astro$/.test(path)
  );
}

export function mayHoldSiteFiles(folder: string): boolean {
  return !/(^|\/)(?:dist|public|build|coverage)$/.test(folder);
}

export function readSite(files: SiteFiles, { template, folder }: UrlRules): ServedSite {
  const config = readConfig(files);
  // A site that shows no pages of a collection yet, or is not known, is what `urls.page` says.
  const isOpen = folder === null || config.routes.length === 0;
  const base = config.base.replace(/^\/?(.*?)\/?$/, '$1');
  const findUrl = ({ path, data }: Addressed) =>
    folder === null || (isOpen && !isPage(folder, path))
      ? fillTemplate(template, readPlainText(data['slug']))
      : findServedUrl(joinPath(folder, path), data, config);
  const explainUnknown = (page: Addressed) =>
    findUrl(page) === null
      ? 'no collection and route are written out that say it, or its slug is no plain text'
      : null;
  return {
    basePath: base === '' ? '' : `/${base}`,
    findUrl,
    explainUnknown,
    buildsDrafts: false,
    isDatedByName: () => false,
    fillsSlug: () => true,
    publishesFile: () => false,
    lacksVersion: () => false,
    isGuess: () => isOpen,
    resolveAlias: resolvePlainEntry,
    // It may be where the page is.
    writeAlias: (path, _, url) => (url === null ? null : path),
    findUnbuilt: () => new Map(),
    checkPage: (claims, liveKey) => checkPlainPage(claims, liveKey, 'Astro', unbuiltWords, explainUnknown),
  };
}

/** Whether a file is a page without a collection. */
function isPage(folder: string, path: string): boolean {
  return /(^|\/)pages\//.test(joinPath(folder, path));
}

/** Without a configuration of its own the site is what its pages and `urls.page` say. */
function fillTemplate(template: string, slug: string | null): string | null {
  const url = slug === null ? '' : template.replaceAll('{slug}', slug);
  return url === '' || url.includes('{') ? null : addFinalSlash(url);
}

/** Drafts and dates ahead are built, unless code of the site says otherwise. */
const unbuiltWords: Record<Unbuilt, string> = {
  draft: 'is a draft',
  expired: 'has expired',
  future: 'is dated in the future',
  'not-rendered': 'is kept from being rendered',
  bundled: "lies in another page's folder",
};
