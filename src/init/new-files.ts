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
export function isWritten({ path, text }: NewFile): boolean {
  return readIfFile(path) === text;
}

/** The paths, from the current folder, of files that exist with another text. */
export function findConflicts(files: NewFile[], cwd: string): string[] {
  const changed = files.filter((file) => existsSync(file.path) && !isWritten(file));
  return changed.map(({ path }) => relative(cwd, path));
}

/** @throws UserError if it cannot be written */
export function writeFile({ path, text }: NewFile, cwd: string): void {
  writeOutput(path, text, relative(cwd, path));
}
