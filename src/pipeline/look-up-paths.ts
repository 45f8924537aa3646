import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isTaken } from '../files/write-file.ts';
import { foldPagePath } from '../plan/page-path.ts';

/**
 * Makes a lookup of paths below a folder: whether one is taken, be it by a folder or a dangling link. The names at its top
 * are listed once, since most new pages get a folder of their own there.
 *
 * @param root may be missing; then no path is taken
 */
export function lookUpPaths(root: string): (path: string) => boolean {
  let top: Set<string> | undefined;
  return (path) => {
    top ??= new Set(listNames(root).map(foldPagePath));
    const [first = ''] = path.split('/', 1);
    return top.has(foldPagePath(first)) && isTaken(join(root, path));
  };
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // If it is not missing, writing will say so.
  }
}
