import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listEntries } from '../../src/model/front-matter.ts';
import type { UpdateRule } from '../../src/model/rules.ts';
import type { Value } from '../../src/model/value.ts';
import { type Decision, decideField, type FieldState } from '../../src/plan/update-rules.ts';

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
      'y',
    ],
    ['an empty key is written', 'if-missing', '', undefined, 'y', set('', 'y', 'missing'), 'y'],
    ['an empty list is a value', 'if-missing', [], undefined, ['y'], undefined, ['y']],
    [
      'until-edited leaves an empty list that it did not write',
      'until-edited',
      [],
      undefined,
      ['y'],
      undefined,
      ['y'],
    ],
    [
      'until-edited fills an empty list that it wrote',
      'until-edited',
      [],
      [],
      ['y'],
      set([], ['y'], 'youtube-changed'),
      ['y'],
    ],
    ['an empty map is a value', 'if-missing', {}, undefined, { a: 1 }, undefined, { a: 1 }],
    ['always fills an empty list', 'always', [], undefined, ['y'], set([], ['y'], 'youtube-changed'), ['y']],
    [
      'a key without a value is written',
      'until-edited',
      null,
      undefined,
      'y',
      set(null, 'y', 'missing'),
      'y',
    ],
    ['a value of a person stays', 'if-missing', 'p', undefined, 'y', undefined, 'y'],
    ['what a person took out stays out', 'if-missing', undefined, null, 'y', undefined, 'y'],
    ['what a person emptied stays empty', 'if-missing', '', null, 'y', undefined, 'y'],
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
    ['without a lockfile, what differs is a person’s', 'until-edited', 'p', undefined, 'y', undefined, 'y'],
    ['without a lockfile, what is equal follows later', 'until-edited', 'y', undefined, 'y', undefined, 'y'],
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
    ['on-create leaves a page that exists alone', 'on-create', 'p', undefined, 'y', undefined, 'y'],
    ['on-create adds nothing to it', 'on-create', undefined, undefined, 'y', undefined, undefined],
    ['on-create fills nothing in', 'on-create', '', undefined, 'y', undefined, 'y'],
    ['on-create forgets nothing', 'on-create', 'a', 'a', 'b', undefined, 'b'],
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
    ['always wins', 'always', 5, null, 6, set(5, 6, 'youtube-changed'), 6],
    ['always writes a missing key', 'always', undefined, undefined, 6, set(undefined, 6, 'missing'), 6],
    ['even always leaves a removed key out', 'always', undefined, null, 6, undefined, 6],
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

  test.each([
    ['with fractions of a second', '2020-04-14T19:09:07.000Z'],
    ['with +0000', '2020-04-14T19:09:07+0000'],
    ['with another offset', '2020-04-14T21:09:07+02:00'],
    ['with a blank', '2020-04-14 19:09:07 Z'],
    ['without an offset', '2020-04-14T19:09:07'],
    ['in lower case', '2020-04-14t19:09:07z'],
    ['as a date alone', '2020-04-14'],
  ])('a timestamp %s is the same moment: no edit, and it follows', (_, page) => {
    const [then, now] = ['2020-04-14T19:09:07Z', '2021-01-02T03:04:05Z'];
    const state = { key: 'k', update: 'until-edited', isTimestamp: true, page, last: then } as const;
    expect(decideField({ ...state, youtube: then })).toEqual({ known: then });
    expect(decideField({ ...state, youtube: now })).toEqual({
      change: { ...set(page, now, 'youtube-changed'), timestamp: true },
      known: now,
    });
    expect(decideField({ ...state, update: 'always', youtube: then }).change).toBeUndefined();
    expect(decideField({ ...state, isTimestamp: false, youtube: now }).change).toBeUndefined();
  });

  test.each(['2020-04-14T19:09:08Z', '2020-04-13', '2020-04-14T00:00:00Z', 'some day', ''])(
    'another moment is an edit: %s',
    (page) => {
      const state = { key: 'k', update: 'until-edited', isTimestamp: true, page } as const;
      const [last, youtube] = ['2020-04-14T19:09:07Z', '2021-01-02T03:04:05Z'];
      expect(decideField({ ...state, last, youtube }).change).toBeUndefined();
    },
  );
});

const rules: UpdateRule[] = ['on-create', 'if-missing', 'until-edited', 'always', 'append'];

/** What a page, the lockfile and YouTube have after an import, for the next one. */
function importField(state: FieldState): { decision: Decision; next: FieldState } {
  const { page, last, lastEntries } = state;
  const decision = decideField(state);
  const { change, known, entries } = decision;
  const after =
    change?.action === 'set'
      ? change.after
      : change?.action === 'append'
        ? [...listEntries(page), ...change.entries]
        : page;
  const remembered = known === undefined ? { last, lastEntries } : { last: known, lastEntries: entries };
  return { decision, next: { ...state, page: after, ...remembered } };
}

