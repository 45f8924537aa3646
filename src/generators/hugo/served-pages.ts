import { readText } from '../../model/front-matter.ts';
import type { Page } from '../../model/page.ts';
import type { Value } from '../../model/value.ts';
import type { Addressed } from '../served-site.ts';
import { cleanPath } from '../url-path.ts';
import { applyCascades, type Cascade, readCascades } from './cascade.ts';
import type { ContentFile, ContentMap, Language } from './content-map.ts';
import { findDay } from './dates.ts';
import { decode } from './page-url.ts';
import { findPattern, type RuledPage } from './permalinks.ts';
import { type Spelling, sanitiseTitle } from './sanitise-slug.ts';
import { listMaps, type Values, valuesAt } from './settings.ts';
import { expandPattern, findRawSlug, hasToken, type TokenValues } from './tokens.ts';
import { isUnknown, type Unknown, unknown, unknownVersion } from './unknown.ts';
import { changes, type VersionRange, worksAnew } from './version.ts';

/** What decides the URLs of a site that has a configuration. */
export interface HugoSite {
  settings: Values;
  content: ContentMap;
  version: VersionRange;
  /** From the site's root. */
  folder: string;
  /** The front matter of sections by language and folder. */
  sections: ReadonlyMap<string, Record<string, Value>>;
}

/** A page of the content, with all that is handed down to it. */
export interface ContentPage {
  file: ContentFile;
  ruled: RuledPage;
  data: Record<string, Value>;
}

/** Finds the sections of a site among its pages: each hands something down. */
export function indexSections(
  pages: readonly Page[],
  folder: string,
  content: ContentMap,
): HugoSite['sections'] {
  const sections = new Map<string, Record<string, Value>>();
  for (const { path, data } of pages) {
    if (!/(^|\/)_index\./.test(path)) continue;
    const file = content.locate(`${folder}/${path}`);
    if (file === null || isUnknown(file)) continue;
    sections.set(keyOf(file.language, file.folders.map(spell)), data);
  }
  return sections;
}

/** @returns null if the file is not content of the site */
export function readContentPage({ path, data }: Addressed, site: HugoSite): ContentPage | Unknown | null {
  const file = site.content.locate(`${site.folder}/${path}`);
  if (file === null || isUnknown(file)) return file;
  if (file.language.settings['disabled'] === true) return unknown('its language is disabled');
  const ruled = ruleFile(file, site.settings);
  const folders = file.folders.map(spell);
  const around = file.kind === 'page' ? folders : folders.slice(0, -1);
  const own = file.kind === 'page' ? [] : readCascades(data);
  const cascades = [
    ...own,
    ...listAround(file.language, around, file.kind, site),
    ...siteCascades(file.language),
  ];
  const filled = applyCascades(data, cascades, ruled);
  return isUnknown(filled) ? filled : { file, ruled, data: filled };
}

/** What the sections around a page hand down, the nearest first. */
function listAround(
  language: Language,
  folders: string[],
  kind: ContentFile['kind'],
  { sections }: HugoSite,
): Cascade[] {
  if (kind === 'home') return [];
  return folders
    .map((_, depth) => folders.slice(0, folders.length - depth))
    .concat([[]])
    .flatMap((place) => readCascades(sections.get(keyOf(language, place)) ?? {}));
}

function siteCascades({ settings }: Language): Cascade[] {
  return readCascades(settings);
}

function keyOf({ key }: Language, folders: readonly string[]): string {
  return `${key}:/${folders.join('/')}`;
}

/** A name as in Hugo's own paths. */
function spell(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function ruleFile({ folders, name, kind, language }: ContentFile, settings: Values): RuledPage {
  const spelled = folders.map(spell);
  const path = `/${(kind === 'page' ? [...spelled, spell(name)] : spelled).join('/')}`;
  return { kind: findKind(kind, spelled, settings), section: spelled[0] ?? '', path, language: language.key };
}

/** A taxonomy's folder is not an ordinary section. */
function findKind(kind: ContentFile['kind'], folders: readonly string[], settings: Values): string {
  if (kind !== 'section') return kind;
  const configured = settings['taxonomies'];
  const names =
    configured === undefined ? ['tags', 'categories'] : Object.values(valuesAt(settings, 'taxonomies'));
  const disabled = [settings['disablekinds'] ?? []].flat().map((name) => String(name).toLowerCase());
  const special = folders.length === 1 ? 'taxonomy' : 'term';
  return names.includes(folders[0] ?? '') && !disabled.includes(special) ? special : 'section';
}

/** The URL of a page as visitors see it, without the base path. */
export function findServedUrl(page: ContentPage, site: HugoSite): string | Unknown {
  const { file, data } = page;
  const { prefix } = file.language;
  if (file.kind === 'home') return `${prefix}/`;
  const tokens = makeTokens(page, site);
  const own = readText(data, 'url');
  if (own !== '') {
    const url = expandUrl(own, tokens);
    return isUnknown(url) ? url : addSlash(cleanPath(own.startsWith('/') ? url : `${prefix}/${url}`), own);
  }
  const pattern = findPattern(file.language.settings, page.ruled, site.version);
  if (isUnknown(pattern)) return pattern;
  const path = pattern === null ? makeDefaultPath(page, tokens, site) : expandPermalink(pattern, tokens);
  if (isUnknown(path)) return path;
  return addEnding(`${prefix}${cleanPath(path)}`, page, site);
}

function makeTokens({ file, ruled, data }: ContentPage, site: HugoSite): TokenValues {
  const { name, kind, language } = file;
  return {
    data,
    fileName: kind === 'page' ? name : '',
    sections: listSections(file, site),
    section: ruled.section,
    findDay: () => findDay(data, language.settings, name),
    spelling: readSpelling(site),
    version: site.version,
  };
}

/** How the site spells its URLs. */
export function readSpelling({ settings }: Pick<HugoSite, 'settings'>): Spelling {
  return {
    keepsCase: settings['disablepathtolower'] === true,
    dropsAccents: settings['removepathaccents'] === true,
  };
}

/** The folders down to the nearest that is a section: a first one always is, another if it has an `_index.md`. */
function listSections({ folders, language }: ContentFile, { sections }: HugoSite): string[] {
  const spelled = folders.map(spell);
  let depth = spelled.length;
  while (depth > 1 && !sections.has(keyOf(language, spelled.slice(0, depth)))) depth--;
  return spelled.slice(0, depth);
}

function expandUrl(own: string, tokens: TokenValues): string | Unknown {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(own)) return unknown('its `url` is an absolute one');
  const filled = expandPattern(own, tokens);
  if (isUnknown(filled)) return filled;
  if (hasToken(own) && leavesSlugEmpty(own, tokens)) return unknown('it has neither title nor slug');
  return decode(hasToken(own) ? filled.replaceAll('+', ' ') : filled);
}

