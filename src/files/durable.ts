import { closeSync, fsync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from './file-errors.ts';
import { writeWhole } from './write-file.ts';

/** Runs in the thread pool. */
const flush = promisify(fsync);
const foldersAtOnce = 64;

/** Windows and some network file systems do not flush folders: the system itself takes care of it. */
const unsupported = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOSYS', 'ENOTSUP', 'EPERM'];

/**
 * Makes the names in these folders last: a file that was made or renamed may lose its new name in a power cut until its
 * folder is flushed. A folder that is gone is skipped.
 *
 * @throws the file system's errors
 */
export async function flushFolders(folders: Iterable<string>): Promise<void> {
  const all = [...folders];
  while (all.length > 0) await Promise.all(all.splice(0, foldersAtOnce).map(flushFolder));
}

async function flushFolder(folder: string): Promise<void> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    await flush(descriptor);
  } catch (error) {
    const code = String(codeOf(error));
    if (code !== 'ENOENT' && !unsupported.includes(code)) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Makes a folder and its missing parents.
 *
 * @returns the folders to flush: those that hold the new ones, from the lowest up. Empty if nothing was missing
 * @throws the file system's errors
 */
export function makeFolder(folder: string): string[] {
  const topmost = mkdirSync(folder, { recursive: true });
  const parents: string[] = [];
  if (topmost === undefined) return parents;
  for (let made = folder; ; made = dirname(made)) {
    parents.push(dirname(made));
    if (made === topmost) return parents;
  }
}

/**
 * Writes a file as `writeWhole` does, makes its folder, and resolves once it would survive a power cut.
 *
 * @throws the file system's errors
 */
export async function writeDurably(file: string, text: string | Iterable<string>): Promise<void> {
  const parents = makeFolder(dirname(file));
  const target = writeWhole(file, text);
  await flushFolders([dirname(target), ...parents]);
}
