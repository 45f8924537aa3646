import { readFileSync, statSync } from 'node:fs';
import { readLines } from '../files/read-lines.ts';
import type { Listing } from '../model/listing.ts';
import { parseJson } from '../text/json.ts';
import {
  isOwnSnapshot,
  itemsClosing,
  itemsOpening,
  parseSnapshot,
  readOwnSnapshot,
  uniqueById,
} from './snapshot.ts';

/**
 * Reads a snapshot from a file: one that has a line for each resource line by line, so that the whole is never in
 * memory, and any other, or one that comes through a pipe, with `parseSnapshot`. Both give the same listing.
 *
 * @param parse is given each resource; what it returns is held
 * @param name what messages call the file
 * @throws UserError as `parseSnapshot` does; the file system's errors
 */
export function readSnapshot<Parsed>(
  file: string,
  parse: (resource: unknown) => Parsed,
  name = file,
): Listing<Parsed> {
  // A pipe gives its text once only.
  const listing = statSync(file).isFile() ? readByLines(file, parse, name) : null;
  if (listing !== null) return listing;
  const { resources, ...rest } = parseSnapshot(readWhole(file), name);
  return { ...rest, resources: resources.map(parse) };
}

const standardInput = 0;

function readWhole(file: string): string {
  // Standard input may be a socket, which cannot be opened by a name.
  return readFileSync(file === '/dev/stdin' ? standardInput : file, 'utf8');
}

/** Stands for the items while the rest is parsed. */
const marker = 'line by line';

/** @returns null for a file that is not laid out like ours */
function readByLines<Parsed>(
  file: string,
  parse: (resource: unknown) => Parsed,
  name: string,
): Listing<Parsed> | null {
  let part: 'head' | 'items' | 'tail' = 'head';
  let rest = '';
  let isLast = false;
  const resources: Parsed[] = [];
  const isFirst = uniqueById();
  for (const line of readLines(file, longestLine)) {
    if (line === null) return null;
    if (part !== 'items') {
      const opens = part === 'head' && line === itemsOpening;
      rest += opens ? `"items": "${marker}",` : `${line}\n`;
      if (opens) part = 'items';
    } else if (line === itemsClosing) {
      if (!isLast) return null;
      part = 'tail';
    } else {
      const resource = isLast ? undefined : parseJson(line.endsWith(',') ? line.slice(0, -1) : line);
      if (resource === undefined) return null;
      isLast = !line.endsWith(',');
      if (isFirst(resource)) resources.push(parse(resource));
    }
  }
  const data = parseJson(rest);
  if (!isOwnSnapshot(data) || data.items !== marker) return null;
  return { ...readOwnSnapshot({ ...data, items: [] }, name), resources };
}

/** Far more than a resource takes. */
const longestLine = 2 ** 18;
