import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignLists } from '../../src/frontmatter/align-lists.ts';
import type { Value } from '../../src/model/value.ts';

/** Both lists as the steps tell them, and the steps by kind. */
function replay(before: readonly Value[], after: readonly Value[]) {
  const rows = alignLists(before, after);
  const read = (row: (typeof rows)[number]) => (row.kind === 'add' ? row.value : before[row.from]);
  return {
    before: rows.filter(({ kind }) => kind !== 'add').map(({ from }) => from),
    after: rows.filter(({ kind }) => kind !== 'drop').map(read),
    moved: rows.flatMap((row) => (row.kind === 'drop' && row.moved ? [row.from] : [])),
    origins: rows.flatMap((row) => (row.kind === 'add' && row.from !== undefined ? [row.from] : [])),
    kept: rows.filter(({ kind }) => kind === 'keep').length,
  };
}

const entries = fc.array(fc.constantFrom<Value>('a', 'b', 'c', 1, null, { d: 1 }));
const wholeNumbers = (length: number) => Array.from({ length }, (_, number) => number);

describe('two lists', () => {
  test('are aligned without loss: each old entry once and in order, each new one, each move at both ends', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const read = replay(before, after);
        expect(read.before).toEqual([...before.keys()]);
        expect(read.after).toEqual(after);
        expect(read.origins.toSorted()).toEqual(read.moved.toSorted());
      }),
    );
  });

  test('keep all entries but the ones that move', () => {
    const numbers = wholeNumbers(9);
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), (from, to) => {
        const after = numbers.toSpliced(from, 1).toSpliced(to, 0, from);
        expect(replay(numbers, after).kept).toBe(from === to ? 9 : 8);
      }),
    );
  });

  test('may be long and differ everywhere', () => {
    const before = wholeNumbers(50_000);
    expect(replay(before, before.map(String)).kept).toBe(0);
    expect(replay(before, before.toReversed()).moved).toHaveLength(49_999);
  });
});
