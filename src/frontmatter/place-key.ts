import type { Place } from './format.ts';

/** The place of a key in the order of a new page; after all others if it has none. Ignores letter case. */
export function rankKey(order: readonly string[], key: string): number {
  const index = order.findIndex((other) => isSameKey(other, key));
  return index < 0 ? order.length : index;
}

/**
 * Finds the place for a new key: after the nearest key that comes before it on a new page, or before the nearest that
 * comes after it, or at the end.
 *
 * @param keys those that the page has, in its order
 * @param order the keys in the order of a new page
 */
export function findPlace(keys: readonly string[], order: readonly string[], key: string): Place {
  const rank = rankKey(order, key);
  const onPage = (others: readonly string[]) =>
    others.flatMap((other) => keys.find((own) => isSameKey(own, other)) ?? []);
  if (rank < order.length) {
    const before = onPage(order.slice(0, rank)).at(-1);
    if (before !== undefined) return { side: 'after', key: before };
    const [after] = onPage(order.slice(rank));
    if (after !== undefined) return { side: 'before', key: after };
  }
  const last = keys.at(-1);
  return last === undefined ? null : { side: 'after', key: last };
}

function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
