import type { Page } from '../../model/page.ts';
import type { ServedSite, SiteFiles, UrlRules } from '../served-site.ts';
import { resolveAlias } from './alias.ts';
import { findUnbuilt } from './built.ts';
import { checkPage } from './page-rules.ts';
import { findServedUrl } from './served-url.ts';

/** Hugo's own configuration. Source: https://gohugo.io/configuration/introduction/ */
export function isSiteFile(path: string): boolean {
  return /^(hugo|config|config\/(_default|production)\/[^/]+)\.(toml|yaml|yml|json)$/.test(path);
}

export function mayHoldSiteFiles(folder: string): boolean {
  return /^config(\/(_default|production))?$/.test(folder);
}

export function readSite(_files: SiteFiles, _pages: readonly Page[], rules: UrlRules): ServedSite {
  return {
    basePath: '',
    findUrl: (page) => findServedUrl(page, rules).url,
    isGuess: (page) => findServedUrl(page, rules).isGuess,
    resolveAlias: (entry, _page, url) => resolveAlias(entry, url),
    writeAlias: (path) => path,
    findUnbuilt,
    checkPage: (claims) => checkPage(claims, rules.template),
  };
}
