import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownVideos } from '../../src/model/listing.ts';
import { describeQuotaReset, estimateUnits, findQuotaReset } from '../../src/youtube/quota.ts';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, setState, upload, type World } from '../api/world.ts';
import '../seed.ts';
import { fetchFrom, listIds, withApi } from './harness.ts';

describe('the daily quota', () => {
  it('ends the run with what was read, says how many are left and when it resets', async () => {
    // Of 41 requests, 22: whatever their order, at least one is for a batch of videos, and some are left.
    await withApi({ world: makeWorld(1000), quota: 22 }, async (api) => {
      const now = () => new Date('2026-11-24T20:00:00Z');
      const { listing, waits } = await fetchFrom(api, undefined, { now });
      const read = listing.resources.length;
      expect(read).toBeGreaterThan(0);
      expect(listing).toMatchObject({
        unavailable: [],
        stopped: { reason: 'quota', left: 1000 - read },
      });
      expect(listing.stopped?.message).toBe(
        `The daily YouTube quota of this API key is spent. ${1000 - read} videos are left.`,
      );
      expect(listing.stopped?.hint).toContain(`in 12 h 0 min`);
      expect(waits).toEqual([]);
    });
  });

  it('that is spent before the first request gives an empty listing', async () => {
    await withApi({ world: makeWorld(10), quota: 0 }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listing).toMatchObject({
        resources: [],
        stopped: { reason: 'quota', left: null },
      });
    });
  });
});

describe('--quota-limit', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 50],
    [4, 50],
    [5, 100],
    [7, 115],
    [100, 115],
  ])('of %i units reads %i videos of 115, newest first', async (quotaLimit, videos) => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { quotaLimit });
      expect(listIds(listing)).toEqual(Array.from({ length: videos }, (_, number) => makeVideoId(number)));
      expect(listing.stopped === null).toBe(videos === 115);
      if (videos < 115) expect(listing.stopped).toMatchObject({ reason: 'quota-limit' });
      expect(api.units()).toBeLessThanOrEqual(quotaLimit);
      expect(listing.units).toBe(api.units());
    });
  });

  it('reads what was listed, also where batches are not full', async () => {
    const world = makeWorld(200);
    for (const number of [1, 2, 3]) setState(world, makeVideoId(number), 'private');
    await withApi({ world }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { quotaLimit: 5, concurrency: 1 });
      expect(listing.resources).toHaveLength(97);
      expect(listing.stopped).toMatchObject({ reason: 'quota-limit', left: 100 });
    });
  });

  it('holds while requests are retried', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      api.faults.push({ method: 'videos.list', at: 1, times: 3, what: 'html502' });
      const { listing } = await fetchFrom(api, undefined, { quotaLimit: 6 });
      expect(api.requests.length).toBeLessThanOrEqual(6);
      expect(listing.stopped).not.toBeNull();
    });
  });
});

describe('--quota-limit where videos are known', () => {
  const knowAll = (world: World) => ({
    listed: [...world.videos.keys()],
    absent: {},
    surplus: { list: 0, channel: 0 },
  });

  it('that is the estimate suffices for a night without news', async () => {
    await withApi({ world: makeWorld(120) }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { quotaLimit: 5, known: knowAll(api.world) });
      expect(listing).toMatchObject({ stopped: null, units: 5, resources: { length: 120 } });
    });
  });

  it('brings at least the new videos that a full listing would bring', async () => {
    await withApi({ world: makeWorld(0) }, async (api) => {
      const property = fc.asyncProperty(
        fc.integer({ min: 40, max: 210 }),
        fc.constantFrom(0, 1, 3, 49, 50, 51, 60, 101),
        fc.integer({ min: 0, max: 18 }),
        async (videos, uploads, quotaLimit) => {
          api.world = makeWorld(videos);
          const known = knowAll(api.world);
          const added = Array.from({ length: uploads }, (_, number) => upload(api.world, 1000 + number));
          const list = async (known: KnownVideos | null) => {
            api.forget();
            const { listing } = await fetchFrom(api, undefined, { quotaLimit, known });
            expect(api.units()).toBeLessThanOrEqual(quotaLimit);
            expect(listing.units).toBe(api.units());
            return {
              listing,
              found: listIds(listing)
                .filter((id) => added.includes(id))
                .sort(),
            };
          };
          const full = await list(null);
          const quick = await list(known);
          expect(quick.found).toEqual(expect.arrayContaining(full.found));
          const enough = estimateUnits(videos + uploads, 'channel') + 2;
          if (quotaLimit >= enough) expect(quick.listing.stopped).toBe(null);
        },
      );
      await fc.assert(property, { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100) });
    });
  }, 600_000);
});

describe('estimateUnits', () => {
  it.each([
    [0, 'channel', 1],
    [50, 'channel', 3],
    [51, 'channel', 5],
    [10_000, 'channel', 401],
    [100_000, 'channel', 801],
    [115, 'playlist', 6],
    [115, 'videos', 3],
  ] as const)('%i by %s: %i', (videos, kind, units) => {
    expect(estimateUnits(videos, kind)).toBe(units);
  });
});

describe('findQuotaReset', () => {
  it.each([
    ['2026-01-15T07:59:59Z', '2026-01-15T08:00:00.000Z'],
    ['2026-01-15T08:00:00Z', '2026-01-16T08:00:00.000Z'],
    ['2026-07-15T06:59:00Z', '2026-07-15T07:00:00.000Z'],
    ['2026-07-15T12:00:00Z', '2026-07-16T07:00:00.000Z'],
    // The days on which California's clocks change, and the year's end.
    ['2026-03-08T07:59:00Z', '2026-03-08T08:00:00.000Z'],
    ['2026-03-08T12:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['2026-11-01T06:30:00Z', '2026-11-01T07:00:00.000Z'],
    ['2026-11-01T12:00:00Z', '2026-11-02T08:00:00.000Z'],
    ['2026-12-31T20:00:00Z', '2027-01-01T08:00:00.000Z'],
  ])('after %s: %s', (now, reset) => {
    expect(findQuotaReset(new Date(now)).toISOString()).toBe(reset);
  });

  it('is the next midnight in California, at most 25 hours away', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', timeStyle: 'medium' });
    const noInvalidDate = { min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(noInvalidDate), (now) => {
        const reset = findQuotaReset(now);
        const hours = (reset.getTime() - now.getTime()) / 3_600_000;
        expect(clock.format(reset)).toBe('00:00:00');
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(25);
      }),
    );
  });

  it("is told in the reader's own time", () => {
    const now = new Date('2026-07-15T01:48:00Z');
    expect(describeQuotaReset(now, 'Europe/Berlin')).toBe('Wed 09:00 CEST, in 5 h 12 min');
    expect(describeQuotaReset(now, 'America/Los_Angeles')).toMatch(/^Wed 00:00 .*, in 5 h 12 min$/);
  });
});
