import type { Repository } from './repository.ts';

/** What the text of a workflow depends on. Paths use `/`. */
export interface WorkflowPlace {
  /** The folder of the config, from the repository's root. */
  folder: string;
  /** Its name. */
  lockfile: string;
  origin: Origin;
}

/**
 * What tells the file, the branch and the like of a site's workflow from those of other sites in the repository.
 *
 * @param folder that of the config, from the repository's root
 * @returns `''` for a site at the root
 */
export function makeSuffix(folder: string): string {
  return folder === '.' ? '' : `-${folder.replaceAll(/[^\p{L}\p{N}_]+/gu, '-')}`;
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
