import { takeOrdinarySentences, takeSentences, takeWords } from '../text/sentences.ts';
import { maskAddresses, normaliseLine, readProse } from './description-lines.ts';

const hashtag = String.raw`#[\p{N}_]*\p{L}[\p{L}\p{N}_]*[\s,|·]+`;
/** Several, or one before a new sentence: `#Oak is hard` begins with a word. */
const leadingHashtags = new RegExp(`^(?:(?:${hashtag}){2,}|${hashtag}(?!\\p{Ll}))(?=\\S)`, 'u');

/**
 * Says in one line what a video is about: the first paragraph of its description if that fits, or as many of its
 * sentences as fit, or its beginning. Anything before the first prose is skipped: links and their headings, hashtags,
 * chapters, promotion. If there is no prose at all, they are used. Addresses are never cut.
 *
 * @param description a `Video`'s: of any length, without control characters
 * @param limit the most characters to return, in UTF-16 code units; a text cut at a word ends in `…` within it
 * @returns one line; `''` if the description is blank
 */
export function summariseDescription(description: string, limit = 160): string {
  return shorten(takeProse(description) || takeFirstLines(description), limit);
}

/** The first lines of prose, on one line. */
function takeProse(description: string): string {
  const paragraph: string[] = [];
  for (const { line, end } of listLines(description)) {
    const prose = line === '' ? null : readProse(line, () => findLine(description, end));
    if (prose) paragraph.push(prose.text);
    if (paragraph.length > 0 && (!prose || prose.isCut)) break;
  }
  const text = paragraph.join(' ');
  return text.startsWith('#') ? text.replace(leadingHashtags, '') : text;
}

function takeFirstLines(description: string): string {
  const paragraph: string[] = [];
  for (const { line } of listLines(description)) {
    if (line !== '') paragraph.push(line);
    else if (paragraph.length > 0) break;
  }
  return paragraph.join(' ');
}

/** The first line from a place on that is not blank. */
function findLine(description: string, from: number): string {
  for (const { line } of listLines(description, from)) if (line !== '') return line;
  return '';
}

/** One by one: usually only the first few are read. */
function* listLines(text: string, from = 0): Generator<{ line: string; end: number }> {
  for (let start = from; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { line: normaliseLine(text.slice(start, end)), end: end + 1 };
    start = end + 1;
  }
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const masked = maskAddresses(text.slice(0, limit + 100)); // Further on nothing can fit.
  const sentences = takeOrdinarySentences(masked, limit) ?? takeSentences(masked, limit);
  if (sentences !== '') return text.slice(0, sentences.length);
  const [start = ''] = /^X+/.exec(masked) ?? [];
  // An address that does not fit says nothing.
  if (start.length >= limit && !text.startsWith(start))
    return shorten(text.slice(start.length).replace(/^\S*\s*/u, ''), limit);
  const words = text.slice(0, takeWords(masked, limit - 1).length).replace(/[\s,;:([{«„“–—-]+$/u, '');
  return `${words}…`;
}
