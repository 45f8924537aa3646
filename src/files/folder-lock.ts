import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../model/error.ts';
import { describeFileError } from './file-errors.ts';
import { isOtherAlive } from './process.ts';

const name = '.tubematter-import';
/** How often an import at work says that it lives. */
const beatMilliseconds = 15_000;
/**
 * Whoever was silent for so long is dead, even where its number is that of a living process by now, or it ran where this
 * machine cannot look: another one, or a container that is gone.
 */
const longestSilenceMilliseconds = 600_000;

/**
 * Takes the content folder for one import: a second one at the same time is refused. What a dead process left is taken
 * over: at once where it is known to be dead, else after ten minutes without a sign of life.
 *
 * @returns gives the folder back
 * @throws UserError where another import is at work there, or the folder cannot be written
 */
export function takeTurn(root: string): () => void {
  const file = join(root, name);
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), space: readProcessSpace() });
  let made: string | undefined;
  try {
    made = mkdirSync(root, { recursive: true });
    claim(file, mine, root);
    const beat = setInterval(() => giveSign(file), beatMilliseconds).unref();
    return () => {
      clearInterval(beat);
      giveBack(file, mine);
      if (made !== undefined) removeEmpty(root, made);
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (made !== undefined) removeEmpty(root, made);
    throw new UserError(
      `The content folder ${root} cannot be written: ${describeFileError(error)}.`,
      'Check the path, given with --content or in the config, and who may write there.',
      error,
    );
  }
}

function giveSign(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Whoever deleted the file was sure that no import is at work, and takes the consequences.
  }
}

/** Unless someone else has it by now: a machine may sleep for hours in the middle of an import. */
function giveBack(file: string, mine: string): void {
  if (readHolder(file)?.text === mine) unlinkSync(file);
}

/** An import that wrote nothing leaves none of the folders behind that it made, from the topmost one down. */
function removeEmpty(root: string, topmost: string): void {
  for (let folder = root; readdirSync(folder).length === 0; folder = dirname(folder)) {
    rmdirSync(folder);
    if (folder === topmost) return;
  }
}

function claim(file: string, mine: string, root: string): void {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      createFile(file, mine);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder === null) continue;
    if (isAlive(holder)) break;
    removeDead(file, holder.text);
  }
  throw new UserError(
    `Another import is at work in ${root}.`,
    `Wait until it has ended. One that died on another machine counts as ended after ten minutes; if you are sure that none is at work, delete ${file}.`,
  );
}

/** Creates a file that must not exist. Where the disk is full, no empty one is left: it would look like half a claim. */
function createFile(file: string, text: string): void {
  const descriptor = openSync(file, 'wx');
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    unlinkSync(file);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Renaming is the one step that only one of two successors can win: the loser sees another holder and tries again. */
function removeDead(file: string, holder: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === holder) unlinkSync(aside);
  else renameSync(aside, file);
}

interface Holder {
  text: string;
  ageMilliseconds: number;
}

/** @returns null where the holder has gone meanwhile */
function readHolder(file: string): Holder | null {
  try {
    return { text: readFileSync(file, 'utf8'), ageMilliseconds: Date.now() - statSync(file).mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive({ text, ageMilliseconds }: Holder): boolean {
  if (ageMilliseconds > longestSilenceMilliseconds) return false;
  let claimed: { pid?: unknown; host?: unknown; space?: unknown };
  try {
    claimed = JSON.parse(text);
  } catch {
    // Half a name: being written just now, or left by a process that was killed while it wrote.
    return ageMilliseconds < 5000;
  }
  // Of another machine's processes nothing can be known, nor of another container's.
  if (claimed.host !== hostname()) return true;
  if (claimed.space !== undefined && claimed.space !== readProcessSpace()) return true;
  return typeof claimed.pid === 'number' && isOtherAlive(claimed.pid);
}

/** Names what a process id counts within. Containers may share a host name, but on Linux each has its own namespace. */
function readProcessSpace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined; // Elsewhere the host's name has to do.
  }
}
