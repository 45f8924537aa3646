import { Lexer } from 'yaml';
import { findLineNumber } from '../offsets.ts';

/** Nesting of some hundred levels kills the process: V8 cannot compile a pattern near the end of the stack. */
const DEEPEST_BRACKETS = 100;
const TOO_MANY_LEVELS = /(?:[-?][ \t]+){100}|^ {200}/m;

/**
 * Finds where YAML begins to have more levels than the parser's stack holds.
 *
 * @returns the line, from 1; null if it is not too deep
 */
export function findDeepLine(source: string): number | null {
  // Words may hold such a picture of nesting; only then is it worth the time to tell the two apart.
  if (findDeepPlace(source) === -1) return null;
  const structure = dropScalars(source);
  const place = findDeepPlace(structure);
  return place === -1 ? null : findLineNumber(structure, place);
}

/** Finds the offset of what is nested too deeply; -1 if nothing is. */
function findDeepPlace(yaml: string): number {
  let depth = 0;
  // Most front matter has none.
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
