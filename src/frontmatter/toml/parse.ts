import { parse, TomlDate, TomlError } from 'smol-toml';
import { makeRecord } from '../../model/record.ts';
import type { Value } from '../../model/value.ts';
import { DataError, FrontMatterError } from '../errors.ts';

/** Far above any real page; it keeps hostile ones from using up the stack. */
const maxDepth = 100;

/**
 * Reads the values of a front matter block.
 *
 * @param line the line in the file, from 1, at which the source begins; for errors
 * @returns dates as strings, keys in the page's own spelling and no inherited ones
 * @throws FrontMatterError if it is not valid
 */
export function readToml(source: string, line: number): Record<string, Value> {
  try {
    return Object.assign(makeRecord(), toValue(parseText(source)));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new FrontMatterError(
      `the front matter is not valid TOML: ${describe(error)}`,
      line + error.line - 1,
    );
  }
}

/**
 * Reads a TOML file that people write.
 *
 * @throws DataError if it is not valid
 */
export function parseToml(text: string): unknown {
  try {
    return toValue(parseText(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new DataError(`is not valid TOML: line ${error.line}: ${describe(error)}`, error.line, {
      cause: error,
    });
  }
}

/** A text over several lines has the file's line ends: CRLF would change its value. */
function parseText(text: string): unknown {
  const source = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  return parse(source, { maxDepth, integersAsBigInt: 'asNeeded' });
}

function describe({ message }: TomlError): string {
  const [reason = ''] = message.replace(/^Invalid TOML document: /, '').split('\n');
  return /excessively nested/.test(reason) ? 'it is nested too deeply' : reason;
}

function toValue(value: unknown): Value {
  if (value instanceof TomlDate) return writeDate(value);
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value as Value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

/** As people write it: without the milliseconds that are zero. */
function writeDate(date: TomlDate): string {
  const zeros = /\.?0+$/;
  return date.toISOString().replace(/\.\d+/, (fraction) => fraction.replace(zeros, ''));
}
