import { FrontMatterError } from '../errors.ts';
import type { Block } from '../format.ts';
import { findLineNumber } from '../offsets.ts';
import { assertReadable } from './assert-readable.ts';

/**
 * Finds a page's YAML front matter and refuses what site generators, gray-matter and people would read in different
 * ways. As generators do, it skips a byte order mark and blank lines before the opening `---`, and ends the block at the
 * first line that begins with `---`.
 *
 * @param text the whole page
 * @returns null if the page does not begin with `---`
 * @throws FrontMatterError on code front matter such as `---js`, without a closing fence, on a closing fence that is not a
 *   line of its own, and on control characters
 */
export function findBlock(text: string): Block | null {
  const opening = /^\s*---([^\r\n]*)(\r?\n|\r|$)/.exec(text);
  const [whole = '', rest = '', lineEnd = ''] = opening ?? [];
  if (opening === null || rest.startsWith('-')) return null;
  const fence = whole.length - lineEnd.length - rest.length - '---'.length;
  const line = findLineNumber(text, fence);
  if (rest.trim() !== '') {
    throw new FrontMatterError(`only plain YAML front matter is read, not "---${shorten(rest)}"`, line);
  }
  const close = text.indexOf('\n---', fence + '---'.length);
  if (close < 0) throw new FrontMatterError('the front matter has no closing "---"', line);

  const [closing = '', tail = ''] = /^---([^\r\n]*)(?:\r?\n)?/.exec(text.slice(close + 1)) ?? [];
  if (tail.trim() !== '') {
    throw new FrontMatterError(
      `the front matter ends at "---${shorten(tail)}", which is not "---" alone`,
      findLineNumber(text, close + 1),
    );
  }
  const end = close + 1;
  assertReadable(text.slice(fence, end), line);
  return {
    fence,
    start: whole.length,
    end,
    bodyStart: end + closing.length,
    eol: lineEnd === '\r\n' ? '\r\n' : '\n',
  };
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
