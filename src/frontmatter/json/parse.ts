import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { makeRecord } from '../../model/record.ts';
import { isMap, type Value } from '../../model/value.ts';
import { FrontMatterError } from '../errors.ts';
import { findLineNumber } from '../offsets.ts';
import { findDeepPlace } from './depth.ts';

/**
 * Reads the values of a front matter block.
 *
 * @param line the line in the file, from 1, at which the source begins; for errors
 * @returns keys in the page's own spelling and no inherited ones
 * @throws FrontMatterError if it is not valid, or no object
 */
export function readJson(source: string, line: number): Record<string, Value> {
  assertShallow(source, line);
  const data = parse(source, line);
  if (!isMap(data)) throw new FrontMatterError('the front matter is not a list of keys and values', line);
  return Object.assign(makeRecord(), data);
}

/** Takes a block apart that can be read. */
export function parseNodes(source: string): Node {
  const node = parseTree(source, []);
  if (node === undefined) throw new Error('the front matter was read before');
  return node;
}

function parse(source: string, line: number): Value {
  try {
    return JSON.parse(source);
  } catch {
    // Its own message has no line in some versions of Node, and pieces of the page in others.
    const errors: ParseError[] = [];
    parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
    const [first] = errors;
    const words = first === undefined ? '' : `: ${describe(first)}`;
    throw new FrontMatterError(
      `the front matter is not valid JSON${words}`,
      line + findLineNumber(source, first?.offset ?? 0) - 1,
    );
  }
}

/** `CommaExpected` is "comma expected". */
function describe({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=.)[A-Z]/g, ' $&')
    .toLowerCase();
}

function assertShallow(source: string, line: number): void {
  const place = findDeepPlace(source);
  if (place === null) return;
  throw new FrontMatterError(
    'the front matter is nested too deeply',
    line + findLineNumber(source, place) - 1,
  );
}
