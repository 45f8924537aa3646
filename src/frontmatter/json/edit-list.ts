import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../model/validation.ts';
import type { Value } from '../../model/value.ts';
import { rewriteList } from '../comma-list.ts';
import { DataError } from '../errors.ts';
import { findDeepPlace } from './depth.ts';
import { parseNodes } from './parse.ts';

/**
 * Edits the list under a key of a JSON object. Entries that stay keep their own text, as does all else; a new one is
 * written in one line.
 *
 * @param text of the file; a blank one is a new file
 * @param edit returns the wanted entries; unchanged ones must be the same objects
 * @returns the text; the same one if the list stays
 * @throws DataError if the text is not a JSON object, is nested too deeply, or the key does not hold a list
 */
export function editList(text: string, key: string, edit: (entries: readonly Value[]) => Value[]): string {
  const isNew = text.trim() === '';
  const mark = text.startsWith('\uFEFF') && !isNew ? '\uFEFF' : '';
  const source = isNew ? '{}\n' : text.slice(mark.length);
  const data = parseObject(source);
  const before = data[key] ?? [];
  if (!Array.isArray(before)) throw new DataError(`has something other than a list under "${key}"`, null);
  const after = edit(before);
  if (!isNew && isDeepStrictEqual(before, after)) return text;
  const result = mark + replaceList(source, key, before, after);
  const read = parseObject(result.slice(mark.length));
  if (!isDeepStrictEqual(read, { ...data, [key]: after }))
    throw new Error(`the list "${key}" does not read back`);
  return result;
}

function parseObject(source: string): Record<string, Value> {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch (error) {
    throw new DataError('is not valid JSON', null, { cause: error });
  }
  if (findDeepPlace(source) !== null) throw new DataError('is nested too deeply', null);
  if (!isRecord(data)) throw new DataError('is not a JSON object', null);
  return data as Record<string, Value>;
}

function replaceList(source: string, key: string, before: readonly Value[], after: readonly Value[]): string {
  const { children: properties = [], offset, length } = parseNodes(source);
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n([ \t]+)$/.exec(source.slice(0, properties[0]?.offset))?.[1] ?? '  ';
  const items = after.map((entry) => `${eol}${indent}${indent}${JSON.stringify(entry)}`);
  const list = items.length === 0 ? '[]' : `[${items.join(',')}${eol}${indent}]`;
  const member = `${eol}${indent}${JSON.stringify(key)}: ${list}`;
  const splice = (start: number, end: number, put: string) =>
    source.slice(0, start) + put + source.slice(end);
  const node = properties.findLast(({ children: [name] = [] }) => name?.value === key)?.children?.[1];
  const last = properties.at(-1);
  if (node === undefined && last === undefined) return splice(offset, offset + length, `{${member}${eol}}`);
  if (node === undefined) {
    const end = (last?.offset ?? 0) + (last?.length ?? 0);
    return splice(end, end, `,${member}`);
  }
  const [start, end] = [node.offset, node.offset + node.length];
  if (before.length === 0 || after.length === 0) return splice(start, end, list);
  const ranges = (node.children ?? []).map((child) => ({
    start: child.offset,
    end: child.offset + child.length,
  }));
  const whole = { name: key, source, eol, comments: [], open: start + 1, close: end - 1, items: ranges };
  return splice(start, end, `[${rewriteList(whole, before, after, (entry) => JSON.stringify(entry))}]`);
}