describe('nothing', () => {
  const spellings: Value[] = [null, '', [], {}];
  const ofYoutube: Value[] = ['', [], {}];
  const pairs = spellings.flatMap((page) => ofYoutube.map((youtube) => ({ page, youtube })));
  const cases = rules.flatMap((update) => pairs.map((pair) => ({ update, ...pair })));

  test.each(cases)(
    'is the same in all spellings: $update, $page and $youtube',
    ({ update, page, youtube }) => {
      let state: FieldState = { key: 'k', update, page, last: undefined, youtube };
      for (const time of ['first', 'second', 'third']) {
        const { decision, next } = importField(state);
        expect([time, decision.change, decision.conflict]).toEqual([time, undefined, undefined]);
        state = next;
      }
    },
  );

  test.each(pairs)('follows where YouTube had nothing either: $page and $youtube', ({ page, youtube }) => {
    const { next } = importField({ key: 'k', update: 'until-edited', page, last: undefined, youtube });
    const { decision } = importField({ ...next, youtube: 'y' });
    expect(decision).toEqual({ change: set(page, 'y', 'youtube-changed'), known: 'y' });
  });

  test('is no conflict with a key that was taken out', () => {
    for (const youtube of ofYoutube) {
      const state: FieldState = { key: 'k', update: 'until-edited', page: undefined, last: ['a'], youtube };
      expect(decideField(state).conflict).toBeUndefined();
    }
  });

  test('is still an edit where YouTube has something', () => {
    for (const page of spellings) {
      const state: FieldState = { key: 'k', update: 'until-edited', page, last: 'a', youtube: 'b' };
      expect(decideField(state)).toMatchObject({ conflict: { page, youtube: 'b' } });
    }
  });
});

test('a second import rests, whatever the three sides have', () => {
  const values = ['', [], {}, 'a', 'b', ['a'], ['b', 'a'], 0, false, undefined];
  const youtube = fc.constantFrom<Value | undefined>(...values);
  const other = fc.constantFrom<Value | undefined>(...values, null);
  const update = fc.constantFrom(...rules);
  fc.assert(
    fc.property(fc.record({ update, page: other, last: other, youtube }), (sides) => {
      const { next } = importField({ key: 'k', ...(sides as Omit<FieldState, 'key'>) });
      const { decision } = importField(next);
      expect([decision.change, decision.conflict]).toEqual([undefined, undefined]);
    }),
    { numRuns: 2000 },
  );
});

describe('a change of the config and back', () => {
  const update = fc.constantFrom(...rules);
  const list = fc.subarray(['a', 'b', 'c', 'd']);
  /** What YouTube has, what the user takes out, and under which rule, import by import. */
  const years = fc.array(fc.record({ update, youtube: list, removed: list }), { minLength: 1, maxLength: 8 });

  test('never brings back what the user deleted from a list', () => {
    fc.assert(
      fc.property(years, (imports) => {
        let page: Value[] = [];
        let known: Pick<Decision, 'known' | 'entries'> = { known: undefined };
        const deleted = new Set<Value>();
        for (const { update, youtube, removed } of [
          ...imports,
          { ...imports[0], update: 'append' as const },
        ]) {
          const state = {
            key: 'k',
            update: 'append',
            page,
            last: known.known,
            youtube: youtube ?? [],
          } as const;
          // Only an appending import is asked not to add what is gone; the others replace the list or leave it.
          const decision = decideField({ ...state, update, lastEntries: known.entries });
          const { change } = decision;
          if (change?.action === 'append') {
            expect(change.entries.filter((entry) => deleted.has(entry))).toEqual([]);
            page = [...page, ...change.entries];
          } else if (change?.action === 'set') {
            page = change.after as Value[];
            for (const entry of page) deleted.delete(entry);
          }
          if (decision.known !== undefined) known = decision;
          // An entry counts as deleted once an import has known it.
          for (const entry of (removed ?? []).filter((one) => page.includes(one))) deleted.add(entry);
          page = page.filter((entry) => !removed?.includes(String(entry)));
        }
      }),
    );
  });

  test.each(['on-create', 'if-missing', 'always', 'append'] as const)(
    'lets a value follow YouTube again: %s',
    (between) => {
      const year = (update: UpdateRule, page: Value, last: Value | undefined, youtube: Value) =>
        decideField({ key: 'k', update, page, last, youtube });
      const first = year('until-edited', ['a'], ['a'], ['a']);
      const second = year(between, ['a'], first.known, ['a']);
      expect(year('until-edited', ['a'], second.known, ['b']).change).toMatchObject({ after: ['b'] });
    },
  );
});
