import { channel } from 'node:diagnostics_channel';
import {
  type BigIntStats,
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from './file-errors.ts';
import { listTempFiles, makeTempPath, removeStaleTempFiles } from './temp-files.ts';

/** The file is not what it was when it was read; nothing was written. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}

/** Runs in the thread pool. Where several files wait for it, one flush brings many of them to the disk. */
const flush = promisify(fsync);

/** Publishes each file once it is flushed, before it gets its name. Tests slow down the disk here. */
const flushed = channel('tubematter:flushed');

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed, then renamed. An existing file keeps its
 * mode and, if that is allowed, its owner; if a link leads to a file, that file is replaced and the link stays.
 * Anything but a file, such as `/dev/stdout`, is written to. Synchronous, so that no signal handler can run in the
 * middle.
 *
 * @param text the text, or its parts: a large text in one piece takes its size in memory several times
 * @returns the path of the file itself, if a link leads to it
 * @throws the file system's errors
 */
export function writeWhole(file: string, text: string | Iterable<string>): string {
  const parts = typeof text === 'string' ? [text] : text;
  const current = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (current?.isFile() === false) {
    writeFileSync(file, [...parts].join(''), 'utf8');
    return file;
  }
  const target = followLinks(file);
  // Beside pages the scan finds what a killed run left; the lockfile, snapshots and reports lie elsewhere.
  removeStaleTempFiles(dirname(target), listTempFiles(dirname(target)));
  const { temporary, descriptor } = openDraft(target, parts, current ?? null);
  try {
    try {
      fsyncSync(descriptor);
      flushed.publish(file);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
  } finally {
    removeIfThere(temporary);
  }
  return target;
}

/**
 * Replaces a file in the same way, if it still is what it was when it was read. Microseconds pass between the last
 * check and the rename: Node has no call that does both. Files that are replaced or created at the same time are
 * flushed together.
 *
 * @throws ChangedMeanwhileError if it is another one now; the file system's errors
 */
export function replaceFile(file: string, text: string, expected: BigIntStats): Promise<void> {
  return writeBeside(file, text, expected, (temporary) => {
    const current = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (!current || !isSameVersion(current, expected)) throw new ChangedMeanwhileError(file);
    renameSync(temporary, file);
  });
}

/**
 * Creates a file in the same way. It never replaces another: it gets its name by a hard link, which fails if the name
 * is taken. Without hard links, the name is checked and the file then renamed.
 *
 * @throws ChangedMeanwhileError if the name is taken; the file system's errors
 */
export function createFile(file: string, text: string): Promise<void> {
  return writeBeside(file, text, null, (temporary) => {
    try {
      linkSync(temporary, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST' || isTaken(file)) throw new ChangedMeanwhileError(file);
      renameSync(temporary, file); // If links were not the cause, this fails for the same reason.
    }
  });
}

/** Whether a path is taken, be it by a folder or a dangling link. */
export function isTaken(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // If it failed for another reason, writing will say so.
  }
}

/** @param place gives the flushed temporary file its name */
async function writeBeside(
  file: string,
  text: string,
  current: BigIntStats | null,
  place: (temporary: string) => void,
): Promise<void> {
  const { temporary, descriptor } = openDraft(file, [text], current);
  try {
    try {
      await flush(descriptor);
      flushed.publish(file);
    } finally {
      closeSync(descriptor);
    }
    place(temporary);
  } finally {
    removeIfThere(temporary);
  }
}

/** Writes a temporary file beside another one. It is not flushed, and still open. */
function openDraft(
  file: string,
  parts: Iterable<string>,
  current: BigIntStats | null,
): { temporary: string; descriptor: number } {
  const temporary = makeTempPath(file);
  const descriptor = openSync(temporary, 'wx', current ? Number(current.mode) & 0o777 : 0o666);
  try {
    for (const part of parts) writeFileSync(descriptor, part, 'utf8');
    if (current) keepModeAndOwner(descriptor, current);
    return { temporary, descriptor };
  } catch (error) {
    closeSync(descriptor);
    removeIfThere(temporary);
    throw error;
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was renamed, or never made. If not, the next run removes it.
  }
}

/** Every save changes ctime, even one that sets mtime back. */
function isSameVersion(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;
}

/** The umask narrows the mode that a new file is asked to have, and a new file belongs to the user who runs the import. */
function keepModeAndOwner(descriptor: number, current: BigIntStats): void {
  const [mode, uid, gid] = [Number(current.mode), Number(current.uid), Number(current.gid)];
  const made = fstatSync(descriptor);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch (error) {
      // Only root may give a file to another user.
      if (codeOf(error) !== 'EPERM') throw error;
    }
  }
  if (fstatSync(descriptor).mode !== mode) fchmodSync(descriptor, mode & 0o7777);
}

/** Where a file really is: a link may lead to one that does not exist yet. Circular links have been refused before. */
function followLinks(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? followLinks(resolve(dirname(file), readlinkSync(file))) : file;
}
