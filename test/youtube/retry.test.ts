import { describe, expect, it } from 'vitest';
import { ApiError, makeFailure } from '../../src/youtube/api-error.ts';
import { choosePause, defaultBackoff, sendWithRetries } from '../../src/youtube/retry.ts';
import type { Fault } from '../api/faults.ts';
import type { MethodName } from '../api/methods.ts';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, setState } from '../api/world.ts';
import { fetchFrom, listIds, withApi } from './harness.ts';

const methods: [MethodName, number][] = [
  ['channels.list', 1],
  ['playlistItems.list', 2],
  ['videos.list', 3],
];

const healing: Fault['what'][] = [
  'ratePerMinute',
  'userRateLimitExceeded',
  'backendError',
  'unavailable',
  'timedOut',
  'html502',
  'reset',
  'truncated',
  'short',
  'bad-json',
  'empty',
  'not-modified',
  'missing-items',
  'wrong-shape',
];

describe('a fault that passes', () => {
  it.each(healing.flatMap((what) => methods.map(([method, at]) => ({ what, method, at }))))(
    'is retried and healed: $what at $method $at',
    async ({ what, method, at }) => {
      await withApi({ world: makeWorld(115), faults: [{ method, at, times: 2, what }] }, async (api) => {
        const { listing, waits } = await fetchFrom(api);
        expect(listing).toMatchObject({ stopped: null, units: 9 });
        expect(new Set(listIds(listing)).size).toBe(115);
        expect(waits).toHaveLength(2);
        for (const wait of waits) expect(wait.method).toBe(method);
      });
    },
  );

  it.concurrent.each([
    { what: 'hang', method: 'channels.list' },
    { what: 'hang', method: 'videos.list' },
    { what: 'hang-midway', method: 'playlistItems.list' },
  ] as const)('is retried and healed: $what at $method', async ({ what, method }) => {
    await withApi({ world: makeWorld(60), faults: [{ method, at: 1, what }] }, async (api) => {
      // A single request may take a tenth of the time of the run.
      const { listing, waits } = await fetchFrom(api, undefined, { timeoutSeconds: 50 });
      expect(listing).toMatchObject({ stopped: null, units: 6 });
      expect(waits).toMatchObject([{ method, attempt: 1, why: expect.stringContaining('in time') }]);
    });
  });

  it('waits as long as Retry-After says', async () => {
    const headers = { 'retry-after': '1' };
    const faults: Fault[] = [{ method: 'videos.list', at: 1, what: 'ratePerMinute', headers }];
    await withApi({ world: makeWorld(5), faults }, async (api) => {
      const start = performance.now();
      const { listing, waits } = await fetchFrom(api);
      expect(performance.now() - start).toBeGreaterThan(990);
      expect(waits[0]?.seconds).toBeGreaterThanOrEqual(1);
      expect(listing.stopped).toBeNull();
    });
  });
});

describe('a fault that stays', () => {
  it.each(['html502', 'reset', 'bad-json', 'ratePerMinute'] as const)(
    'ends the run after its tries with the rest kept: %s',
    async (what) => {
      const faults: Fault[] = [{ method: 'videos.list', at: 2, times: 99, what }];
      await withApi({ world: makeWorld(200), faults }, async (api) => {
        const { listing } = await fetchFrom(api, undefined, { concurrency: 1 });
        expect(listing.resources).toHaveLength(50);
        expect(listing).toMatchObject({ stopped: { reason: 'network', left: 150 } });
        expect(listing.stopped?.message).toContain('Gave up after 6 tries.');
        expect(listing.unavailable).toEqual([]);
      });
    },
  );

  it('in the list does not keep what was listed from being read', async () => {
    const faults: Fault[] = [{ method: 'playlistItems.list', at: 3, times: 99, what: 'badRequest' }];
    const world = makeWorld(200);
    setState(world, makeVideoId(1), 'deleted');
    await withApi({ world, faults }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { concurrency: 1 });
      expect(listing.resources).toHaveLength(99);
      expect(listing).toMatchObject({ stopped: { reason: 'refused', left: 100 } });
    });
  });

  it('gives an empty, incomplete listing when nothing was read', async () => {
    const faults: Fault[] = [{ method: 'channels.list', at: 1, times: 99, what: 'unavailable' }];
    await withApi({ world: makeWorld(5), faults }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listing).toMatchObject({
        resources: [],
        units: 7, // Six tries, and the page that was asked for beside the first.
        stopped: { reason: 'network', left: null },
      });
    });
  });

  it('says that the connection was refused', async () => {
    const root = await withApi({ world: makeWorld(1) }, async (api) => api.root);
    const { listing } = await withApi({ world: makeWorld(1) }, (api) =>
      fetchFrom(api, undefined, { apiRoot: root }),
    );
    expect(listing.stopped?.message).toContain('the connection was refused (ECONNREFUSED)');
  });

  it.each([
    'keyInvalid',
    'unauthenticated',
    'badRequest',
    'serviceBlocked',
    'ratePerDay',
    'quotaExceeded',
    'redirect',
  ] as const)('is asked for once where a retry cannot help: %s', async (what) => {
    const faults: Fault[] = [{ method: 'videos.list', at: 2, times: 99, what }];
    await withApi({ world: makeWorld(150), faults }, async (api) => {
      const { listing, waits } = await fetchFrom(api, undefined, { concurrency: 1 });
      expect(waits).toEqual([]);
      expect(listing).toMatchObject({ stopped: { left: 100 } });
      expect(listing.stopped?.reason).toBe(/quota|PerDay/.test(what) ? 'quota' : 'refused');
      expect(api.requests.filter(({ method }) => method === 'videos.list')).toHaveLength(2);
    });
  });
});

