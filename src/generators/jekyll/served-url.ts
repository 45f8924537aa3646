import type { Value } from '../../model/value.ts';
import { decodeBytes } from '../url-path.ts';
import { isTextEverywhere, readPlainText } from '../yaml-values.ts';
import { sanitiseUrl } from './alias.ts';
import { fillDateTokens, type LocalDate, readLocalDates } from './dates.ts';
import { addDefaults } from './defaults.ts';
import { type Place, placeFile } from './place.ts';
import type { JekyllConfig } from './site-config.ts';
import { lower, slugify, slugifyTitle } from './slugify.ts';

type Data = Record<string, Value>;

/**
 * The URL under which Jekyll serves a file, as the file that it writes: `/a/b/` for `a/b/index.html`, else `/a/b.html`.
 * Source: Jekyll 4.3, lib/jekyll/url.rb, document.rb, page.rb. Checked with its builds.
 *
 * @param path from the folder of the site's configuration
 * @returns null if it cannot be told, or Jekyll reads no such file
 */
export function findServedUrl(path: string, data: Data, config: JekyllConfig): string | null {
  const place = placeFile(path, config);
  if (place === null || isTemplateOnly(place, data)) return null;
  const whole = addDefaults(data, place.path, place.type, config);
  if (whole === null) return null;
  return place.type === 'pages' ? servePage(place, whole, config) : serveDocument(place, whole, config);
}

/** A file without front matter is copied as it is, unless it is a post. */
function isTemplateOnly({ type, path }: Place, data: Data): boolean {
  const isReadme = /(^|\/)readme\.[^/]*$/i.test(path); // GitHub Pages makes index pages of these.
  return (type !== 'posts' && Object.keys(data).length === 0) || (type === 'pages' && isReadme);
}

function servePage({ path }: Place, data: Data, config: JekyllConfig): string | null {
  const { folder, stem, ending } = splitPath(path);
  const given = readPermalink(data);
  if (given === null) return null;
  const converted = findEnding(ending, config);
  if (converted === null) return null;
  const basename = stem.replace(/\.+$/, '');
  const pattern =
    given || (basename === 'index' ? '/:path/' : addSuffix('/:path/:basename', config.permalink));
  const output = findExtension(given) || converted;
  const values: [string, string][] = [
    ['path', folder],
    ['basename', basename],
    ['output_ext', output],
  ];
  let url = pattern;
  for (const [name, value] of values)
    if (url.includes(':')) url = url.replaceAll(`:${name}`, () => escapePercent(value));
  return finishUrl(url, output, true);
}

function serveDocument(place: Place, data: Data, config: JekyllConfig): string | null {
  const collection = config.collections.get(place.type);
  const given = readPermalink(data);
  const converted = findEnding(splitPath(place.path).ending, config);
  if (given === null || converted === null || (given === '' && !collection)) return null;
  const pattern = given || (collection?.permalink ?? addSuffix('/:collection/:path', config.permalink));
  const output = findExtension(given) || converted;
  const fixed = readTokens(place, data, output);
  const urls = listDates(place, data, config).map((date) => {
    const filled = fillPattern(pattern, { ...fixed, ...(date && fillDateTokens(date)) });
    return filled === null ? null : finishUrl(filled, output, false);
  });
  return urls.every((url) => url === urls[0]) ? (urls[0] ?? null) : null;
}

/** `''`: none is given; null: it is one that stops the build. */
function readPermalink(data: Data): string | null {
  const value = data['permalink'];
  if (value === undefined || value === null || value === false) return '';
  return typeof value === 'string' && value !== '' ? value : null;
}

/** All dates that a document may have; null is one that only the build can tell. */
function listDates({ path, isDraft }: Place, data: Data, { timezone }: JekyllConfig): (LocalDate | null)[] {
  const own = data['date'];
  const given = own === undefined || own === null ? readNameParts(path).date : own;
  if (given === undefined || (isDraft && own === undefined)) return [null];
  const dates = readLocalDates(given, timezone);
  return dates.length > 0 ? dates : [null];
}

/** Undefined: it cannot be told. Those of the date are not among them. */
function readTokens(place: Place, data: Data, output: string): Record<string, string | undefined> {
  const { stem } = splitPath(place.path);
  const own = data['slug'];
  const slug = own === undefined || own === null || own === false ? readNameParts(place.path).slug : own;
  const text = typeof slug === 'string' && isTextEverywhere(slug) ? slug : null;
  const categories = listCategories(place, data);
  return {
    collection: place.type,
    output_ext: output,
    path: findCleanPath(place),
    name: slugify(stem) ?? undefined,
    title: (text === null ? null : slugifyTitle(text)) ?? undefined,
    slug: (text === null ? null : slugify(text)) ?? undefined,
    categories: categories && [...new Set(categories.map(lower))].join('/'),
    slugified_categories: joinSlugs(categories),
  };
}

