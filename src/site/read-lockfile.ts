import { codeOf } from '../files/file-errors.ts';
import { readLines } from '../files/read-lines.ts';
import { type LockReading, parseLock } from './lockfile.ts';

/**
 * Reads a lock, line by line: its text is as large as all that is made of it.
 *
 * @returns null where there is none
 * @throws the file system's errors
 */
export function readLock(file: string): LockReading | null {
  try {
    return parseLock(readLines(file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
