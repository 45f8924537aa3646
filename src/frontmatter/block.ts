import { FrontMatterError } from './errors.ts';
import { findLineNumber, refuseOddText } from './yaml/limits.ts';

/** Where a page's front matter lies. All offsets count UTF-16 units from the start of the text. */
export interface Block {
  /** The opening `---`. */
  fence: number;
  /** The first line after the opening fence. */
  start: number;
  /** The closing `---`. */
  end: number;
  /** What follows the closing fence's line. */
  bodyStart: number;
  /** The line of the opening fence, from 1. */
  line: number;
  /** The line end of the opening fence; new lines get the same. */
  eol: '\n' | '\r\n';
}

/**
 * Finds a page's YAML front matter and refuses what Hugo, gray-matter and people would read in different ways.
 * Like Hugo's `lexFrontMatterSection` it skips a byte order mark and blank lines before the opening `---`, and ends
 * the block at the first line that begins with `---`.
 *
 * @param text the whole page
 * @returns null where the page has no front matter
 * @throws FrontMatterError on TOML, on JSON, on code front matter such as `---js`, without a closing fence, on a closing
 *   fence that is not a line of its own, and on control characters
 */
export function locateBlock(text: string): Block | null {
  const [json] = /^\s*\{(?=\s*["}])/.exec(text) ?? [];
  if (json !== undefined) {
    throw new FrontMatterError('JSON front matter is not supported', findLineNumber(text, json.length));
  }
  const opening = /^\s*(---|\+\+\+)([^\r\n]*)(\r?\n|\r|$)/.exec(text);
  const [whole = '', marker = '', rest = '', lineEnd = ''] = opening ?? [];
  if (opening === null || rest.startsWith(marker.charAt(0))) return null;
  const fence = whole.length - lineEnd.length - rest.length - marker.length;
  const line = findLineNumber(text, fence);
  if (marker === '+++') throw new FrontMatterError('TOML front matter is not supported', line);
  if (rest.trim() !== '') {
    throw new FrontMatterError(`only plain YAML front matter is read, not "---${shorten(rest)}"`, line);
  }
  const close = text.indexOf('\n---', fence + marker.length);
  if (close < 0) throw new FrontMatterError('the front matter has no closing "---"', line);

  const [closing = '', tail = ''] = /^---([^\r\n]*)(?:\r?\n)?/.exec(text.slice(close + 1)) ?? [];
  if (tail.trim() !== '') {
    throw new FrontMatterError(
      `the front matter ends at "---${shorten(tail)}", which is not "---" alone`,
      findLineNumber(text, close + 1),
    );
  }
  const block: Block = {
    fence,
    start: whole.length,
    end: close + 1,
    bodyStart: close + 1 + closing.length,
    line,
    eol: lineEnd === '\r\n' ? '\r\n' : '\n',
  };
  refuseOddText(text.slice(fence, block.end), line);
  return block;
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
