import type { Value } from '../../model/value.ts';
import type { SiteFiles } from '../served-site.ts';
import { cleanPath, stripFolder } from '../url-path.ts';
import { readPlainText } from '../yaml-values.ts';
import { collectData, type PageData } from './data.ts';
import type { EleventyConfig } from './site-config.ts';

/**
 * The URL under which Eleventy serves a file, as the file that it writes: `/a/b/` for `a/b/index.html`, else `/a/b.html`.
 * Source: Eleventy 3.1, src/TemplatePermalink.js, src/TemplateFileSlug.js. Checked with its builds.
 *
 * @param path from the site's root
 * @returns null if it cannot be told, or Eleventy writes no page
 */
export function findServedUrl(
  path: string,
  own: Record<string, Value>,
  config: EleventyConfig,
  files: SiteFiles,
): string | null {
  const below = config.input === null ? null : stripFolder(path, config.input);
  if (isIgnored(path, config) || (below === null && config.input !== null)) return null;
  const all = collectData(path, own, config, files);
  if (all.computesPermalink || Object.hasOwn(all.data, 'pagination')) return null;
  if (all.data['dynamicPermalink'] === false || own['permalinkBypassOutputDir']) return null;
  const permalink = readPermalink(all.data['permalink']);
  if (permalink === null || permalink === false || isOfJekyll(permalink)) return null;
  if (all.isPartial && readPermalink(own['permalink']) === '') return null;
  if (permalink !== '') {
    const filled = fillPermalink(permalink, path, below, all, config);
    return filled === null ? null : finishUrl(filled);
  }
  return below === null ? null : makeDefaultUrl(below);
}

/** Eleventy would serve every such page under one URL, as it is written. */
function isOfJekyll(permalink: string): boolean {
  return /(^|\/):[a-z_]+/.test(permalink);
}

/** Files of layouts and data are not pages; of others, the extension decides. */
function isIgnored(path: string, { layoutFolders, dataFolder }: EleventyConfig): boolean {
  const isBelow = (folder: string | null) =>
    folder !== null && folder !== '' && path.startsWith(`${folder}/`);
  return !/\.(?:md|html)$/.test(path) || [...layoutFolders, dataFolder].some(isBelow);
}

/** `''`: there is none; false: no page is written; null: it is not known. */
function readPermalink(value: Value | undefined): string | false | null {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'string' || value === false) return value;
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  if (Object.keys(value).length === 0) return '';
  const build = value['build'];
  return build === undefined ? false : typeof build === 'string' || build === false ? build : null;
}

/** Fills in what is written in `{{ }}`, as Liquid and Nunjucks both do it. @returns null if that cannot be told */
function fillPermalink(
  permalink: string,
  path: string,
  below: string | null,
  { data }: PageData,
  config: EleventyConfig,
): string | null {
  // A page whose body is plain Markdown has a permalink that is filled in all the same.
  const isPlain = [undefined, null, 'md'].includes(data['templateEngineOverride'] as never);
  const isMarkdown = path.endsWith('.md') || data['templateEngineOverride'] === 'md';
  const isFilled = isMarkdown ? config.fillsMarkdown : config.fillsHtml;
  if (!/\{[{%#]/.test(permalink) || (isPlain && !isFilled)) return permalink;
  if (!isPlain || /\{[%#]/.test(permalink)) return null;
  let isKnown = true;
  const filled = permalink.replace(
    /\{\{\s*([\w.]+)\s*(?:\|\s*(slugify|slug)\s*)?\}\}/g,
    (_, name: string, filter?: keyof typeof filters) => {
      const value = readToken(name, below, data);
      const text = value === null ? null : filters[filter ?? 'none'](value);
      if (text === null) isKnown = false;
      return text ?? '';
    },
  );
  return isKnown && !/[{}]/.test(filled) ? filled : null;
}

/** What is written of a value; null if it cannot be told. */
const filters = {
  /** Nunjucks escapes some signs, Liquid does not. */
  none: (text: string) => (/[&<>"'`{}\\]/.test(text) ? null : text),
  slugify: (text: string) => (isAscii(text) ? slugify(text) : null),
  slug: (text: string) => (/^[a-z\d]+(?:[ -][a-z\d]+)*$/i.test(text) ? slugify(text) : null),
};

/** Other letters are spelled by a table that grows. */
function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Source: @sindresorhus/slugify, without `decamelize`. */
function slugify(text: string): string {
  return text
    .replaceAll('&', ' and ')
    .toLowerCase()
    .replace(/([a-z\d]+)'([ts])(\s|$)/g, '$1$2$3')
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
}

function readToken(name: string, below: string | null, data: Record<string, Value>): string | null {
  if (!name.startsWith('page.')) return Object.hasOwn(data, name) ? readPlainText(data[name]) : null;
  return below === null ? null : readPageToken(name, below);
}

function readPageToken(name: string, below: string): string | null {
  const stem = withoutDate(below.slice(below.lastIndexOf('/') + 1).replace(/\.[^.]+$/, ''));
  const folders = below.split('/').slice(0, -1);
  if (name === 'page.filePathStem') return cleanPath([...folders, stem].join('/'));
  if (name !== 'page.fileSlug') return null;
  return stem === 'index' ? withoutDate(folders.at(-1) ?? '') : stem;
}

function withoutDate(name: string): string {
  return /\d{4}-\d{2}-\d{2}-(.*)/.exec(name)?.[1] ?? name;
}

/** Eleventy refuses a permalink that names neither a folder nor a file with an ending. */
function finishUrl(permalink: string): string | null {
  const file = cleanPath(permalink.endsWith('/') ? `${permalink}index.html` : permalink);
  if (!/\.[^./]+$/.test(file)) return null;
  return file.endsWith('/index.html') ? file.slice(0, -'index.html'.length) : file;
}

/** A folder for each file, unless the file is named like its folder. */
function makeDefaultUrl(below: string): string {
  const names = below.replace(/\.[^./]+$/, '').split('/');
  const stem = names.pop() ?? '';
  const isFolders = stem === 'index' || names.at(-1) === stem;
  const path = cleanPath((isFolders ? names : [...names, stem]).join('/'));
  return path === '/' ? path : `${path}/`;
}
