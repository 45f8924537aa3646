import type { Page } from '../../model/page.ts';
import type { Addressed, ServedSite, SiteFiles, UrlRules } from '../served-site.ts';
import { cleanPath } from '../url-path.ts';
import { type AliasBase, makeBase, resolveAlias, writeAlias } from './alias.ts';
import { findAliasBase } from './alias-base.ts';
import { findUnbuilt, readAllowed } from './built.ts';
import { readContentMap } from './content-map.ts';
import { isDatedByName } from './dates.ts';
import { findFallbackUrl } from './fallback-url.ts';
import { checkPage, type HugoServedSite } from './page-rules.ts';
import {
  findServedUrl,
  type HugoSite,
  indexSections,
  readContentPage,
  readSpelling,
} from './served-pages.ts';
import { readSettings, textAt, type Values, valuesAt } from './settings.ts';
import { isUnknown, type Unknown, unknown } from './unknown.ts';
import { anyVersion, findVersion } from './version.ts';

/** Hugo's own configuration. Source: https://gohugo.io/configuration/introduction/ */
export function isSiteFile(path: string): boolean {
  return (
    /^(hugo|config|config\/(_default|production)\/[^/]+)\.(toml|yaml|yml|json)$/.test(path) ||
    /(^|\/)(netlify\.toml|\.gitlab-ci\.yml|\.github\/workflows\/[^/]+\.ya?ml)$/.test(path)
  );
}

export function mayHoldSiteFiles(folder: string): boolean {
  return /^(config(\/(_default|production))?|(\.\.\/)*\.github(\/workflows)?)$/.test(folder);
}

/** Reads how Hugo serves a site: by its configuration, else by `urls.page`. */
export function readSite(files: SiteFiles, pages: readonly Page[], rules: UrlRules): ServedSite {
  const read = rules.folder === null ? null : readSettings(files);
  const site =
    read && rules.folder !== null ? makeSite(files, read.settings, pages, rules, rules.folder) : null;
  const find = (page: Addressed): string | Unknown | null => {
    if (site === null) return null;
    if (read?.broken) return unknown(`the site's ${read.broken} cannot be read`);
    if (isMultihost(site)) return unknown('each language of the site has a host of its own');
    const content = readContentPage(page, site);
    return content === null || isUnknown(content) ? content : findServedUrl(content, site);
  };
  const findBase = (page: Addressed, url: string | null): AliasBase => {
    if (site === null) return makeBase(url);
    const content = readContentPage(page, site);
    return content === null || isUnknown(content) ? makeBase(url) : findAliasBase(content, url, site);
  };
  const readData = (page: Addressed) => {
    const content = site && readContentPage(page, site);
    return content === null || isUnknown(content) ? page.data : content.data;
  };
  const allowed = readAllowed(site?.settings ?? {});
  const served: HugoServedSite = {
    spelling: readSpelling({ settings: site?.settings ?? {} }),
    basePath: site === null ? '' : findBasePath(site.settings),
    findUrl: (page) => {
      const place = find(page) ?? findFallbackUrl(page, rules).url;
      return isUnknown(place) ? null : place;
    },
    explainUnknown: (page) => {
      const place = find(page) ?? findFallbackUrl(page, rules).url;
      if (isUnknown(place)) return place.why;
      return place === null ? 'the site has no configuration that says it' : null;
    },
    isGuess: (page) => find(page) === null && findFallbackUrl(page, rules).isGuess,
    resolveAlias: (entry, page, url) => resolveAlias(entry, findBase(page, url)),
    writeAlias: (path, page, url) => writeAlias(path, findBase(page, url)),
    lacksVersion: () => {
      if (site === null || site.version !== anyVersion) return false;
      const hasPrefix = [...site.content.languages.values()].some(({ prefix }) => prefix !== '');
      return hasPrefix || pages.some((page) => (find(page) as Unknown | null)?.needsVersion);
    },
    buildsDrafts: allowed.has('draft'),
    isDatedByName: (path) => site !== null && isDatedByName(path, site.settings),
    fillsSlug: () => true,
    publishesFile: () => false,
    findUnbuilt: (pages, now) => findUnbuilt(pages, now, { allowed, readData }),
    checkPage: (claims, liveKey) => checkPage(claims, liveKey, served),
  };
  return served;
}

function makeSite(
  files: SiteFiles,
  settings: Values,
  pages: readonly Page[],
  rules: UrlRules,
  folder: string,
): HugoSite {
  const content = readContentMap(settings);
  return {
    settings,
    content,
    folder,
    version: findVersion(files, settings, rules.version ?? null, rules.installed ?? null),
    sections: indexSections(pages, folder, content),
  };
}

function isMultihost({ content, settings }: HugoSite): boolean {
  const hasDimensions = ['versions', 'roles'].some((key) => settings[key] !== undefined);
  const languages = valuesAt(settings, 'languages');
  return (
    hasDimensions ||
    [...content.languages.keys()].some((key) => valuesAt(languages, key)['baseurl'] !== undefined)
  );
}

function findBasePath(settings: Values): string {
  const [, path = ''] = /^[a-z]+:\/\/[^/]+(\/.*)$/i.exec(textAt(settings, 'baseurl') ?? '') ?? [];
  return cleanPath(path).replace(/^\/$/, '');
}
