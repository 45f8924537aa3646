import { assertReadable } from '../assert-readable.ts';
import { FrontMatterError } from '../errors.ts';
import type { Block } from '../format.ts';
import { findLineNumber } from '../offsets.ts';

/**
 * Finds front matter that is an object without fences, as some generators have it. What looks like a shortcode does not
 * count.
 *
 * @param text the whole page
 * @returns null if the page begins in another way
 * @throws FrontMatterError if its last brace is missing, and on text that no parser should get
 */
export function findObjectBlock(text: string): Block | null {
  const lead = /^\s*(?=\{\s*["}])/.exec(text)?.[0];
  if (lead === undefined) return null;
  const start = lead.length;
  const length = findObjectEnd(text.slice(start));
  const line = findLineNumber(text, start);
  if (length === null) throw new FrontMatterError('the front matter has no closing "}"', line);
  const end = start + length;
  const source = text.slice(start, end);
  assertReadable(source, line);
  const lineEnd = /^\r?\n/.exec(text.slice(end))?.[0] ?? '';
  const eol = lineEnd === '\r\n' || source.includes('\r\n') ? '\r\n' : '\n';
  return { fence: start, start, end, bodyStart: end + lineEnd.length, eol };
}

/** Strings, which may hold any bracket, and brackets. A string may lack its end. */
export const jsonTokens = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|[[\]{}]/g;

/**
 * Finds the end of an object that a text begins with, as generators do: it counts braces outside of strings.
 *
 * @returns the offset after its last brace; null if that is missing
 */
export function findObjectEnd(text: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(jsonTokens)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    if (depth === 0) return index + token.length;
  }
  return null;
}
