import type { Value } from '../model/value.ts';

/** One step from an old list to a new one. `from` is an index of the old list. */
export type Row =
  | { kind: 'keep'; from: number }
  | { kind: 'drop'; from: number; moved: boolean }
  | { kind: 'add'; value: Value; from: number | undefined };

/**
 * Aligns two lists, so that entries stay where they are as far as they can. The time grows with the lists alone, however
 * much of them differs.
 *
 * @returns the steps in order. An entry that moves is a `drop` with `moved` and an `add` with its `from`
 */
export function alignLists(before: readonly Value[], after: readonly Value[]): Row[] {
  const sources = findSources(before, after);
  const found = new Set(sources);
  const staying = findLongestRise(sources);
  const rows: Row[] = [];
  let next = 0;
  const dropUntil = (end: number) => {
    for (; next < end; next++) rows.push({ kind: 'drop', from: next, moved: found.has(next) });
  };
  let added: Row[] = [];
  for (const [at, value] of after.entries()) {
    const from = sources[at];
    if (from === undefined || !staying.has(from)) {
      added.push({ kind: 'add', value, from });
      continue;
    }
    dropUntil(from);
    for (const row of added) rows.push(row);
    added = [];
    rows.push({ kind: 'keep', from });
    next = from + 1;
  }
  dropUntil(before.length);
  return [...rows, ...added];
}

/** For each new entry the old one that it is: of equal ones those at the ends first, then one after another. */
function findSources(before: readonly Value[], after: readonly Value[]): (number | undefined)[] {
  const [old, wanted] = [before.map(fingerprint), after.map(fingerprint)];
  const shorter = Math.min(old.length, wanted.length);
  let head = 0;
  while (head < shorter && old[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  const places = new Map<string, number[]>();
  for (let at = old.length - tail - 1; at >= head; at--) {
    const text = old[at] ?? '';
    const same = places.get(text);
    if (same) same.push(at);
    else places.set(text, [at]);
  }
  return wanted.map((text, at) => {
    if (at < head) return at;
    if (at >= wanted.length - tail) return at + old.length - wanted.length;
    return places.get(text)?.pop();
  });
}

/** The most numbers that rise in their order. */
function findLongestRise(numbers: readonly (number | undefined)[]): Set<number> {
  /** By length: the last number of the rise of this length that ends lowest. */
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    if (number === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous.set(number, ends[low - 1]);
    ends[low] = number;
  }
  const rise = new Set<number>();
  for (let number = ends.at(-1); number !== undefined; number = previous.get(number)) rise.add(number);
  return rise;
}

function fingerprint(value: Value): string {
  return JSON.stringify(value);
}
