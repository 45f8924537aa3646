import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** The beginning of a page. */
export interface PageHead {
  /** The front matter with its fences, or the whole text where there is none to be found. */
  text: string;
  isText: boolean;
  bodyIsEmpty: boolean;
}

/**
 * Reads a file's front matter. Only that part is decoded: pieces of it live as long as the import, and would keep the
 * whole text of every page in memory.
 *
 * @throws the file system's errors
 */
export function readHead(file: string): PageHead {
  const bytes = readBytes(file);
  const opening = bytes.indexOf('---');
  const isOpen = opening >= 0 && isOpening.test(bytes.toString('utf8', 0, Math.min(opening, longestOpening)));
  const fence = isOpen ? bytes.indexOf('\n---', opening + 3) : -1;
  if (fence < 0) {
    const text = isOpen ? bytes.toString('utf8') : bytes.toString('utf8', 0, 4096);
    return { text, isText: isUtf8(bytes), bodyIsEmpty: false };
  }
  const lineEnd = bytes.indexOf('\n', fence + 1);
  const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
  const text = bytes.toString('utf8', 0, end);
  // What is no text is decoded as U+FFFD.
  const isText = !text.includes('\ufffd') || isUtf8(bytes.subarray(0, end));
  return { text, isText, bodyIsEmpty: isBlank(bytes, end) };
}

/** What may stand before the opening fence: a byte order mark and blank lines. */
const isOpening = /^\s*$/;
const longestOpening = 1024;

/** Takes most of the time of a scan: so it asks for no size first, and needs no new memory for each file. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** @returns the bytes of a file, good until the next call */
function readBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    for (let end = 0; end < shared.length; ) {
      const count = readSync(descriptor, shared, end, shared.length - end, null);
      if (count === 0) return shared.subarray(0, end);
      end += count;
    }
    return readFileSync(file);
  } finally {
    closeSync(descriptor);
  }
}

function isBlank(bytes: Buffer, start: number): boolean {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}
