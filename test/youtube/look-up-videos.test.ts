import { describe, expect, it } from 'vitest';
import { readApiKey } from '../../src/youtube/credential.ts';
import { type LookUpOptions, lookUpVideos } from '../../src/youtube/look-up-videos.ts';
import type { Fault } from '../api/faults.ts';
import { makeVideoId } from '../api/resources.ts';
import type { LoopbackApi } from '../api/server.ts';
import { makeWorld, setState } from '../api/world.ts';
import { key, shortBackoff, withApi } from './harness.ts';

const ids = (count: number) => Array.from({ length: count }, (_, number) => makeVideoId(number));

function lookUp(api: LoopbackApi, asked: Iterable<string>, options: Partial<LookUpOptions> = {}) {
  return lookUpVideos(asked, {
    credential: readApiKey(key),
    apiRoot: api.root,
    quotaLimit: null,
    timeoutSeconds: 300,
    backoff: shortBackoff,
    ...options,
  });
}

describe('lookUpVideos', () => {
  it('says of each video whether it is public, unlisted, private or gone', async () => {
    const world = makeWorld([{}, { privacy: 'unlisted' }, { privacy: 'private' }, {}, {}]);
    setState(world, makeVideoId(3), 'deleted');
    setState(world, makeVideoId(4), 'private');
    await withApi({ world }, async (api) => {
      const { availability, failure, units } = await lookUp(api, [...ids(5), 'never_was__', makeVideoId(0)]);
      expect([...(availability ?? [])]).toEqual([
        [makeVideoId(0), 'public'],
        [makeVideoId(1), 'unlisted'],
        [makeVideoId(2), 'private'],
        [makeVideoId(3), 'gone'],
        [makeVideoId(4), 'gone'],
        ['never_was__', 'gone'],
      ]);
      expect([failure, units, api.units()]).toEqual([null, 1, 1]);
    });
  });

  it.each([
    [0, 0],
    [1, 1],
    [50, 1],
    [51, 2],
    [115, 3],
  ])('asks about %i videos for %i units', async (count, units) => {
    await withApi({ world: makeWorld(115), quirks: { reversed: true, unknownFields: true } }, async (api) => {
      const found = await lookUp(api, ids(count));
      expect([...(found.availability ?? [])]).toEqual(ids(count).map((id) => [id, 'public']));
      expect([found.units, api.units()]).toEqual([units, units]);
    });
  });

  it('does not ask about what cannot be a video id', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const { availability } = await lookUp(api, ['', '../escape', 'x&id=y']);
      expect([...(availability?.values() ?? [])]).toEqual(['gone', 'gone', 'gone']);
      expect(api.requests).toEqual([]);
    });
  });

  it.each<[string, Fault['what'], RegExp]>([
    ['the quota is spent', 'quotaExceeded', /^The daily YouTube quota of this API key is spent\.$/],
    ['YouTube is down', 'unavailable', /Gave up after 6 tries\.$/],
    ['nothing comes back', 'reset', /^YouTube could not be reached/],
    ['the answer has no list', 'missing-items', /does not have the shape of a list/],
    ['the key is wrong', 'keyInvalid', /^YouTube does not accept the API key/],
    [
      'a resource has no id',
      { status: 200, body: { items: [{ kind: 'youtube#video', snippet: {} }] } },
      /does not describe videos/,
    ],
  ])('knows nothing of any video if %s, and says so', async (_, what, message) => {
    const faults: Fault[] = [{ method: 'videos.list', at: 2, times: 9, what }];
    await withApi({ world: makeWorld(115), faults }, async (api) => {
      const { availability, failure, units } = await lookUp(api, ids(115));
      expect(availability).toBeNull();
      expect(failure?.message).toMatch(message);
      expect(failure?.hint).toMatch(/\.$/);
      expect(units).toBe(api.requests.length);
    });
  });

  it('tries again when that helps', async () => {
    const faults: Fault[] = [{ method: 'videos.list', at: 1, times: 2, what: 'backendError' }];
    await withApi({ world: makeWorld(3), faults }, async (api) => {
      const { availability, units } = await lookUp(api, ids(3));
      expect([availability?.size, units]).toEqual([3, 3]);
    });
  });

  it('asks nothing if the quota limit does not allow all of it', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      const { availability, failure } = await lookUp(api, ids(115), { quotaLimit: 10, unitsSpent: 8 });
      expect([availability, failure?.message]).toEqual([
        null,
        expect.stringContaining('The quota limit of 10'),
      ]);
      expect(api.requests).toEqual([]);
      const enough = await lookUp(api, ids(115), { quotaLimit: 10, unitsSpent: 7 });
      expect(enough.availability?.size).toBe(115);
    });
  });

  it('ends with the reason of the signal', async () => {
    const faults: Fault[] = [{ method: 'videos.list', at: 1, what: 'hang' }];
    await withApi({ world: makeWorld(1), faults }, async (api) => {
      const controller = new AbortController();
      api.beforeAnswer = () => controller.abort(new Error('stopped by hand'));
      const running = lookUp(api, ids(1), { signal: controller.signal });
      await expect(running).rejects.toThrow('stopped by hand');
    });
  });
});
