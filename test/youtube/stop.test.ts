import { describe, expect, it } from 'vitest';
import { makeFailure } from '../../src/youtube/api-error.ts';
import { describeStop } from '../../src/youtube/stop.ts';

const now = new Date('2026-07-15T12:00:00Z');
const whole = { listed: 10, done: 10 };

describe('describeStop', () => {
  it.each<[items: number, total: number | null, left: number | null | undefined]>([
    [10, 10, undefined],
    // A count that is larger than the list is no news: hidden videos are counted too.
    [19_000, 19_999, undefined],
    [19_999, null, undefined],
    [20_000, null, null],
    [20_000, 20_000, null],
    [20_000, 20_060, 60],
    // The listing ends at about 20,000.
    [19_950, 20_060, 60],
    [19_950, 20_000, null],
  ])('a list of %i items, %d by YouTube: %s left', (items, total, left) => {
    const stop = describeStop(null, { items, total, ended: true }, whole, now);
    if (left === undefined) expect(stop).toBeNull();
    else expect(stop).toMatchObject({ reason: 'truncated', left });
  });

  it.each<[total: number | null, ended: boolean, done: number, left: number | null, words: string]>([
    [103, false, 50, 53, '53 videos are left.'],
    [51, false, 99, 1, '1 video is left.'],
    // More were listed than YouTube counted.
    [40, false, 50, 50, '50 videos are left.'],
    [null, false, 50, null, 'It is not known how many videos are left.'],
    [103, true, 60, 40, '40 videos are left.'],
  ])('of %d videos, list ended: %s, %i read', (total, ended, done, left, words) => {
    const quota = makeFailure('quota', 'The daily YouTube quota of this API key is spent.');
    const stop = describeStop(quota, { items: 100, total, ended }, { listed: 100, done }, now);
    expect(stop).toMatchObject({ reason: 'quota', left });
    expect(stop?.message).toBe(`The daily YouTube quota of this API key is spent. ${words}`);
    expect(stop?.hint).toMatch(
      /^The quota resets \w{3} \d\d:\d\d \S.*, in 19 h 0 min\. Run the same command/,
    );
  });
});
