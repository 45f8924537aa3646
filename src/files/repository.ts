import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the git repository or worktree around a folder; null if there is none. */
export function findRepository(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? null : findRepository(dirname(folder));
}
