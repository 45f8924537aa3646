import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { listMarkdown, type MarkdownFile } from './list-markdown.ts';
import { type PageReading, readPage } from './read-page.ts';

/** What a run has read of files so far, by their paths, each as long as its stamp is the file's. */
export type Readings = Map<string, { stamp: string; reading: PageReading }>;

/**
 * Reads pages ahead, while a run waits for something else: `scanPages` reads only what has changed since. Gives way
 * between two files.
 *
 * @param readings is filled
 * @param signal ends it early
 */
export async function readAhead(root: string, readings: Readings, signal: AbortSignal): Promise<void> {
  try {
    for (const file of listMarkdown(root, { problems: [], leftovers: [] })) {
      readOnce(root, file, readings);
      await setImmediate();
      if (signal.aborted) return;
    }
  } catch {
    // Whatever it is, the scan meets it again and says so.
  }
}

/** Reads a file that was not read before, or has changed since. */
export function readOnce(root: string, file: MarkdownFile, readings: Readings): PageReading {
  const stamp = file.isLink ? null : readStamp(join(root, file.path));
  if (stamp === null) return readPage(root, file);
  const known = readings.get(file.path);
  if (known?.stamp === stamp) return known.reading;
  const reading = readPage(root, file);
  readings.set(file.path, { stamp, reading });
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
