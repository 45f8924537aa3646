import type { SiteFiles } from '../served-site.ts';
import { findLiterals, literal, stripComments } from '../source-code.ts';
import { cleanPath } from '../url-path.ts';

/** What decides URLs of a site: its code is read, not run. */
export interface AstroConfig {
  /** The folder of the sources, from the site's root; null: not known. */
  source: string | null;
  base: string;
  /** How pages become files; null: not known. */
  format: 'directory' | 'file' | null;
  collections: Collection[];
  routes: Route[];
}

/** Pages that routes can ask for. */
interface Collection {
  name: string;
  /** Their folder, from the site's root; null: not known. */
  folder: string | null;
  /** Whether an id depends only on the front matter and the path. */
  isPlain: boolean;
  /** Endings of its files, such as `md`. */
  endings: readonly string[];
  /** Whether files whose names begin with `_` are left out. */
  omitsUnderscores: boolean;
  /** Made by a loader, whose entries have `id` and no `slug`. */
  hasLoader: boolean;
}

/** A file below `src/pages` that makes a page of each entry of a collection. */
interface Route {
  /** Its path there, without its ending: `videos/[...slug]`. */
  path: string;
  /** Null: it asks for another number of collections than one. */
  collection: string | null;
  /** What its parameter is made of: `id`, `slug`, or a key of the front matter such as `data.slug`; null: not known. */
  parameter: string | null;
}

const configNames = ['mjs', 'js', 'ts', 'mts', 'cjs'].map((ending) => `astro.config.${ending}`);

export function readConfig(files: SiteFiles): AstroConfig {
  const code = stripComments(
    configNames.map((name) => files.get(name)).find((text) => text !== undefined) ?? '',
  );
  const source = single(findLiterals(code, 'srcDir'), 'src');
  const format = single(findLiterals(code, 'format'), 'directory');
  return {
    source: source === null ? null : cleanPath(source).slice(1),
    base: single(findLiterals(code, 'base'), '') ?? '',
    format: format === 'directory' || format === 'file' ? format : null,
    collections: source === null ? [] : readCollections(files, cleanPath(source).slice(1)),
    routes: source === null ? [] : readRoutes(files, cleanPath(source).slice(1)),
  };
}

/** @returns null if it is not known */
function single(found: (string | null)[], otherwise: string): string | null {
  return found.length === 0
    ? otherwise
    : found.every((value) => value === found[0])
      ? (found[0] ?? null)
      : null;
}

function readCollections(files: SiteFiles, source: string): Collection[] {
  const name = ['ts', 'js', 'mjs', 'mts']
    .flatMap((ending) => [`${source}/content.config.${ending}`, `${source}/content/config.${ending}`])
    .find((path) => files.has(path));
  const code = stripComments(files.get(name ?? '') ?? '');
  const exported = /\bcollections\s*=\s*\{([^}]*)\}/.exec(code)?.[1] ?? '';
  const names = new Map(
    exported
      .split(',')
      .map((entry) => /^\s*["']?([\w-]+)["']?\s*(?::\s*(\w+))?\s*$/.exec(entry))
      .filter((match) => match !== null)
      .map(([, key = '', variable]) => [variable ?? key, key]),
  );
  const parts = code.split(/\b(?:const|let|var)\s+(\w+)\s*=\s*defineCollection\s*\(/);
  const collections: Collection[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    const key = names.get(parts[at] ?? '');
    if (key !== undefined) collections.push(readCollection(key, parts[at + 1] ?? '', source));
  }
  return collections;
}

function readCollection(name: string, code: string, source: string): Collection {
  if (!/\bloader\b/.test(code)) {
    const folder = `${source}/content/${name}`;
    return { name, folder, isPlain: true, endings: ['md', 'mdx'], omitsUnderscores: true, hasLoader: false };
  }
  const options = /\bglob\s*\(\s*\{([\s\S]*?)\}\s*\)/.exec(code)?.[1] ?? '';
  const base = single(findLiterals(options, 'base'), '.');
  const pattern = /^(?:\*\*\/)?(\*|\[\^_\]\*)\.(?:(\w+)|\{([\w,]+)\})$/.exec(readPattern(options) ?? '');
  return {
    name,
    folder: base === null || base.startsWith('..') ? null : cleanPath(base).slice(1),
    isPlain: options !== '' && pattern !== null && !/\bgenerateId\b/.test(options),
    endings: (pattern?.[2] ?? pattern?.[3] ?? '').split(','),
    omitsUnderscores: pattern?.[1] !== '*',
    hasLoader: true,
  };
}

function readPattern(options: string): string | null {
  return new RegExp(`\\bpattern\\s*:\\s*${literal}`).exec(options)?.[1] ?? null;
}

function readRoutes(files: SiteFiles, source: string): Route[] {
  const place = `${source}/pages/`;
  return [...files].flatMap(([path, text]): Route[] => {
    const name = /^(.*\[(?:\.\.\.)?(\w+)\])\.astro$/.exec(path);
    if (!path.startsWith(place) || name === null) return [];
    const code = stripComments(text);
    const asked = new Set([...code.matchAll(/\bgetCollection\s*\(\s*([^)\s,]+)/g)].map(([, first]) => first));
    const collection = asked.size === 1 ? /^["'`]([\w-]+)["'`]$/.exec([...asked][0] ?? '')?.[1] : undefined;
    const given = [
      ...code.matchAll(
        new RegExp(
          `\\bparams\\s*:\\s*\\{\\s*${name[2]}\\s*:\\s*\\w+\\.(id|slug|data\\.\\w+)\\s*,?\\s*\\}`,
          'g',
        ),
      ),
    ];
    const isPlain = given.length === 1 && (code.match(/\bparams\s*[:=]\s*\{/g) ?? []).length === 1;
    return [
      {
        path: (name[1] ?? '').slice(place.length),
        collection: collection ?? null,
        parameter: isPlain ? (given[0]?.[1] ?? null) : null,
      },
    ];
  });
}
