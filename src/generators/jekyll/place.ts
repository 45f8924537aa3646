import { stripFolder } from '../url-path.ts';
import type { JekyllConfig } from './site-config.ts';

/** What Jekyll takes a file for, by its place. */
export interface Place {
  /** `pages`, or the name of the collection. */
  type: string;
  /** As `defaults` name it: from the source, and for collections from their folder. */
  path: string;
  /** The folders above `_posts`: each is a category. */
  categories: string[];
  isDraft: boolean;
  /** Whether it is in a folder that would be a collection if the site's configuration named it. */
  isUnnamed?: boolean;
}

/** Source: Jekyll, lib/jekyll/entry_filter.rb. */
const special = /^[._#~]/;
/** Folders that are not collections, without their underscore. */
const ownFolders = new Set('posts drafts data includes layouts plugins sass site'.split(' '));
const datedName = /^\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+$/;

/**
 * Says what Jekyll makes of a file by its path.
 *
 * @param path from the folder of the site's configuration
 * @returns null if it does not read the file
 */
export function placeFile(path: string, config: JekyllConfig): Place | null {
  const below = stripFolder(path, config.source);
  if (below === null) return null;
  return placeInCollection(below, config) ?? placePost(below, config) ?? placePage(below, config);
}

function placeInCollection(path: string, config: JekyllConfig): Place | null {
  const below = stripFolder(path, config.collectionsDir);
  const [, name, entry] = /^_([^/]+)\/(.+)$/.exec(below ?? '') ?? [];
  if (below === null || name === undefined || entry === undefined) return null;
  if (ownFolders.has(name)) return null;
  if (!isRead(entry, `_${name}`, config)) return null;
  const isUnnamed = !config.collections.has(name);
  return { type: name, path: below, categories: [], isDraft: false, ...(isUnnamed && { isUnnamed }) };
}

function placePost(path: string, config: JekyllConfig): Place | null {
  const [, folder = '', kind, entry] = /^(?:(.+?)\/)?_(posts|drafts)\/(.+)$/.exec(path) ?? [];
  if (entry === undefined || !isFolderRead(folder, config)) return null;
  const isDraft = kind === 'drafts';
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  if (isDraft ? !name.includes('.') : !datedName.test(name)) return null;
  if (entry.split('/').some((segment) => segment.startsWith('.'))) return null;
  if (!isRead(entry, [folder, `_${kind}`].filter(Boolean).join('/'), config)) return null;
  const { collectionsDir } = config;
  if (collectionsDir !== '' && !`${folder}/`.startsWith(`${collectionsDir}/`)) return null;
  const below = stripFolder(path, collectionsDir) ?? path;
  const above = stripFolder(`${folder}/`, collectionsDir) ?? '';
  return { type: 'posts', path: below, categories: above.split('/').filter(Boolean), isDraft };
}

function placePage(path: string, config: JekyllConfig): Place | null {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  if (!isFolderRead(folder, config) || !isRead(path.slice(slash + 1), folder, config)) return null;
  return { type: 'pages', path, categories: [], isDraft: false };
}

function isFolderRead(folder: string, config: JekyllConfig): boolean {
  if (folder === '') return true;
  const names = folder.split('/');
  return names.every((name, index) => isRead(name, names.slice(0, index).join('/'), config));
}

/** @param entry a path below `folder`: of a collection the whole rest of it, else one name */
function isRead(entry: string, folder: string, { exclude, include }: JekyllConfig): boolean {
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  const matches = (patterns: readonly string[], path: string) =>
    patterns.some((pattern) => matchesPattern(pattern, path));
  const isIncluded = matches(include, entry) || matches(include, name);
  const given = exclude.filter((pattern) => !include.includes(pattern));
  if (matches(given, folder === '' ? entry : `${folder}/${entry}`) && !isIncluded) return false;
  return isIncluded || !(special.test(entry) || special.test(name) || entry.endsWith('~'));
}

/** A pattern also matches paths that begin with it. In Ruby's `fnmatch`, a star matches slashes too. */
function matchesPattern(pattern: string, path: string): boolean {
  const trimmed = pattern.replace(/^\/+/, '');
  if (path.startsWith(trimmed) || `${path}/` === trimmed) return true;
  if (!/[*?]/.test(trimmed)) return false;
  const source = trimmed
    .replace(/[.+^$()|{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  try {
    return new RegExp(`^${source}$`).test(path);
  } catch {
    return false;
  }
}
