import { createHash } from 'node:crypto';
import { makeSlug } from '../plan/slug.ts';
import type { Repository } from './repository.ts';

/** What the text of a workflow depends on. Paths use `/`. */
export interface WorkflowPlace {
  /** The folder of the config, from the repository's root. */
  folder: string;
  /** Its name. */
  lockfile: string;
  origin: Origin;
  /** The variable that holds the API key. */
  key: string;
}

/** A longer folder would make the name of a file that no system takes. */
const mostCharacters = 100;

/**
 * What tells the file, the branch and the like of a site's workflow from those of other sites in the repository, where
 * letter case does not count. It depends only on the folder: `-clients-acme` for `clients/acme`, `-clients--acme` for
 * `clients-acme`, and a hash follows where a character cannot stay as it is.
 *
 * @param folder the config's, from the repository's root
 * @returns ASCII that git allows in a branch name; `''` for a site at the root
 */
export function makeSuffix(folder: string): string {
  if (folder === '.') return '';
  const isPlain = /^[a-z\d_]+([-/][a-z\d_]+)*$/.test(folder) && folder.length <= mostCharacters;
  if (isPlain) return `-${folder.replaceAll('-', '--').replaceAll('/', '-')}`;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `-${makeSlug(folder, 'site', { locale: null, unicode: false })}-${hash}`;
}

/** The same for people. */
export function nameFolder(folder: string): string {
  return folder === '.' ? '' : ` (${folder})`;
}

/**
 * Where a workflow gets tubematter from. It runs with a key and a token that may push, so it is never installed by a
 * registry name, which anyone can register.
 */
export type Origin =
  /** The site's own package-lock.json. */
  | { kind: 'site' }
  /** A tag of its repository; null: the user fills it in. */
  | { kind: 'repository'; repository: Repository | null; tag: string };
