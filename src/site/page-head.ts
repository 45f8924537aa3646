import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { findHeadEnd } from '../frontmatter/find-head.ts';

/** The beginning of a page. */
export interface PageHead {
  /** The front matter with its fences, or the whole text if none is found. */
  text: string;
  /** Null: not one that pages are written in. */
  encoding: 'UTF-8' | 'UTF-16' | null;
  bodyIsEmpty: boolean;
}

/**
 * Reads a file's front matter. Only that part is read and decoded: pieces of it live as long as the import, and would
 * otherwise keep every page's whole text in memory.
 *
 * @throws the file system's errors
 */
export function readHead(file: string): PageHead {
  const descriptor = openSync(file, 'r');
  try {
    let end = 0;
    for (let size = usualSize; size <= shared.length; size *= 4) {
      end = fill(descriptor, end, size);
      const head = findHead(shared.subarray(0, end));
      if (end < size) return head ?? takeAll(shared.subarray(0, end));
      // Nothing that follows can change it.
      if (head !== null && !head.bodyIsEmpty) return head;
    }
  } finally {
    closeSync(descriptor);
  }
  const bytes = readFileSync(file);
  return findHead(bytes) ?? takeAll(bytes);
}

/** The first this many bytes contain the front matter of nearly every page. */
const usualSize = 4096;
/** Takes most of a scan's time, so it does not ask for the size first, and reuses its memory. */
const shared = Buffer.allocUnsafeSlow(16 * usualSize);

/** Reads on into the shared bytes. @returns where they end: at `size`, or earlier at the end of the file */
function fill(descriptor: number, start: number, size: number): number {
  let end = start;
  for (let count = 1; count > 0 && end < size; end += count) {
    count = readSync(descriptor, shared, end, size - end, null);
  }
  return end;
}

/** @returns null if there is no front matter, or it does not end */
function findHead(bytes: Buffer): PageHead | null {
  const end = findHeadEnd(bytes);
  if (end === null || end === undefined) return null;
  const text = bytes.toString('utf8', 0, end);
  // Invalid bytes are decoded as U+FFFD.
  const isText = !text.includes('\ufffd') || isUtf8(bytes.subarray(0, end));
  return { text, encoding: isText ? 'UTF-8' : null, bodyIsEmpty: isBlank(bytes, end) };
}

function takeAll(bytes: Buffer): PageHead {
  const wide = decodeUtf16(bytes);
  if (wide !== null) {
    const [head = wide] = /^\s*---[\s\S]*?\n---/.exec(wide) ?? [];
    return { text: head, encoding: 'UTF-16', bodyIsEmpty: false };
  }
  const text = bytes.toString('utf8', 0, findHeadEnd(bytes) === null ? 4096 : bytes.length);
  return { text, encoding: isUtf8(bytes) ? 'UTF-8' : null, bodyIsEmpty: false };
}

/** Text with the byte order mark of UTF-16, or with a fence in it. @returns null if it is neither */
function decodeUtf16(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, 2);
  if (start === '\xff\xfe' || /^[-+{]\0$/.test(start)) return new TextDecoder('utf-16le').decode(bytes);
  if (start === '\xfe\xff' || /^\0[-+{]$/.test(start)) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

function isBlank(bytes: Buffer, start: number): boolean {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}
