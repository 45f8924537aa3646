import { findObjectEnd } from './json/find-object.ts';

/** What front matter begins with. */
const fences = ['---', '+++'];
/** More blank space than before any real front matter. */
const longestLead = 1024;
const byteOrderMark = '\xef\xbb\xbf';
const [lineFeed, dash] = [0x0a, 0x2d];

/**
 * Finds where front matter ends without decoding it: the bytes of a page may be cut off anywhere after it.
 *
 * @returns the offset after its last line; undefined if the bytes do not contain its end; null if the page has none
 */
export function findHeadEnd(bytes: Buffer): number | null | undefined {
  const opening = findOpening(bytes);
  if (opening === null) return null;
  const { fence, offset } = opening;
  if (fence === '{') {
    const end = findObjectEnd(bytes.toString('latin1', offset));
    return end === null ? undefined : skipLineEnd(bytes, offset + end);
  }
  const close = bytes.indexOf(`\n${fence}`, offset + fence.length);
  if (close < 0) return undefined;
  const lineEnd = bytes.indexOf(lineFeed, close + 1);
  return lineEnd < 0 ? bytes.length : lineEnd + 1;
}

function findOpening(bytes: Buffer): { fence: string; offset: number } | null {
  // Nearly all pages begin so.
  if (bytes[0] === dash && bytes[1] === dash && bytes[2] === dash) return { fence: '---', offset: 0 };
  const lead = bytes.toString('latin1', 0, longestLead);
  const start = lead.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  const offset = start + lead.slice(start).search(/\S|$/);
  const fence = fences.find((one) => lead.startsWith(one, offset));
  if (fence !== undefined) return { fence, offset };
  return /^\{\s*["}]/.test(lead.slice(offset)) ? { fence: '{', offset } : null;
}

function skipLineEnd(bytes: Buffer, end: number): number {
  if (bytes[end] === lineFeed) return end + 1;
  return bytes[end] === 0x0d && bytes[end + 1] === lineFeed ? end + 2 : end;
}
