import { FrontMatterError } from './errors.ts';
import { findLineNumber } from './offsets.ts';

/** Far above any real page; it keeps hostile ones from costing seconds. */
const MOST_CHARACTERS = 256 * 1024;
/** No real page has this many blank lines. YAML's parser takes a third of a second for 100,000. */
const TOO_MUCH_BLANK = /(?:\n[^\S\n]*){1000}/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for; generators refuse them as well
const NOT_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, and every CR; it takes less time
const MAYBE_NOT_TEXT = /[\0-\x08\x0b-\x1f\x7f]/;

/**
 * Makes sure that front matter can be given to a parser: that it would not cost seconds, or be read differently by a site
 * generator. How deep it may be nested is its format's to say.
 *
 * @param source the front matter from its opening fence on
 * @param line the line in the file, from 1, at which `source` begins
 * @throws FrontMatterError
 */
export function assertReadable(source: string, line: number): void {
  if (source.length > MOST_CHARACTERS || TOO_MUCH_BLANK.test(source)) {
    throw new FrontMatterError('the front matter is too large to be one', line);
  }
  const match = MAYBE_NOT_TEXT.test(source) ? NOT_TEXT.exec(source) : null;
  if (match === null) return;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new FrontMatterError(
    `the front matter has a control character, U+${code}`,
    line + findLineNumber(source, match.index) - 1,
  );
}
