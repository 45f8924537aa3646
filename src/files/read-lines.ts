import { closeSync, openSync, readSync } from 'node:fs';

const newline = '\n'.charCodeAt(0);
const usualSize = 2 ** 18;

/**
 * Yields the lines of a file without their ends, so that the whole is never in memory.
 *
 * @param longest the most bytes that a line may have; yields null for a longer one and ends
 * @throws the file system's errors
 */
export function readLines(file: string): Generator<string>;
export function readLines(file: string, longest: number): Generator<string | null>;
export function* readLines(file: string, longest = Number.POSITIVE_INFINITY): Generator<string | null> {
  const descriptor = openSync(file, 'r');
  try {
    let bytes = Buffer.allocUnsafe(usualSize);
    let end = 0;
    for (let count = 1; count > 0; ) {
      count = readSync(descriptor, bytes, end, bytes.length - end, null);
      end += count;
      let start = 0;
      for (let at = bytes.indexOf(newline); at >= 0 && at < end; at = bytes.indexOf(newline, start)) {
        yield bytes.toString('utf8', start, at);
        start = at + 1;
      }
      bytes.copyWithin(0, start, end);
      end -= start;
      if (end < bytes.length) continue;
      if (end >= longest) return yield null;
      bytes = Buffer.concat([bytes], 2 * bytes.length);
    }
    yield bytes.toString('utf8', 0, end);
  } finally {
    closeSync(descriptor);
  }
}
