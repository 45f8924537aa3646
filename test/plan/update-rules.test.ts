import { describe, expect, test } from 'vitest';
import { decideField, type FieldState } from '../../src/plan/update-rules.ts';

const set = (before: unknown, after: unknown, reason: string) => ({
  key: 'k',
  action: 'set',
  before,
  after,
  reason,
});

describe('decideField', () => {
  // [what it shows, update, page, last, youtube, change, known]
  const cases: [string, FieldState['update'], unknown, unknown, unknown, unknown, unknown][] = [
    [
      'a missing key is written',
      'if-missing',
      undefined,
      undefined,
      'y',
      set(undefined, 'y', 'missing'),
      null,
    ],
    ['an empty key is written', 'if-missing', '', undefined, 'y', set('', 'y', 'missing'), null],
    ['an empty list counts as empty', 'if-missing', [], undefined, ['y'], set([], ['y'], 'missing'), null],
    ['a value of a person stays', 'if-missing', 'p', undefined, 'y', undefined, null],
    ['what a person took out stays out', 'if-missing', undefined, null, 'y', undefined, null],
    ['what a person emptied stays empty', 'if-missing', '', null, 'y', undefined, null],
    [
      'until-edited writes a missing key',
      'until-edited',
      undefined,
      undefined,
      'y',
      set(undefined, 'y', 'missing'),
      'y',
    ],
    ['until-edited follows', 'until-edited', 'a', 'a', 'b', set('a', 'b', 'youtube-changed'), 'b'],
    [
      'until-edited follows to an empty list',
      'until-edited',
      ['a'],
      ['a'],
      [],
      set(['a'], [], 'youtube-changed'),
      [],
    ],
    ['until-edited leaves what a person edited', 'until-edited', 'p', 'a', 'a', undefined, 'a'],
    ['without a lock, what differs is a person’s', 'until-edited', 'p', undefined, 'y', undefined, 'y'],
    ['without a lock, what is equal follows later', 'until-edited', 'y', undefined, 'y', undefined, 'y'],
    ['both changed to the same: at peace', 'until-edited', 'b', 'a', 'b', undefined, 'b'],
    [
      'until-edited leaves a key out that a person took out',
      'until-edited',
      undefined,
      'a',
      'a',
      undefined,
      'a',
    ],
    [
      'until-edited does not add an empty value',
      'until-edited',
      undefined,
      undefined,
      [],
      undefined,
      undefined,
    ],
    ['on-create leaves a page that exists alone', 'on-create', 'p', undefined, 'y', undefined, null],
    ['on-create adds nothing to it', 'on-create', undefined, undefined, 'y', undefined, undefined],
    ['on-create fills nothing in', 'on-create', '', undefined, 'y', undefined, null],
    ['on-create forgets nothing', 'on-create', 'a', 'a', 'b', undefined, 'a'],
    ['an unknown value changes nothing', 'until-edited', 'a', 'a', undefined, undefined, 'a'],
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
  test.each(cases)('%s', (_, update, page, last, youtube, change, known) => {
    const decision = decideField({ key: 'k', update, page, last, youtube } as FieldState);
    expect(decision.change).toEqual(change);
    expect(decision.known).toEqual(known);
  });

  test('a conflict names both values once, when YouTube changes', () => {
    const state = { key: 'k', update: 'until-edited', page: 'p', last: 'a', youtube: 'b' } as const;
    const first = decideField(state);
    expect(first.conflict).toEqual({ key: 'k', page: 'p', youtube: 'b', last: 'a' });
    expect(decideField({ ...state, last: first.known }).conflict).toBeUndefined();
  });
});
