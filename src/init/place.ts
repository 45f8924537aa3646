import type { Repository } from './repository.ts';

/** What the text of a workflow depends on. Paths have `/`. */
export interface WorkflowPlace {
  /** The folder of the config, from the repository's root. */
  folder: string;
  /** The folder of the pages, from the folder of the config. */
  content: string;
  lock: string;
  origin: Origin;
}

/**
 * Where a workflow gets tubematter from. It runs with a key and a token that may push, so it is never fetched by a name
 * of a registry, which anyone can register.
 */
export type Origin =
  /** What the site's own package-lock.json holds. */
  | { kind: 'site' }
  /** A tag of its repository; null: the user fills it in. */
  | { kind: 'repository'; repository: Repository | null; tag: string };
