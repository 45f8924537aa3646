import { isAbsolute, relative, sep } from 'node:path';

/**
 * Whether a path is a folder or lies below it, as their names say: links are not followed. On Windows another drive is
 * elsewhere.
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
