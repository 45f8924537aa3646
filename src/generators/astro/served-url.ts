import type { Value } from '../../model/value.ts';
import { cleanPath } from '../url-path.ts';
import { readPlainText } from '../yaml-values.ts';
import type { AstroConfig } from './site-config.ts';

type Data = Record<string, Value>;

/**
 * The URL under which Astro serves a file, as the file that it writes: `/a/b/` for `a/b/index.html`, else `/a/b.html`.
 * Source: Astro 6.0, src/content/loaders/glob.ts, src/core/build/common.ts. Checked with its builds.
 *
 * @param path from the site's root
 * @returns null if it cannot be told, or Astro makes no page of it
 */
export function findServedUrl(path: string, data: Data, config: AstroConfig): string | null {
  const { source, format } = config;
  if (source === null || format === null) return null;
  const page = path.startsWith(`${source}/pages/`) ? path.slice(source.length + '/pages/'.length) : null;
  const route = page === null ? findRoute(path, data, config) : findPageRoute(page);
  return route === null ? null : finishUrl(route, format);
}

/** A Markdown page without a collection. */
function findPageRoute(path: string): string | null {
  const [, stem] = /^(.*)\.(?:md|html)$/.exec(path) ?? [];
  if (stem === undefined || /(^|\/)[_.]/.test(stem) || !isPlainName(stem) || stem.includes('[')) return null;
  return stem.replace(/(^|\/)index$/, '');
}

/** What the one route makes of an entry of the one collection that has the file. */
function findRoute(path: string, data: Data, { collections, routes }: AstroConfig): string | null {
  if (collections.some(({ folder }) => folder === null)) return null;
  const own = collections.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
  const [collection, ...others] = own;
  if (collection === undefined || others.length > 0 || !collection.isPlain) return null;
  const below = collection.folder === '' ? path : path.slice((collection.folder ?? '').length + 1);
  const ending = /\.(\w+)$/.exec(below)?.[1] ?? '';
  const isOmitted = collection.omitsUnderscores && /(^|\/)_[^/]*$/.test(below);
  if (!collection.endings.includes(ending) || isOmitted || /(^|\/)\./.test(below)) return null;

  // A route whose collection is not known may have these entries as well.
  const serving = routes.filter((route) => route.collection === null || route.collection === collection.name);
  const [route, ...further] = serving;
  if (route?.collection == null || route.parameter === null || further.length > 0) return null;
  const id = makeId(below, data);
  if (route.parameter === 'id' && !collection.hasLoader) return null;
  if (route.parameter === 'slug' && collection.hasLoader) return null;
  const value = route.parameter.startsWith('data.')
    ? readPlainText(data[route.parameter.slice('data.'.length)])
    : id;
  if (value === null || !isPlainName(value)) return null;
  const isRest = /\[\.\.\.\w+\]$/.test(route.path);
  if (!isRest && value.includes('/')) return null;
  return route.path.includes('[', route.path.lastIndexOf('/') + 1) && !/\[.*\[/.test(route.path)
    ? route.path.replace(/\[(?:\.\.\.)?\w+\]$/, () => value.replace(/^\/+|\/+$/g, ''))
    : null;
}

/** The front matter's `slug` as it is, or else the path, slugged. @returns null if it cannot be told */
function makeId(below: string, data: Data): string | null {
  const { slug } = data;
  if (slug !== undefined && slug !== null && slug !== '' && slug !== false && slug !== 0)
    return readPlainText(slug);
  const names = below
    .replace(/\.\w+$/, '')
    .split('/')
    .map(slugSegment);
  if (names.includes(null)) return null;
  return names.join('/').replace(/\/index$/, '');
}

/** Letters that every version of github-slugger's table of signs knows: the older part of common scripts. */
const knownLetters =
  'a-z\\d\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0300-\u036f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3';
const knownName = new RegExp(`^[\\x20-\\x7e${knownLetters}]*$`, 'i');
const dropped = new RegExp(`[^${knownLetters} _-]`, 'g');

/** As github-slugger does it. @returns null for a name that its versions may slug in other ways */
function slugSegment(name: string): string | null {
  return knownName.test(name) && !/[%\\]/.test(name)
    ? name.toLowerCase().replace(dropped, '').replaceAll(' ', '-')
    : null;
}

/** A text that stays the same on its way into a URL and a file's name. */
function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}\p{M}\-_~.,;=+@!$&'() /]+$/u.test(name) && !/(^|\/)\.{1,2}(\/|$)|\/\//.test(name);
}

function finishUrl(route: string, format: 'directory' | 'file'): string {
  const path = cleanPath(route.normalize());
  if (path === '/') return path;
  return format === 'file' || /^\/(404|500)$/.test(path) ? `${path}.html` : `${path}/`;
}