function expandPermalink(pattern: string, tokens: TokenValues): string | Unknown {
  const filled = expandPattern(pattern, tokens);
  if (isUnknown(filled)) return filled;
  if (leavesSlugEmpty(pattern, tokens)) return unknown('it has neither title nor slug');
  return sanitiseTitle(decode(filled.replaceAll('+', ' ')), tokens.spelling);
}

/** Then the URL would be the parent folder's, and another page's. */
function leavesSlugEmpty(pattern: string, tokens: TokenValues): boolean {
  return /:slug\b/.test(pattern) && expandPattern(':slug', tokens) === '';
}

function makeDefaultPath(page: ContentPage, tokens: TokenValues, site: HugoSite): string | Unknown {
  const { file } = page;
  const spellName = tokens.spelling.keepsCase ? (name: string) => name : spell;
  const folders = nameFolders(file, spellName, site);
  if (isUnknown(folders)) return folders;
  const slug = file.kind === 'page' ? findRawSlug(tokens) : null;
  if (isUnknown(slug)) return slug;
  if (slug?.includes('//') || slug === 'index') return unknown('its slug is one that only Hugo can follow');
  const names = file.kind === 'page' ? [...folders, slug ?? spellName(file.name)] : folders;
  const path = sanitiseTitle(names.join('/'), tokens.spelling);
  return /%[\da-f]{2}/i.test(path) ? unknown('its name has a percent sign') : path;
}

/** The folders of a page in its URL, where later versions have the slugs of sections. */
function nameFolders(
  { folders, language }: ContentFile,
  spellName: (name: string) => string,
  site: HugoSite,
): string[] | Unknown {
  const slugs = folders.map((_, depth) => findSectionSlug(language, folders.slice(0, depth + 1), site));
  const failed = slugs.find(isUnknown);
  if (failed) return failed;
  const isNew = worksAnew(site.version, changes.sectionSlugs);
  if (isNew === null && slugs.some((slug) => slug !== ''))
    return unknownVersion('a section around it has a slug');
  return folders.map((folder, at) => (isNew && slugs[at] ? String(slugs[at]) : spellName(folder)));
}

function findSectionSlug(language: Language, folders: string[], site: HugoSite): string | Unknown {
  const spelled = folders.map(spell);
  const data = site.sections.get(keyOf(language, spelled));
  if (data === undefined) return '';
  const file: ContentFile = { language, folders, name: '_index', kind: 'section', isBundle: false };
  const ruled = ruleFile(file, site.settings);
  const cascades = [
    ...readCascades(data),
    ...listAround(language, spelled.slice(0, -1), 'section', site),
    ...siteCascades(language),
  ];
  const filled = applyCascades(data, cascades, ruled);
  return isUnknown(filled) ? filled : readText(filled, 'slug').replace(/^-+|-+$/g, '');
}

/** A folder with an `index.html`, or with `uglyURLs` a file. */
function addEnding(path: string, { file, ruled }: ContentPage, site: HugoSite): string | Unknown {
  const isUgly = findUgliness(ruled, site);
  if (isUnknown(isUgly)) return isUgly;
  if (!isUgly || path === '/') return path === '/' ? path : `${path}/`;
  if (file.kind === 'page') return `${path}.html`;
  const isNew = worksAnew(site.version, changes.uglyPagesOnly);
  if (isNew === null) return unknownVersion('the site has `uglyURLs`');
  return isNew ? `${path}/` : `${path}.html`;
}

/** Whether the pages of a section are files of their own. */
export function findUgliness({ section }: RuledPage, { settings, version }: HugoSite): boolean | Unknown {
  const ugly = settings['uglyurls'];
  if (ugly === undefined || typeof ugly === 'boolean') return ugly === true;
  if (listMaps(ugly)[0]?.[section] !== true) return false;
  return (
    worksAnew(version, changes.uglyPagesOnly) ?? unknownVersion('the site has `uglyURLs` for some sections')
  );
}

/**
 * Without a dot, or with a slash at its end, `url` names a folder with an `index.html`; else a file. Checked with Hugo
 * 0.131, where a dot anywhere in it counts.
 */
export function addSlash(url: string, written: string): string {
  if (/\/index\.html$/.test(url)) return url.replace(/index\.html$/, '');
  return url === '/' || (url.includes('.') && !written.endsWith('/')) ? url : `${url}/`;
}
