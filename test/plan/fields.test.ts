import { describe, expect, test } from 'vitest';
import { decideField, type FieldState } from '../../src/plan/fields.ts';

const set = (before: unknown, after: unknown, reason: string) => ({
  key: 'k',
  action: 'set',
  before,
  after,
  reason,
});

describe('decideField', () => {
  // [what it shows, own, page, last, youtube, change, known]
  const cases: [string, FieldState['own'], unknown, unknown, unknown, unknown, unknown][] = [
    ['a missing key is written', 'once', undefined, undefined, 'y', set(undefined, 'y', 'missing'), null],
    ['an empty key is written', 'once', '', undefined, 'y', set('', 'y', 'missing'), null],
    ['an empty list counts as empty', 'once', [], undefined, ['y'], set([], ['y'], 'missing'), null],
    ['a value of a person stays', 'once', 'p', undefined, 'y', undefined, null],
    ['what a person took out stays out', 'once', undefined, null, 'y', undefined, null],
    ['what a person emptied stays empty', 'once', '', null, 'y', undefined, null],
    ['follow writes a missing key', 'follow', undefined, undefined, 'y', set(undefined, 'y', 'missing'), 'y'],
    ['follow follows', 'follow', 'a', 'a', 'b', set('a', 'b', 'youtube-changed'), 'b'],
    ['follow follows to an empty list', 'follow', ['a'], ['a'], [], set(['a'], [], 'youtube-changed'), []],
    ['follow leaves what a person edited', 'follow', 'p', 'a', 'a', undefined, 'a'],
    ['without a lock, what differs is a person’s', 'follow', 'p', undefined, 'y', undefined, 'y'],
    ['without a lock, what is equal follows later', 'follow', 'y', undefined, 'y', undefined, 'y'],
    ['both changed to the same: at peace', 'follow', 'b', 'a', 'b', undefined, 'b'],
    ['follow leaves a key out that a person took out', 'follow', undefined, 'a', 'a', undefined, 'a'],
    ['follow does not add an empty value', 'follow', undefined, undefined, [], undefined, undefined],
    ['an unknown value changes nothing', 'follow', 'a', 'a', undefined, undefined, 'a'],
    [
      'an unknown value of an absent key is not known',
      'always',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ],
    ['always wins', 'always', 5, null, 6, set(5, 6, 'youtube-changed'), null],
    ['always writes a missing key', 'always', undefined, undefined, 6, set(undefined, 6, 'missing'), null],
    ['even always leaves a removed key out', 'always', undefined, null, 6, undefined, null],
    [
      'append adds what lacks',
      'append',
      ['p'],
      undefined,
      ['y'],
      { key: 'k', action: 'append', reason: 'new-entry', entries: ['y'] },
      ['y'],
    ],
    ['append leaves out what a person took out', 'append', ['p'], ['y'], ['y'], undefined, ['y']],
    ['append leaves a removed key out', 'append', undefined, ['y'], ['y', 'z'], undefined, ['y']],
    ['append counts a text as a list of one', 'append', 'y', undefined, ['y'], undefined, ['y']],
  ];
  test.each(cases)('%s', (_, own, page, last, youtube, change, known) => {
    const decision = decideField({ key: 'k', own, page, last, youtube } as FieldState);
    expect(decision.change).toEqual(change);
    expect(decision.known).toEqual(known);
  });

  test('a conflict names both values once, when YouTube changes', () => {
    const state = { key: 'k', own: 'follow', page: 'p', last: 'a', youtube: 'b' } as const;
    const first = decideField(state);
    expect(first.conflict).toEqual({ key: 'k', page: 'p', youtube: 'b', last: 'a' });
    expect(decideField({ ...state, last: first.known }).conflict).toBeUndefined();
  });
});
