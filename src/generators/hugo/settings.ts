import { DataError } from '../../frontmatter/errors.ts';
import { readDataFile } from '../../frontmatter/read-data.ts';
import { isMap, type Value } from '../../model/value.ts';
import type { SiteFiles } from '../served-site.ts';

/** A map of keys and values. */
export interface Values {
  [key: string]: Value;
}

const endings = ['toml', 'yaml', 'yml', 'json'];
/** The first that a site has is its configuration. */
const mainFiles = ['hugo', 'config'].flatMap((name) => endings.map((ending) => `${name}.${ending}`));
/** Later ones override the earlier: a plain build is one for production. */
const folders = ['config/_default', 'config/production'];

/**
 * Reads a site's configuration as Hugo does for a plain build, every key in lower case.
 * Source: https://gohugo.io/configuration/introduction/; Hugo, config/allconfig/load.go, config/configLoader.go.
 *
 * @returns null if the site has none; `broken` names a file that cannot be read, which Hugo refuses
 */
export function readSettings(files: SiteFiles): { settings: Values; broken: string | null } | null {
  const main = mainFiles.find((name) => files.has(name));
  const inFolders = folders.flatMap((folder) =>
    [...files.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && /\.(toml|ya?ml|json)$/.test(path))
      .sort(),
  );
  if (main === undefined && inFolders.length === 0) return null;
  let settings: Values = {};
  let broken: string | null = null;
  for (const path of [...(main === undefined ? [] : [main]), ...inFolders]) {
    try {
      settings = merge(settings, placeValues(path, lowerKeys(readDataFile(path, files.get(path) ?? ''))));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      broken = path;
    }
  }
  return { settings, broken };
}

/** `permalinks.toml` holds what is below that key, `params.de.toml` the same for one language. */
function placeValues(path: string, values: Values): Values {
  const name = path.includes('/') ? path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '') : 'hugo';
  if (name === 'hugo' || name === 'config') return values;
  const [, key = name, language] = /^(.+)\.([^.]+)$/.exec(name) ?? [];
  if (language === undefined) return { [key.toLowerCase()]: values };
  const below = /^(params|menus?)$/.test(key) ? { [key]: values } : values;
  return { languages: { [language.toLowerCase()]: below } };
}

/** Maps are merged, anything else is replaced. */
export function merge(below: Values, above: Values): Values {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const other = merged[key];
    merged[key] = isMap(other) && isMap(value) ? merge(other, value) : value;
  }
  return merged;
}

function lowerKeys(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), lowerInside(value)]),
  );
}

function lowerInside(value: Value): Value {
  if (Array.isArray(value)) return value.map(lowerInside);
  return isMap(value) ? lowerKeys(value) : value;
}

/** What is below some keys; empty if there is nothing. */
export function valuesAt(values: Values, ...path: string[]): Values {
  let found: Value | undefined = values;
  for (const key of path) found = isMap(found) ? found[key] : undefined;
  return isMap(found) ? found : {};
}

export function textAt(values: Values, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The maps of a list, or a single map. */
export function listMaps(value: Value | undefined): Values[] {
  return (Array.isArray(value) ? value : [value]).filter(isMap);
}

/** The language of files that name none. Source: https://gohugo.io/configuration/all/#defaultcontentlanguage */
export function findMainLanguage(files: SiteFiles): string | null {
  const { settings = {} } = readSettings(files) ?? {};
  return textAt(settings, 'defaultcontentlanguage')?.toLowerCase() ?? null;
}
