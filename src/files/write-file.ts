import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInside } from './paths.ts';
import { listTempFiles, makeTempPath, removeStaleTempFiles } from './temp-files.ts';

/** The file is not what it was when it was read; nothing was written. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}

/** The path leads out of the folder that it must stay in; nothing was written. */
export class LeadsOutError extends Error {
  override readonly name = 'LeadsOutError';
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed, then renamed. An existing file keeps its
 * mode and, where that is allowed, its owner; where a link leads to a file, that file is replaced and the link stays.
 * What is no file, such as `/dev/stdout`, is written to. Synchronous, so that no signal handler of ours can run in the
 * middle.
 *
 * @param text the text, or its parts one after another: a large text takes its size in memory several times
 * @throws the file system's errors
 */
export function writeWhole(file: string, text: string | Iterable<string>): void {
  const parts = typeof text === 'string' ? [text] : text;
  const current = statSync(file, { throwIfNoEntry: false });
  if (current?.isFile() === false) {
    writeFileSync(file, [...parts].join(''), 'utf8');
    return;
  }
  const target = followLinks(file);
  // Beside pages the scan finds what a killed run left; the lockfile, snapshots and reports lie elsewhere.
  removeStaleTempFiles(dirname(target), listTempFiles(dirname(target)));
  replaceFile(target, parts, current ?? null);
}

/**
 * Writes a page in the same way, if it still is what it was when it was read.
 *
 * @param expected what the page was; null: it must not exist
 * @throws ChangedMeanwhileError where it is another one by now; the file system's errors
 */
export function writePage(file: string, text: string, expected: Stats | null): void {
  replaceFile(file, [text], expected, () => {
    if (!isAsExpected(file, expected)) throw new ChangedMeanwhileError(file);
  });
}

/** @param check runs at the last moment: it throws where the file must stay */
function replaceFile(file: string, parts: Iterable<string>, current: Stats | null, check?: () => void): void {
  const temporary = makeTempPath(file);
  try {
    const descriptor = openSync(temporary, 'wx', current ? current.mode & 0o777 : 0o666);
    try {
      for (const part of parts) writeFileSync(descriptor, part, 'utf8');
      if (current) keepModeAndOwner(descriptor, current);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    check?.();
    renameSync(temporary, file);
  } catch (error) {
    if (existsSync(temporary)) unlinkSync(temporary);
    throw error;
  }
}

/** The umask narrows the mode that a new file is asked to have, and a new file belongs to whoever runs the import. */
function keepModeAndOwner(descriptor: number, { mode, uid, gid }: Stats): void {
  const made = fstatSync(descriptor);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch (error) {
      // Only root may give a file to another user.
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
  if (fstatSync(descriptor).mode !== mode) fchmodSync(descriptor, mode & 0o7777);
}

/** Where a file lies in truth: a link may lead to one that does not exist yet. Links in a circle have been refused. */
function followLinks(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? followLinks(resolve(dirname(file), readlinkSync(file))) : file;
}

/**
 * Makes the folders of a page below the content folder.
 *
 * @throws LeadsOutError where a link on the way leads out of the content folder
 */
export function prepareFolder(root: string, file: string): void {
  assertInside(root, file);
  mkdirSync(dirname(file), { recursive: true });
}

/** @throws LeadsOutError where the nearest existing folder of a file is not below the root, once links are followed */
function assertInside(root: string, file: string): void {
  let existing = dirname(file);
  while (!existsSync(existing) && existing !== dirname(existing)) existing = dirname(existing);
  let base = root;
  while (!existsSync(base) && base !== dirname(base)) base = dirname(base);
  if (!isInside(realpathSync(base), realpathSync(existing))) throw new LeadsOutError(file);
}

/** Whether anything is in a file's place: a folder, or a link that leads nowhere, is something too. */
export function isTaken(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch {
    return false; // Where that has another cause, writing will say so.
  }
}

function isAsExpected(file: string, expected: Stats | null): boolean {
  const now = lstatSync(file, { throwIfNoEntry: false });
  if (!now || !expected) return !now && !expected;
  return now.ino === expected.ino && now.size === expected.size && now.mtimeMs === expected.mtimeMs;
}
