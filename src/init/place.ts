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
 * Where a workflow gets tubematter from. It runs with a key and a token that may push, so it is never installed by a
 * registry name, which anyone can register.
 */
export type Origin =
  /** The site's own package-lock.json. */
  | { kind: 'site' }
  /** A tag of its repository; null: the user fills it in. */
  | { kind: 'repository'; repository: Repository | null; tag: string };
