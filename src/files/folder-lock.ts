import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../model/error.ts';
import { flushFolders, makeFolder } from './durable.ts';
import { codeOf, describeFileError } from './file-errors.ts';
import { identifyProcess, type ProcessIdentity, probeProcess } from './process.ts';
import { makeTempPath } from './temp-files.ts';

const name = '.tubematter-import';
/** How often a running import stamps its folder lock. */
const heartbeatMilliseconds = 5000;
/** No running import misses this many heartbeats in a row. */
const missedHeartbeats = 4;
/** An owner that cannot be seen from here gets this long: its machine may be slow, or asleep. */
const staleAfterMilliseconds = 600_000;

export interface LockOptions {
  /** Stops watching another owner's lock. */
  signal: AbortSignal;
  /** Prints a line about what cannot be removed, or what it waits for. */
  writeError(line: string): void;
  /** In milliseconds. */
  heartbeat?: number;
}

/**
 * Locks the content folder for one import: a second one at the same time is refused. A dead process's lock is taken
 * over, at once if the process table shows that it is dead. An owner that cannot be seen from here, on another machine
 * or in another container, gets ten minutes after its last heartbeat. Its stamp comes from another clock, so if it is
 * older or in the future, the lock is watched: a running import stamps it again.
 *
 * @returns unlocks the folder; it never throws for a lock that cannot be removed
 * @throws UserError if another import is running there, or the folder cannot be written; the signal's reason
 */
export async function acquireLock(root: string, options: LockOptions): Promise<() => void> {
  const { signal, writeError, heartbeat = heartbeatMilliseconds } = options;
  const file = join(root, name);
  const own = JSON.stringify({ ...identifyProcess(), id: randomUUID() });
  let parents: string[] = [];
  try {
    parents = makeFolder(root);
    await flushFolders(parents);
    if (!(await claim(file, own, { signal, writeError, heartbeat }))) {
      throw new UserError(
        `Another import is running in ${root}.`,
        `Wait until it has ended. One that died on another machine counts as ended after ten minutes; if you are sure that none is running, delete ${file}.`,
      );
    }
    const timer = setInterval(() => stamp(file, own), heartbeat).unref();
    return () => {
      clearInterval(timer);
      release(file, own, writeError);
      removeEmpty(root, parents);
    };
  } catch (error) {
    removeEmpty(root, parents);
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The content folder ${root} cannot be written: ${describeFileError(error)}.`,
      'Check the path, given with --content or in the config, and who may write there.',
      error,
    );
  }
}

/** The lock may be another import's by now: a machine may sleep for hours during an import. */
function isOwn(file: string, own: string): boolean {
  return readOwner(file)?.text === own;
}

function stamp(file: string, own: string): void {
  try {
    if (isOwn(file, own)) utimesSync(file, new Date(), new Date());
  } catch {
    // The next heartbeat comes soon; and a user who deleted it was sure that no import is running.
  }
}

function release(file: string, own: string, writeError: LockOptions['writeError']): void {
  try {
    if (isOwn(file, own)) unlinkSync(file);
  } catch (error) {
    writeError(
      `The folder lock ${file} cannot be removed: ${describeFileError(error)}. Delete it if the next import says that another one is running.\n`,
    );
  }
}

/** An import that wrote nothing removes the folders that it made, parents included. */
function removeEmpty(root: string, parents: string[]): void {
  try {
    for (const folder of [root, ...parents].slice(0, parents.length)) rmdirSync(folder);
  } catch {
    // A folder that is not empty stays, and so do its parents.
  }
}

/** @returns whether the lock is ours */
async function claim(file: string, own: string, options: Required<LockOptions>): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (createFile(file, own)) return true;
    const owner = readOwner(file);
    if (owner === null) continue;
    if (!(await isStale(file, owner, options))) return false;
    removeStale(file, owner.text);
  }
  return false;
}

/**
 * Creates a new file in one step: a hard link gives it its name, so that nobody ever sees half a lock. Without hard
 * links, it is created and then written.
 *
 * @returns false if it exists
 */
function createFile(file: string, text: string): boolean {
  const temporary = makeTempPath(file);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!existsSync(temporary) || codeOf(error) === 'ENOSPC') throw error;
    return createUnlinked(file, text);
  } finally {
    if (existsSync(temporary)) unlinkSync(temporary);
  }
}

/** A full disk must not leave an empty file, which would look like half a lock. */
function createUnlinked(file: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return true;
}

/** Only one of two successors can rename the file: the other one sees a new owner and tries again. */
function removeStale(file: string, owner: string): void {
  const aside = makeTempPath(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === owner) unlinkSync(aside);
  else renameSync(aside, file);
}

interface Owner {
  text: string;
  /** Which file it is, and when it was last stamped: a heartbeat changes it. */
  fingerprint: string;
  stampedAt: number;
}

/**
 * Opened before `stat`: a network file system would answer a bare `stat` from its cache.
 *
 * @returns null if the lock is gone
 */
function readOwner(file: string): Owner | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const { ino, mtimeNs, mtimeMs } = fstatSync(descriptor, { bigint: true });
    const text = readFileSync(descriptor, 'utf8');
    return { text, fingerprint: `${ino} ${mtimeNs} ${text}`, stampedAt: Number(mtimeMs) };
  } finally {
    closeSync(descriptor);
  }
}

async function isStale(file: string, owner: Owner, options: Required<LockOptions>): Promise<boolean> {
  const identity = parseIdentity(owner.text);
  // Half a lock: it is just being written, or its process was killed while writing.
  if (identity === null) return !(await changes(file, owner, options));
  const state = probeProcess(identity);
  if (state !== 'unknown') return state === 'dead';
  const age = Date.now() - owner.stampedAt;
  if (age >= -1000 && age <= staleAfterMilliseconds) return false;
  return !(await changes(file, owner, options));
}

/** @returns null if it is not a whole lock */
function parseIdentity(text: string): Partial<ProcessIdentity> | null {
  try {
    const value: Partial<ProcessIdentity> | null = JSON.parse(text);
    return typeof value?.pid === 'number' ? value : null;
  } catch {
    return null;
  }
}

/** Watches for longer than any running import goes without a heartbeat. Timers do not depend on the clock. */
async function changes(
  file: string,
  { fingerprint }: Owner,
  { signal, writeError, heartbeat }: Required<LockOptions>,
): Promise<boolean> {
  writeError(`Another import may be running: its folder lock ${file} is watched for a moment.\n`);
  for (let looks = 0; looks < 2 * missedHeartbeats; looks++) {
    await sleep(heartbeat / 2, undefined, { signal });
    if (readOwner(file)?.fingerprint !== fingerprint) return true;
  }
  return false;
}