describe('the time for the run', () => {
  it('ends it when a server never answers', async () => {
    const faults: Fault[] = [{ method: 'videos.list', at: 1, times: 99, what: 'hang' }];
    await withApi({ world: makeWorld(60), faults }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { timeoutSeconds: 5 });
      expect(listing).toMatchObject({ stopped: { reason: 'timeout', left: 60 } });
    });
  });

  it('ends it at once when Retry-After is longer', async () => {
    const headers = { 'retry-after': '3600' };
    const faults: Fault[] = [
      { method: 'playlistItems.list', at: 2, times: 99, what: 'unavailable', headers },
    ];
    await withApi({ world: makeWorld(120), faults }, async (api) => {
      const { listing, waits } = await fetchFrom(api);
      expect(waits).toEqual([]);
      expect(listing.resources).toHaveLength(50);
      expect(listing.stopped).toMatchObject({ reason: 'timeout', left: 70 });
    });
  });
});

describe('the abort signal', () => {
  it('ends a request and a pause with its reason', async () => {
    const headers = { 'retry-after': '20' };
    for (const fault of [{ what: 'hang' as const }, { what: 'unavailable' as const, headers }]) {
      const faults: Fault[] = [{ method: 'videos.list', at: 1, times: 9, ...fault }];
      await withApi({ world: makeWorld(120), faults }, async (api) => {
        const controller = new AbortController();
        const stop = () => setTimeout(() => controller.abort(new Error('stopped by hand')), 20);
        api.beforeAnswer = ({ method }) => {
          if (method === 'videos.list' && fault.what === 'hang') stop();
        };
        const running = fetchFrom(api, undefined, { signal: controller.signal, onWait: stop });
        await expect(running).rejects.toThrow('stopped by hand');
      });
    }
  });
});

describe('choosePause', () => {
  const server = makeFailure('server', '');
  const rate = makeFailure('rate', '');

  it.each([
    [server, 1, 0, 0],
    [server, 1, 1, 250],
    [server, 4, 1, 2000],
    [server, 4, 0.5, 1000],
    [server, 30, 1, 32_000],
    [rate, 1, 0, 30_000],
    [{ ...rate, retryAfterSeconds: 7 }, 1, 1, 7250],
    [{ ...server, retryAfterSeconds: 0 }, 3, 0, 0],
    [{ ...server, retryAfterSeconds: 3600 }, 1, 0, 3_600_000],
  ])('after %o, try %i, random %f: %i ms', (failure, attempt, random, milliseconds) => {
    expect(choosePause(failure, attempt, defaultBackoff, () => random)).toBe(milliseconds);
  });
});

describe('sendWithRetries', () => {
  it('gives up a pause when the run has ended for another reason', async () => {
    const stopped = new AbortController();
    const failure = { ...makeFailure('server', 'down'), retryAfterSeconds: 60 };
    setTimeout(() => stopped.abort(), 20);
    const sending = sendWithRetries(() => Promise.reject(new ApiError(failure)), {
      method: 'videos.list',
      backoff: defaultBackoff,
      timeLeft: () => 100_000,
      stopped: stopped.signal,
      signal: undefined,
      onWait: undefined,
    });
    await expect(sending).rejects.toThrow('down');
  });
});

describe('a run that is over', () => {
  const onWait = () => expect.fail('Nobody waits.');
  const options = { method: 'videos.list', backoff: defaultBackoff, timeLeft: () => 10_000, onWait };
  const fail = () => Promise.reject(new ApiError(makeFailure('server', 'No.')));

  it('tries nothing again where another request ended it', async () => {
    const running = sendWithRetries(fail, { ...options, stopped: AbortSignal.abort(), signal: undefined });
    await expect(running).rejects.toThrow('No.');
  });

  it('tries nothing again where the user ended it', async () => {
    const signal = AbortSignal.abort(new Error('Interrupted.'));
    const running = sendWithRetries(fail, { ...options, stopped: new AbortController().signal, signal });
    await expect(running).rejects.toThrow('Interrupted.');
  });
});
