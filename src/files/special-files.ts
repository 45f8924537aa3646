import { readFileSync, statSync } from 'node:fs';

/** Something other than a file is there; it was not opened. */
export class NoFileError extends Error {
  override readonly name = 'NoFileError';
  readonly code = 'ENOTFILE';
}

/** The streams of this process by name, and what a shell passes as `<(command)`. */
const stream = /^\/(?:dev\/(?:stdin|stdout|stderr|tty|null|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/;

/**
 * Makes sure that a path leads to a file, or to nothing: a folder cannot be read, a named pipe may never answer, and a
 * device may never end.
 *
 * @throws NoFileError; the file system's errors
 */
export function assertFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile()) return;
  const kinds = [
    [stats.isDirectory(), 'folder'],
    [stats.isFIFO(), 'named pipe'],
    [stats.isSocket(), 'socket'],
    [true, 'device'],
  ] as const;
  const [, kind] = kinds.find(([is]) => is) ?? [];
  throw new NoFileError(`a ${kind} is where a file should be`);
}

/** The same, but it may also be a stream such as `/dev/stdin`. */
export function assertFileOrStream(path: string): void {
  if (!stream.test(path)) assertFile(path);
}

/** The text of a file; null if it is not a file, or cannot be read. */
export function readIfFile(path: string): string | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
