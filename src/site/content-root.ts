import { basename, dirname } from 'node:path';
import { isInside } from '../files/paths.ts';

/**
 * Finds the content folder of the whole site: the nearest one of its name, from a folder up to a limit.
 *
 * @param name as the generator has it
 * @param limit the folder of the config, or where the command runs: what lies above is not the site's
 * @returns null if there is none
 */
export function findContentRoot(folder: string, name: string, limit: string): string | null {
  const isWithin = (path: string) => isInside(limit, path);
  for (let path = folder; ; path = dirname(path)) {
    if (basename(path) === name && (path === folder || isWithin(path))) return path;
    if (!isWithin(path) || dirname(path) === path) return null;
  }
}
