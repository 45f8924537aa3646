import type { Value } from '../../model/value.ts';
import type { DefaultsSet, JekyllConfig } from './site-config.ts';

type Data = Record<string, Value>;

/**
 * The front matter of a page with what the site's configuration gives all pages of its scopes. Jekyll merges it in two
 * ways that differ where scopes overlap. Source: Jekyll, lib/jekyll/frontmatter_defaults.rb.
 *
 * @param path as scopes name it: from the source, and for collections from their folder
 * @param type `pages`, `posts`, or the name of another collection
 * @returns null if a scope has a pattern whose meaning depends on other files
 */
export function addDefaults(data: Data, path: string, type: string, config: JekyllConfig): Data | null {
  const sets = config.defaults.filter((set) => set.type === null || set.type === type);
  const applies = sets.map((set) => appliesToPath(set.path, path, type, config));
  if (applies.includes(null)) return null;
  const matching = sets.filter((_, index) => applies[index]);
  return type === 'pages' ? findEach(data, matching) : mergeAll(data, matching);
}

/** As documents do it: all sets at first, then what the page has. A null changes nothing. */
function mergeAll(data: Data, sets: DefaultsSet[]): Data {
  let merged: Data = {};
  let last: DefaultsSet | null = null;
  for (const set of sets) {
    const wins = hasPrecedence(last, set);
    merged = wins ? merge(merged, set.values) : merge(set.values, merged);
    if (wins) last = set;
  }
  return merge(merged, data);
}

/** As pages do it: key by key, and only keys that the page lacks. */
function findEach(data: Data, sets: DefaultsSet[]): Data {
  const found = { ...data };
  for (const key of new Set(sets.flatMap(({ values }) => Object.keys(values)))) {
    if (Object.hasOwn(data, key)) continue;
    let last: DefaultsSet | null = null;
    for (const set of sets) {
      if (Object.hasOwn(set.values, key) && hasPrecedence(last, set)) last = set;
    }
    found[key] = last?.values[key] ?? null;
  }
  return found;
}

function merge(under: Data, over: Data): Data {
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value !== null || !Object.hasOwn(merged, key)) merged[key] = value;
  }
  return merged;
}

function hasPrecedence(old: DefaultsSet | null, set: DefaultsSet): boolean {
  if (old === null) return true;
  const [before, after] = [sanitisePath(old.path).length, sanitisePath(set.path).length];
  return before === after ? set.type !== null || old.type === null : after > before;
}

function sanitisePath(path: string): string {
  return path.startsWith('/') ? path.slice(1) : path;
}

/** @returns null if it depends on other files of the site */
function appliesToPath(scope: string, path: string, type: string, config: JekyllConfig): boolean | null {
  if (scope === '') return true;
  const folder = config.collectionsDir === '' ? '' : `${config.collectionsDir}/`;
  const strip = (text: string) =>
    folder !== '' && text.startsWith(folder) ? text.slice(folder.length) : text;
  if (!scope.includes('*')) return path.startsWith(strip(scope));
  if (/[[\]{}?\\]/.test(scope)) return null;
  const whole = type === 'pages' ? path : `${folder}${path}`;
  const names = whole.split('/');
  const above = names.map((_, index) => names.slice(0, index + 1).join('/'));
  const pattern = globPattern(scope.replace(/^\/|\/$/g, ''));
  if (above.some((start) => new RegExp(`^${pattern}$`).test(start))) return true;
  // Another file may have a name that this path begins with.
  return /[^/*]\*$/.test(scope) || !new RegExp(`^${pattern}`).test(whole) ? false : null;
}

/** As Ruby's `Dir.glob` reads it, apart from brackets and braces. */
function globPattern(glob: string): string {
  return glob
    .split(/(\*\*\/|\*+)/)
    .map((part) =>
      part === '**/'
        ? '(?:[^./][^/]*/)*'
        : part.startsWith('*')
          ? '[^/]*'
          : part.replace(/[.+^$()|]/g, '\\$&'),
    )
    .join('');
}
