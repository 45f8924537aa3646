import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { readIfFile } from '../files/special-files.ts';
import { writeOutput } from '../files/write-output.ts';

/** A file to write: an absolute path, and its text. */
export interface NewFile {
  path: string;
  text: string;
}

/** Whether the file already exists with the same text. */
function isWritten({ path, text }: NewFile): boolean {
  return readIfFile(path) === text;
}

/** The paths, from the current folder, of files that exist with another text. */
export function findConflicts(files: NewFile[], cwd: string): string[] {
  const changed = files.filter((file) => existsSync(file.path) && !isWritten(file));
  return changed.map(({ path }) => relative(cwd, path));
}

/**
 * Writes the files that do not exist with the same text.
 *
 * @returns those that were written
 * @throws UserError if one cannot be written
 */
export function writeFiles(files: NewFile[], cwd: string): NewFile[] {
  const missing = files.filter((file) => !isWritten(file));
  for (const { path, text } of missing) writeOutput(path, text, relative(cwd, path));
  return missing;
}
