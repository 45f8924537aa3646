import { Lexer } from 'yaml';
import { FrontMatterError } from '../errors.ts';
import { findLineNumber } from '../offsets.ts';

/** Far above any real page; it keeps hostile ones from costing seconds. */
const MOST_CHARACTERS = 256 * 1024;
/** gray-matter looks for comments with a pattern that is quadratic in blank lines. */
const TOO_MUCH_BLANK = /(?:\n[^\S\n]*){1000}/;
/** Nesting of some hundred levels kills the process: V8 cannot compile a pattern near the end of the stack. */
const DEEPEST_BRACKETS = 100;
const TOO_MANY_LEVELS = /(?:[-?][ \t]+){100}|^ {200}/m;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for; generators refuse them as well
const NOT_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, and every CR; it takes less time
const MAYBE_NOT_TEXT = /[\0-\x08\x0b-\x1f\x7f]/;

/**
 * Makes sure that front matter can be given to a parser: that it would not cost seconds, run the parser out of stack, or be read
 * differently by a site generator.
 *
 * @param source the front matter from its opening fence on
 * @param line the line in the file, from 1, at which `source` begins
 * @throws FrontMatterError
 */
export function assertReadable(source: string, line: number): void {
  if (source.length > MOST_CHARACTERS || TOO_MUCH_BLANK.test(source)) {
    throw new FrontMatterError('the front matter is too large to be one', line);
  }
  if (findDeepLine(source, source.indexOf('\n') + 1) !== null) {
    throw new FrontMatterError('the front matter is nested too deeply', line);
  }
  const match = MAYBE_NOT_TEXT.test(source) ? NOT_TEXT.exec(source) : null;
  if (match === null) return;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new FrontMatterError(
    `the front matter has a control character, U+${code}`,
    line + findLineNumber(source, match.index) - 1,
  );
}

/**
 * Finds where YAML begins to have more levels than the parser's stack holds.
 *
 * @param start the offset at which it begins, behind an opening fence
 * @returns the line, from 1, counted from there; null if it is not too deep
 */
export function findDeepLine(source: string, start = 0): number | null {
  // Words may hold such a picture of nesting; only then is it worth the time to tell the two apart.
  if (findDeepPlace(source) === -1) return null;
  const structure = dropScalars(source.slice(start));
  const place = findDeepPlace(structure);
  return place === -1 ? null : findLineNumber(structure, place);
}

/** Finds the offset of what lies too deep; -1 if nothing does. */
function findDeepPlace(yaml: string): number {
  let depth = 0;
  // In most front matter there are none.
  for (const { 0: bracket, index } of /[[{]/.test(yaml) ? yaml.matchAll(/[[\]{}]/g) : []) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > DEEPEST_BRACKETS) return index;
  }
  return yaml.search(TOO_MANY_LEVELS);
}

/** What remains of YAML without its texts and comments, line by line. The lexer does not nest, so that no depth harms it. */
function dropScalars(yaml: string): string {
  let previous = '';
  let rest = '';
  for (const token of new Lexer().lex(yaml)) {
    // The lexer puts this mark before plain and block scalars.
    if (previous === '\x1f' || /^["'#]/.test(token)) rest += `x${token.replace(/[^\n]/g, '')}`;
    else if (token !== '\x1f' && token !== '\x02') rest += token;
    previous = token;
  }
  return rest;
}
