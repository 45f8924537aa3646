import { randomInt } from 'node:crypto';
import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isOtherAlive } from './process.ts';

const tempName = /^\.tubematter-(\d+)-\d+\.tmp$/;
/** No write takes this long: if the process id is in use, it belongs to another process. */
const longestWriteMilliseconds = 3_600_000;
/** Starts at random: in a container the process id is always the same, and a killed run leaves its file behind. */
let counter = randomInt(2 ** 31);

/** A new name for a temporary file beside another file. */
export function makeTempPath(file: string): string {
  return join(dirname(file), `.tubematter-${process.pid}-${++counter}.tmp`);
}

/** Whether a file's name is that of a temporary file: a killed run leaves one behind. */
export function isTempFile(name: string): boolean {
  return tempName.test(name);
}

/**
 * Removes temporary files that killed runs left. Those of a running process stay: they may belong to an import of a
 * folder around this one.
 */
export function removeStaleTempFiles(root: string, paths: readonly string[]): void {
  for (const path of paths) {
    try {
      const file = join(root, path);
      if (!isBeingWritten(file)) unlinkSync(file);
    } catch {
      // Failing to remove it does no harm.
    }
  }
}

/** The names of all temporary files in a folder. */
export function listTempFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isTempFile);
  } catch {
    return []; // A folder that cannot be listed may still be written to.
  }
}

function isBeingWritten(file: string): boolean {
  const [, id] = tempName.exec(basename(file)) ?? [];
  return isOtherAlive(Number(id)) && Date.now() - lstatSync(file).mtimeMs < longestWriteMilliseconds;
}
