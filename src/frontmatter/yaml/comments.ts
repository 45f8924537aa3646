import { Lexer } from 'yaml';
import type { Comment } from '../comments.ts';

/** The lexer's marks that are not part of the source: a document begins, flow ends early, a plain or block scalar follows. */
const DOCUMENT = '\x02';
const FLOW_END = '\x18';
const SCALAR = '\x1f';

/**
 * Finds every comment of a front matter block. What looks like one inside a string does not count.
 *
 * @param source the text between the fences, without control characters (`findBlock` refuses them)
 */
export function findComments(source: string): Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(source)) {
    if (lexeme.startsWith('#') && previous !== SCALAR) comments.push({ offset, text: lexeme.trimEnd() });
    if (lexeme !== DOCUMENT && lexeme !== FLOW_END && lexeme !== SCALAR) offset += lexeme.length;
    previous = lexeme;
  }
  return comments;
}
