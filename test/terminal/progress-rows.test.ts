import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { RunEvent, Stage } from '../../src/terminal/progress.ts';
import { formatRows } from '../../src/terminal/progress-rows.ts';
import {
  beginStage,
  estimateSeconds,
  formatSeconds,
  noteEvent,
  startState,
} from '../../src/terminal/run-state.ts';
import { measureWidth } from '../../src/text/width.ts';

const bare = { colours: pico.createColors(false), isUnicode: true };

/** A channel of 12,000 videos, a minute after its listing began. */
function longRun() {
  const begun = beginStage(startState(0), 'listing', null, 0);
  const counted = noteEvent(begun, { kind: 'estimate', videos: 12_000, units: 481 }, 500);
  const total = { total: 12_000 } as const;
  const early = noteEvent(counted, { kind: 'progress', listed: 50, fetched: 0, units: 2, ...total }, 1000);
  return noteEvent(early, { kind: 'progress', listed: 3000, fetched: 1500, units: 92, ...total }, 60_000);
}

describe('the rows of a long run', () => {
  const waiting: RunEvent = {
    kind: 'wait',
    method: 'videos.list',
    attempt: 1,
    seconds: 30,
    why: 'YouTube asks to slow down: 每分钟请求数超出限制，请稍后再试，谢谢合作，再见',
  };
  const state = noteEvent(longRun(), waiting, 60_000);

  test.each([
    [
      120,
      `⠋ Listing   ━━━━━━━━────────────────────────   3,000 of 12,000 videos  3 min left
⠋ Details   ━━━━────────────────────────────   1,500 of 12,000 videos  7 min left
  Quota     92 of 481 units
  Waiting   30 s, try 2: YouTube asks to slow down: 每分钟请求数超出限制，请稍后再试，谢谢合作，再见`,
    ],
    [
      80,
      `⠋ Listing   ━━━━━━───────────────────   3,000 of 12,000 videos  3 min left
⠋ Details   ━━━──────────────────────   1,500 of 12,000 videos  7 min left
  Quota     92 of 481 units
  Waiting   30 s, try 2: YouTube asks to slow down: 每分钟请求数超出限制，请稍…`,
    ],
    [
      40,
      `⠋ Listing   3,000 of 12,000  3 min left
⠋ Details   1,500 of 12,000  7 min left
  Quota     92 of 481 units
  Waiting   30 s, try 2: YouTube asks …`,
    ],
    [
      30,
      `⠋ Listing   3,000 of 12,000
⠋ Details   1,500 of 12,000
  Quota     92 of 481 units
  Waiting   30 s, try 2: You…`,
    ],
    [
      20,
      `⠋ Listing   3,000 …
⠋ Details   1,500 …
  Quota     92 of …
  Waiting   30 s, …`,
    ],
  ])('on %i columns', (columns, rows) => {
    expect(formatRows(state, 60_000, { ...bare, columns }).join('\n')).toBe(rows);
  });

  test('on a terminal that knows no more than ASCII', () => {
    const rows = formatRows(longRun(), 60_000, { ...bare, columns: 80, isUnicode: false });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
    expect(rows.join('\n')).toMatch(/^[\x00-\x7f]*$/);
    expect(rows[0]).toBe('- Listing   ######-------------------   3,000 of 12,000 videos  3 min left');
  });

  const event = fc.oneof(
    fc.record({ kind: fc.constant('estimate' as const), videos: fc.nat(30_000), units: fc.nat(2000) }),
    fc.record({
      kind: fc.constant('progress' as const),
      listed: fc.nat(30_000),
      fetched: fc.nat(30_000),
      total: fc.option(fc.nat(30_000)),
      units: fc.nat(2000),
    }),
    fc.record({
      kind: fc.constant('wait' as const),
      method: fc.constant('videos.list'),
      attempt: fc.integer({ min: 1, max: 6 }),
      seconds: fc.nat(4000),
      why: fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/\p{C}/gu, '')),
    }),
    fc.record({ kind: fc.constant('done' as const), count: fc.nat(30_000) }),
    fc.record({
      kind: fc.constant('begin' as const),
      stage: fc.constantFrom<Stage[]>('listing', 'planning', 'writing'),
      total: fc.option(fc.nat(30_000)),
    }),
  );

  test('whatever happens, no row reaches the last column', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fc.nat(100_000)), { maxLength: 12 }),
        fc.integer({ min: 5, max: 200 }),
        fc.boolean(),
        (events, columns, isColoured) => {
          let now = 0;
          let state = startState(now);
          for (const [happened, pause] of events) {
            now += pause;
            state =
              happened.kind === 'begin'
                ? beginStage(state, happened.stage, happened.total, now)
                : noteEvent(state, happened, now);
          }
          const look = { ...bare, colours: pico.createColors(isColoured), columns };
          for (const row of formatRows(state, now + 50, look)) {
            expect(measureWidth(row)).toBeLessThan(columns);
            expect(stripVTControlCharacters(row)).not.toMatch(/\p{Cc}|NaN|undefined|Infinity/u);
          }
        },
      ),
    );
  });
});

describe('the time left', () => {
  const begin = (total: number | null) => beginStage(startState(0), 'writing', total, 0);
  const reach = (total: number, count: number, now: number) => {
    const [stage] = noteEvent(begin(total), { kind: 'done', count }, now).stages;
    if (!stage) throw new Error('there is no stage');
    return stage;
  };

  test('counts down between two counts', () => {
    const stage = reach(100, 50, 20_000);
    expect([20_000, 25_000, 37_000].map((now) => estimateSeconds(stage, now))).toEqual([20, 15, 3]);
  });

  test.each([
    ['nothing is done', reach(100, 0, 20_000), 20_000],
    ['it is too early to tell', reach(100, 50, 1900), 1900],
    ['it is as good as over', reach(100, 99, 20_000), 20_000],
    ['it is over', reach(100, 100, 20_000), 20_000],
    ['the pace does not hold', reach(100, 50, 20_000), 60_000],
  ])('is not said where %s', (_, stage, now) => {
    expect(estimateSeconds(stage, now)).toBe(null);
  });

  test('is not said where nobody knows the total', () => {
    const [stage] = noteEvent(begin(null), { kind: 'done', count: 50 }, 20_000).stages;
    expect(stage && estimateSeconds(stage, 20_000)).toBe(null);
  });

  test.each([
    [2.1, '3 s'],
    [59, '59 s'],
    [59.5, '1 min'],
    [61, '2 min'],
    [3599, '1 h'],
    [3600, '1 h'],
    [3900, '1 h 5 min'],
    [4800, '1 h 20 min'],
    [360_000, '100 h'],
  ])('%f seconds: %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});
