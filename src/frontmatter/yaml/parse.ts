import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import { makeRecord } from '../../model/record.ts';
import type { Value } from '../../model/value.ts';
import { FrontMatterError } from '../errors.ts';
import { findLineNumber } from '../offsets.ts';
import { findDeepLine } from './depth.ts';
import { describeFault } from './describe-fault.ts';

/** An alias bomb expands a few anchors over and over; honest front matter repeats one a few times. */
const MOST_ALIASES = 100;

/**
 * Parses a front matter block as YAML 1.2 core (dates stay strings), with merge keys, which generators resolve as well.
 *
 * @param source the text between the fences
 * @param line the line in the file, from 1, at which `source` begins
 * @throws FrontMatterError on broken YAML, deep nesting, duplicate keys, unknown tags, collections as keys, and anything but a map
 */
export function parseBlock(source: string, line: number): Document.Parsed {
  const deepLine = findDeepLine(source);
  if (deepLine !== null) {
    throw new FrontMatterError('the front matter is nested too deeply', line + deepLine - 1);
  }
  const document = parseDocument(source, {
    keepSourceTokens: true,
    merge: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) {
    throw new FrontMatterError(describeFault(fault), line + findLineNumber(source, fault.pos[0]) - 1);
  }
  if (document.contents !== null && !isMap(document.contents) && !isNullNode(document.contents)) {
    throw new FrontMatterError('the front matter is not a list of keys and values', line);
  }
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key))
        throw new FrontMatterError('the front matter has a key that is not a string', line);
    },
  });
  return document;
}

/**
 * Gives the values of a parsed block. The record inherits no keys.
 *
 * @param document from `parseBlock`
 * @param line the line in the file, from 1, for errors
 * @throws FrontMatterError on alias bombs, and on values that JSON cannot hold, such as a `!!set`
 */
export function toValues(document: Document.Parsed, line: number): Record<string, Value> {
  const values: unknown = tryToRead(line, () => document.toJS({ maxAliasCount: MOST_ALIASES }));
  const data = makeRecord();
  if (values === null) return data;
  return Object.assign(data, checkValue(values, line, []));
}

function checkValue(value: unknown, line: number, parents: object[]): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value !== 'object' || parents.includes(value)) {
    throw new FrontMatterError('the front matter has a value that contains itself', line);
  }
  const inner = [...parents, value];
  if (Array.isArray(value)) return value.map((item) => checkValue(item, line, inner));
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new FrontMatterError('the front matter has a value of a kind that is not supported', line);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, checkValue(item, line, inner)]));
}

function isNullNode(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** The parser throws plain errors for alias bombs and unknown aliases. */
function tryToRead<Result>(line: number, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new FrontMatterError(`the front matter cannot be read: ${(error as Error).message}`, line);
  }
}
