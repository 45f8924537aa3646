import { assertReadable } from './assert-readable.ts';
import { FrontMatterError } from './errors.ts';
import type { Block } from './format.ts';
import { findLineNumber } from './offsets.ts';

/** The line that opens front matter. Offsets count UTF-16 units from the start of the text. */
export interface Opening {
  fence: string;
  /** The offset of the fence. */
  offset: number;
  /** What follows the fence, such as `json`. */
  language: string;
  lineEnd: string;
  /** What follows the line. */
  end: number;
}

/**
 * Reads the fence that a page begins with. As generators do, it skips a byte order mark and blank lines.
 *
 * @param text the whole page
 * @returns null if the page begins in another way
 */
export function readOpening(text: string): Opening | null {
  const match = /^\s*(---(?!-)|\+\+\+(?!\+))([^\r\n]*)(\r?\n|\r|$)/.exec(text);
  if (match === null) return null;
  const [whole, fence = '', rest = '', lineEnd = ''] = match;
  const offset = whole.length - lineEnd.length - rest.length - fence.length;
  return { fence, offset, language: rest.trim(), lineEnd, end: whole.length };
}

/**
 * Finds the end of fenced front matter. As generators do, it ends the block at the first line that begins with the
 * fence, even inside a text of several lines.
 *
 * @throws FrontMatterError without a closing fence, on a closing fence that does not have its own line, and on text
 *   that no parser should get
 */
export function findFencedBlock(text: string, { fence, offset, lineEnd, end: start }: Opening): Block {
  const line = findLineNumber(text, offset);
  const close = text.indexOf(`\n${fence}`, offset + fence.length);
  if (close < 0) throw new FrontMatterError(`the front matter has no closing "${fence}"`, line);
  const end = close + 1;
  const tailStart = end + fence.length;
  const [closing = '', tail = ''] = /^([^\r\n]*)(?:\r?\n)?/.exec(text.slice(tailStart)) ?? [];
  if (tail.trim() !== '') {
    throw new FrontMatterError(
      `the front matter ends at "${fence}${shorten(tail)}", which is not "${fence}" alone`,
      findLineNumber(text, end),
    );
  }
  assertReadable(text.slice(offset, end), line);
  return {
    fence: offset,
    start,
    end,
    bodyStart: tailStart + closing.length,
    eol: lineEnd === '\r\n' ? '\r\n' : '\n',
  };
}

/** Shortens what follows a fence, for messages. */
export function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
