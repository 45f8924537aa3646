import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../model/error.ts';
import { findRepository } from './repository.ts';

/**
 * Whether a path is a folder or below it, judging by their names: links are not followed. On Windows, another drive is
 * elsewhere.
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path of a file or folder from a folder, with `/`; `''` for the folder itself. */
export function pathBelow(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/**
 * Makes a path that the user gave absolute.
 *
 * @param folder where a relative path starts
 * @param by the flag or the key that gives it, for messages
 * @throws UserError for a Windows path on another system, where a backslash would be part of a name
 */
export function resolvePath(folder: string, path: string, by: string): string {
  if (sep === '/' && path.includes('\\')) {
    throw new UserError(
      `${by} has a backslash, which separates no folders on this system: ${path}`,
      `Write ${path.replaceAll('\\', '/')} instead: Windows reads that too.`,
    );
  }
  return resolve(folder, path);
}

/**
 * Makes a function that rewrites the paths in a message to start at the current folder, so that a click opens the file:
 * those below it, and those in the repository around it.
 */
export function startPathsAt(cwd: string): (text: string) => string {
  const root = findRepository(cwd) ?? cwd;
  const starts: [absolute: string, fromHere: string][] = [];
  for (
    let folder = cwd, way = ' ';
    isInside(root, folder) && folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    starts.push([` ${folder}${sep}`, way]);
    way += `..${sep}`;
  }
  return (text) =>
    starts.reduce((rest, [absolute, fromHere]) => rest.replaceAll(absolute, fromHere), ` ${text}`).slice(1);
}
