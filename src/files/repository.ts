import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the git repository, or of the worktree, that a folder lies in; null if it lies in none. */
export function findRepository(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? null : findRepository(dirname(folder));
}
