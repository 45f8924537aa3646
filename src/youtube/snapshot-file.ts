import { readFileSync } from 'node:fs';
import { readLines } from '../files/read-lines.ts';
import type { Listing } from '../model/listing.ts';
import {
  isOwnSnapshot,
  itemsClosing,
  itemsOpening,
  parseSnapshot,
  readOwnSnapshot,
  startToSift,
} from './snapshot.ts';

/**
 * Reads a snapshot from a file: one that has a line for each resource line by line, so that the whole is never in
 * memory, and any other with `parseSnapshot`. Both give the same listing.
 *
 * @param keep takes of each resource what is to be kept
 * @throws UserError as `parseSnapshot` does; the file system's errors
 */
export function readSnapshot<Kept>(file: string, keep: (resource: unknown) => Kept): Listing<Kept> {
  const listing = readByLines(file, keep);
  if (listing !== null) return listing;
  const { resources, ...rest } = parseSnapshot(readFileSync(file, 'utf8'), file);
  return { ...rest, resources: resources.map(keep) };
}

/** Stands for the items while the rest is parsed. */
const marker = 'line by line';

/** @returns null for a file that is not laid out like ours */
function readByLines<Kept>(file: string, keep: (resource: unknown) => Kept): Listing<Kept> | null {
  let part: 'head' | 'items' | 'tail' = 'head';
  let rest = '';
  let isLast = false;
  const resources: Kept[] = [];
  const isFirst = startToSift();
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
      const resource = isLast ? undefined : tryToParse(line.endsWith(',') ? line.slice(0, -1) : line);
      if (resource === undefined) return null;
      isLast = !line.endsWith(',');
      if (isFirst(resource)) resources.push(keep(resource));
    }
  }
  const data = tryToParse(rest);
  if (!isOwnSnapshot(data) || data.items !== marker) return null;
  return { ...readOwnSnapshot({ ...data, items: [] }, file), resources };
}

function tryToParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // Then the whole file is parsed, and that says what is wrong.
  }
}

/** Far more than a resource takes. */
const longestLine = 2 ** 18;
