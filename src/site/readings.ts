import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { LockReading } from './lockfile.ts';
import { readLock } from './read-lockfile.ts';
import { type PageReading, readPage } from './read-page.ts';
import { listMarkdown } from './walk.ts';

/** What a run has read so far. */
export interface Readings {
  pages: Known<PageReading>;
  locks: Known<LockReading | null>;
}

/** What was read of files, by their paths, each as long as its stamp is the file's. */
type Known<Reading> = Map<string, { stamp: string; reading: Reading }>;

export function startReadings(): Readings {
  return { pages: new Map(), locks: new Map() };
}

/**
 * Reads pages and lock ahead, while a run waits for something else: later, only what has changed since is read.
 * Gives way between two files.
 *
 * @param readings is filled
 * @param signal ends it early
 */
export async function readAhead(
  root: string,
  lockFile: string,
  readings: Readings,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (const page of listMarkdown(root, { problems: [], staleTempFiles: [] })) {
      if (!page.isLink) readOnce(page.file, readings.pages, () => readPage(root, page));
      await setImmediate();
      if (signal.aborted) return;
    }
    // It takes longest, and comes last: a run begins with answers that are waited for.
    readOnce(lockFile, readings.locks, () => readLock(lockFile));
  } catch {
    // Whatever it is, the run meets it again and says so.
  }
}

/** Reads a file that was not read before, or has changed since. */
export function readOnce<Reading>(file: string, known: Known<Reading>, read: () => Reading): Reading {
  const stamp = readStamp(file);
  if (stamp === null) return read();
  const earlier = known.get(file);
  if (earlier?.stamp === stamp) return earlier.reading;
  const reading = read();
  known.set(file, { stamp, reading });
  return reading;
}

/** Another one wherever a file was written, moved or put in the place of another. */
function readStamp(path: string): string | null {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return null; // Whoever reads the file finds out why.
  }
}
