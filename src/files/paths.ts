import { isAbsolute, relative, sep } from 'node:path';

/**
 * Whether a path is a folder or lies below it, as their names say: links are not followed. On Windows another drive is
 * elsewhere.
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Where a file or folder lies from a folder, with `/`; `''` where it is that folder. */
export function pathBelow(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
