import { DataError } from '../../frontmatter/errors.ts';
import { readDataFile } from '../../frontmatter/read-data.ts';
import { isMap, type Value } from '../../model/value.ts';

/** What decides URLs of a site's `_config.yml`. */
export interface JekyllConfig {
  /** The folder that Jekyll reads, from the folder of its config (`''`: that one). */
  source: string;
  /** The folder of the collections below it (`''`: that one). */
  collectionsDir: string;
  collections: ReadonlyMap<string, Collection>;
  /** A built-in style or a pattern. */
  permalink: string;
  defaults: readonly DefaultsSet[];
  /** Patterns of `exclude` and `include`. */
  exclude: readonly string[];
  include: readonly string[];
  /** The zone of its dates; null: the building machine's. */
  timezone: string | null;
  /** The endings of Markdown files, with their dot. */
  markdownEndings: readonly string[];
  baseUrl: string;
  future: boolean;
  unpublished: boolean;
  showDrafts: boolean;
}

interface Collection {
  output: boolean;
  /** Null: as `permalink` says. */
  permalink: string | null;
}

/** Front matter for all pages of a scope. */
export interface DefaultsSet {
  path: string;
  /** Null: any. */
  type: string | null;
  values: Map_;
}

type Map_ = { [key: string]: Value };

/** The files that Jekyll may read its configuration from: it takes the first. */
export const configNames = ['_config.yml', '_config.yaml', '_config.toml'];

/** Source: Jekyll, lib/jekyll/configuration.rb. */
const alwaysExcluded = [
  '.sass-cache',
  '.jekyll-cache',
  'gemfiles',
  'Gemfile',
  'Gemfile.lock',
  'node_modules',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];

/** Plugins that serve pages in several languages, each in its own way. */
const movesPages = /polyglot|multiple-languages/;

/**
 * Reads a site's configuration.
 *
 * @returns null if Jekyll refuses it, or a plugin decides the URLs
 */
export function readConfig(name: string, text: string): JekyllConfig | null {
  let data: Map_;
  try {
    data = readDataFile(name, text);
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
  const plugins = [...listTexts(data['plugins']), ...listTexts(data['gems'])];
  if (plugins.some((plugin) => movesPages.test(plugin))) return null;
  const permalink = readText(data, 'permalink') || 'date';
  return {
    source: trimPath(readText(data, 'source')),
    collectionsDir: trimPath(readText(data, 'collections_dir')),
    collections: readCollections(data['collections'], permalink),
    permalink,
    defaults: readDefaults(data['defaults']),
    exclude: [...listTexts(data['exclude']), ...alwaysExcluded],
    include: Array.isArray(data['include']) ? listTexts(data['include']) : ['.htaccess'],
    timezone: readText(data, 'timezone') || null,
    markdownEndings: (readText(data, 'markdown_ext') || 'markdown,mkdown,mkdn,mkd,md')
      .split(',')
      .map((ending) => `.${ending.toLowerCase()}`),
    baseUrl: readText(data, 'baseurl'),
    future: data['future'] === true,
    unpublished: data['unpublished'] === true,
    showDrafts: data['show_drafts'] === true,
  };
}

/** Posts are a collection of their own, and always built. */
function readCollections(value: Value | undefined, permalink: string): Map<string, Collection> {
  const written = Array.isArray(value)
    ? Object.fromEntries(value.map((name) => [String(name), null]))
    : isMap(value)
      ? value
      : {};
  const collections = new Map<string, Collection>();
  for (const [name, about] of Object.entries(written)) {
    const metadata = isMap(about) ? about : {};
    const output = metadata['output'];
    collections.set(name.replace(/[^a-z0-9_\-.]/gi, ''), {
      output: output !== undefined && output !== null && output !== false,
      permalink: readText(metadata, 'permalink') || null,
    });
  }
  const posts = collections.get('posts')?.permalink ?? postStyles[permalink] ?? permalink;
  return collections.set('posts', { output: true, permalink: posts });
}

const postStyles: Record<string, string> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** Names of types that Jekyll still knows. */
const formerTypes: Record<string, string> = { page: 'pages', post: 'posts', draft: 'drafts' };

function readDefaults(value: Value | undefined): DefaultsSet[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((set): DefaultsSet[] => {
    if (!isMap(set) || !isMap(set['values'])) return [];
    const scope = isMap(set['scope']) ? set['scope'] : {};
    const type = readText(scope, 'type');
    return [
      {
        path: readText(scope, 'path'),
        type: 'type' in scope ? (formerTypes[type] ?? type) : null,
        values: set['values'],
      },
    ];
  });
}

function readText(data: Map_, key: string): string {
  const value = data[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listTexts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function trimPath(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
}