function joinSlugs(categories: string[] | undefined): string | undefined {
  const slugs = categories?.map(slugify);
  return slugs === undefined || slugs.includes(null) ? undefined : [...new Set(slugs)].join('/');
}

/** From the folders, then `categories`, then `category`. @returns undefined if they cannot be told */
function listCategories({ categories }: Place, data: Data): string[] | undefined {
  const { categories: several, category: one } = data;
  const own = typeof several === 'string' ? several.split(/\s+/).filter(Boolean) : (several ?? []);
  const single = one === undefined || one === null || one === false ? [] : [one].flat();
  if (!Array.isArray(own)) return undefined;
  const all = [...own, ...single].map(readPlainText);
  if (all.some((text) => text === null)) return undefined;
  return [...new Set([...categories, ...all.filter((text) => text !== null)])];
}

/** A name such as `2020-01-02-a-talk.md` has a date, in any collection. */
function readNameParts(path: string): { date?: string; slug: string } {
  const { stem } = splitPath(path);
  const [, date, rest] = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)$/.exec(stem) ?? [];
  const slug = (rest ?? stem).replace(/\.+$/, '');
  return date === undefined ? { slug } : { date, slug };
}

/** Whether a file's name dates it: a document's does, that of a page outside collections does not. */
export function isDatedByName(path: string, config: JekyllConfig): boolean {
  const place = placeFile(path, config);
  return place !== null && place.type !== 'pages' && readNameParts(place.path).date !== undefined;
}

function findCleanPath({ type, path }: Place): string {
  const { ending } = splitPath(path);
  return path
    .slice(0, path.length - ending.length)
    .replace(`_${type}`, '')
    .replace(/\.+$/, '');
}

/** @returns null if a token is unknown or cannot be told */
function fillPattern(pattern: string, tokens: Record<string, string | undefined>): string | null {
  let isKnown = true;
  const filled = pattern.replace(/:([a-z_]+)/g, (_, name: string) => {
    const found = Object.hasOwn(tokens, name) ? name : name.replace(/_$/, '');
    const value = tokens[found];
    if (value === undefined) isKnown = false;
    return `${escapePercent(value ?? '')}${name.slice(found.length)}`;
  });
  return isKnown ? filled : null;
}

/** The pattern's own text is decoded when the file is written, what is filled in is not. */
function escapePercent(text: string): string {
  return text.replaceAll('%', '%25');
}

/** What a permalink that is a style of posts says of the end of other URLs. */
function addSuffix(pattern: string, style: string): string {
  if (style === 'pretty' || style.endsWith('/')) return `${pattern}/`;
  return ['date', 'ordinal', 'none'].includes(style) || style.endsWith(':output_ext')
    ? `${pattern}:output_ext`
    : pattern;
}

/** The ending of what is written, with its dot. @returns null if a plugin decides it */
function findEnding(ending: string, { markdownEndings }: JekyllConfig): string | null {
  if (markdownEndings.includes(ending.toLowerCase())) return '.html';
  return /^\.(html?|xhtml)$/.test(ending) ? ending : null;
}

/** As Ruby's `File.extname` of a permalink that names a file. */
function findExtension(permalink: string): string {
  if (permalink.endsWith('/')) return '';
  return /[^/.][^/]*?(\.[^./]*)$/.exec(permalink)?.[1] ?? '';
}

/**
 * A brace belongs to a template that only another generator fills in, or to `urls.page` of the config. Jekyll would
 * serve it as it is written.
 *
 * @param isPage pages write a file with an ending for the URL `index` too
 */
function finishUrl(filled: string, output: string, isPage: boolean): string | null {
  const url = sanitiseUrl(filled);
  const decoded = decodeBytes(url);
  if (decoded === null || /[{}]|(^|\/)\.(\/|$)/.test(decoded)) return null;
  if (url.endsWith('/')) return isPage && output !== '.html' ? `${decoded}index${output}` : decoded;
  const file = decoded.endsWith(output) ? decoded : `${decoded}${output}`;
  return file.endsWith('/index.html') ? file.slice(0, -'index.html'.length) : file;
}

function splitPath(path: string): { folder: string; stem: string; ending: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return { folder: path.slice(0, Math.max(0, slash)), stem, ending: name.slice(stem.length) };
}
