import { describe, expect, it } from 'vitest';
import type { Fault } from '../api/faults.ts';
import { makeVideoId } from '../api/resources.ts';
import { addPlaylist, makeWorld, remove, setState, upload } from '../api/world.ts';
import { until } from '../until.ts';
import { fetchFrom, listIds, sampleChannel, withApi } from './harness.ts';

const ids = (count: number) => Array.from({ length: count }, (_, number) => makeVideoId(number));

describe('a whole channel', () => {
  it.each([
    [1, 3],
    [49, 3],
    [50, 3],
    [51, 5],
    [115, 7],
    [1000, 41],
  ])('of %i videos costs %i units and comes in order', async (count, units) => {
    await withApi({ world: makeWorld(count) }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual(ids(count));
      expect(listing).toMatchObject({ stopped: null, units, unavailable: [] });
      expect(api.units()).toBe(units);
    });
  });

  it.each([
    [{ kind: 'handle', handle: '@sample' } as const],
    [{ kind: 'handle', handle: '@SAMPLE' } as const],
    [{ kind: 'username', username: 'sampleuser' } as const],
    [sampleChannel],
  ])('is found by %o', async (source) => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      const { listing } = await fetchFrom(api, source);
      expect(listing).toMatchObject({ source, channelTitle: 'Sample Channel', stopped: null });
      expect(listing.resources).toHaveLength(3);
    });
  });

  it('with a known id is listed while it is looked up', async () => {
    await withApi({ world: makeWorld(60), latencyMilliseconds: 40 }, async (api) => {
      const asked: string[] = [];
      const noteAsked = () => asked.push(...api.requests.map((request) => request.method));
      api.beforeAnswer = async ({ method }) => {
        if (method !== 'channels.list') return;
        await until(() => api.requests.length > 1).catch(() => {});
        noteAsked();
      };
      await fetchFrom(api);
      expect(asked.sort()).toEqual(['channels.list', 'playlistItems.list']);
      asked.length = 0;
      api.forget();
      api.beforeAnswer = ({ method }) => {
        if (method === 'channels.list') noteAsked();
      };
      await fetchFrom(api, { kind: 'handle', handle: '@sample' });
      expect(asked).toEqual(['channels.list']);
    });
  });

  it('is listed from where YouTube says that its uploads are', async () => {
    await withApi({ world: makeWorld(60, { uploads: 'PLuploads' }) }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual(ids(60));
      // One more than usual: the list that was asked for first does not exist.
      expect(listing).toMatchObject({ stopped: null, units: 6 });
    });
  });

  it('asks for no page that it may not pay together with the videos on it', async () => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { quotaLimit: 2 });
      expect(api.requests.map(({ method }) => method)).toEqual(['channels.list']);
      expect(listing).toMatchObject({ stopped: { reason: 'quota-limit' }, units: 1 });
    });
  });

  it('overlaps batches with paging', async () => {
    await withApi({ world: makeWorld(250) }, async (api) => {
      const isBatchAsked = () => api.requests.some(({ method }) => method === 'videos.list');
      api.beforeAnswer = async ({ method, number }) => {
        if (method === 'playlistItems.list' && number === 4) await until(isBatchAsked).catch(() => {});
      };
      await fetchFrom(api);
      const order = api.requests.map(({ method }) => method);
      expect(order.indexOf('videos.list')).toBeLessThan(order.lastIndexOf('playlistItems.list'));
    });
  });

  it('keeps the key out of every URL and asks for little', async () => {
    await withApi({ world: makeWorld(60) }, async (api) => {
      await fetchFrom(api);
      expect(api.requests).toHaveLength(5);
      for (const { url, query, headers } of api.requests) {
        expect(url).not.toContain(api.key);
        expect(headers['x-goog-api-key']).toBe(api.key);
        expect(query.get('prettyPrint')).toBe('false');
        expect(query.get('fields')).toMatch(/items\(/);
      }
    });
  });

  it('without uploads is empty and complete', async () => {
    await withApi({ world: makeWorld(0) }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listing).toMatchObject({ resources: [], stopped: null, units: 2 });
    });
  });

  it('is not taken for empty when YouTube cannot find the uploads of a channel that has some', async () => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      api.faults.push({ method: 'playlistItems.list', at: 1, times: 9, what: 'playlistNotFound' });
      await expect(fetchFrom(api)).rejects.toThrow(/cannot be found/);
      const known = { listed: [...api.world.videos.keys()], absent: {}, surplus: { list: 0, channel: 0 } };
      await expect(fetchFrom(api, undefined, { known })).rejects.toThrow(/cannot be found/);
    });
  });

  it('is not taken for empty when YouTube lists none of its videos', async () => {
    const body = { kind: 'youtube#playlistItemListResponse', items: [], pageInfo: { totalResults: 0 } };
    const faults: Fault[] = [{ method: 'playlistItems.list', at: 1, what: { status: 200, body } }];
    await withApi({ world: makeWorld(3), faults }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listing).toMatchObject({ resources: [], stopped: { reason: 'network' } });
    });
  });

  it('gives an estimate before the first page, from the count on the channel', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      const { progress } = await fetchFrom(api);
      expect(progress[0]).toEqual({ kind: 'estimate', videos: 115, units: 7 });
      expect(progress.filter(({ kind }) => kind === 'estimate')).toHaveLength(1);
      expect(progress.at(-1)).toEqual({
        kind: 'progress',
        listed: 115,
        fetched: 115,
        total: 115,
        units: 7,
      });
    });
  });

  it('reads batches whatever their order, and passes new fields on', async () => {
    const quirks = { reversed: true, unknownFields: true };
    await withApi({ world: makeWorld(70), quirks }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual(ids(70));
      expect(listing.resources[0]).toHaveProperty('futurePart');
    });
  });
});

describe('videos that cannot be read', () => {
  it('are told apart, and the placeholders on the list are not asked for', async () => {
    const world = makeWorld([{}, {}, {}, { title: 'Private video' }, {}]);
    setState(world, makeVideoId(0), 'private');
    setState(world, makeVideoId(1), 'deleted');
    setState(world, makeVideoId(2), 'dropped');
    await withApi({ world }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual([makeVideoId(3), makeVideoId(4)]);
      expect(listing.unavailable).toEqual([
        { videoId: makeVideoId(0), reason: 'private' },
        { videoId: makeVideoId(1), reason: 'deleted' },
        { videoId: makeVideoId(2), reason: 'unknown' },
      ]);
      const asked = api.requests.find(({ method }) => method === 'videos.list')?.query.getAll('id');
      expect(asked).toEqual([makeVideoId(2), makeVideoId(3), makeVideoId(4)]);
      expect(listing.stopped).toBeNull();
    });
  });

  it('leave the batches full across pages', async () => {
    const world = makeWorld(100);
    for (const number of [3, 10, 60]) setState(world, makeVideoId(number), 'private');
    await withApi({ world }, async (api) => {
      await fetchFrom(api);
      const sizes = api.requests
        .filter(({ method }) => method === 'videos.list')
        .map(({ query }) => query.getAll('id').length);
      expect(sizes).toEqual([50, 47]);
    });
  });

  it('are passed on when they have no id, so that they are reported', async () => {
    const world = makeWorld(2);
    const odd = world.videos.get(makeVideoId(1));
    await withApi({ world }, async (api) => {
      if (odd) odd.resource.id = '../../escape';
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual([makeVideoId(0), '../../escape']);
      expect(listing.unavailable).toEqual([{ videoId: makeVideoId(1), reason: 'unknown' }]);
    });
  });
});

describe('a list that changes while it is paged', () => {
  it('loses nothing and takes nothing twice when uploads arrive', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      api.beforeAnswer = ({ method, number }) => {
        if (method === 'playlistItems.list' && number > 1) upload(api.world, 1000 + number);
      };
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual(ids(115));
      expect(listing.stopped).toBeNull();
    });
  });

  it('is read again when an item went away, because the next one slipped past', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      api.beforeAnswer = ({ method, number }) => {
        if (method === 'playlistItems.list' && number === 2) remove(api.world, makeVideoId(7));
      };
      const { listing } = await fetchFrom(api);
      const alive = ids(115).filter((id) => id !== makeVideoId(7));
      expect(new Set(listIds(listing))).toEqual(new Set(alive));
      expect(listing.resources).toHaveLength(114);
      expect(listing.stopped).toBeNull();
    });
  });

  it('is restarted once when a page token is not known any more', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      api.faults.push({ method: 'playlistItems.list', at: 3, what: 'invalidPageToken' });
      const { listing } = await fetchFrom(api);
      expect(listIds(listing)).toEqual(ids(115));
      expect(listing.stopped).toBeNull();
      const asked = api.requests
        .filter(({ method }) => method === 'videos.list')
        .flatMap(({ query }) => query.getAll('id'));
      expect(asked).toHaveLength(115);
    });
  });

  it('ends incomplete when that happens again', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      api.faults.push({ method: 'playlistItems.list', at: 2, what: 'invalidPageToken' });
      api.faults.push({ method: 'playlistItems.list', at: 4, what: 'invalidPageToken' });
      const { listing } = await fetchFrom(api);
      expect(listing.resources).toHaveLength(50);
      expect(listing).toMatchObject({ stopped: { reason: 'network', left: 65 } });
    });
  });
});

describe('the 20,000 newest uploads', () => {
  it('are said to be truncated', async () => {
    await withApi({ world: makeWorld(20_060) }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(listing.resources).toHaveLength(20_000);
      expect(listing.units).toBe(801);
      expect(listing).toMatchObject({ stopped: { reason: 'truncated', left: 60 } });
      expect(listing.stopped?.message).toContain('20,000');
    });
  });
});

describe('other sources', () => {
  it('a playlist skips channels.list and takes a video once', async () => {
    const world = makeWorld(80);
    const { id } = addPlaylist(world, [...ids(60), makeVideoId(5)]);
    await withApi({ world }, async (api) => {
      const { listing, progress } = await fetchFrom(api, { kind: 'playlist', id });
      expect(listIds(listing)).toEqual(ids(60));
      expect(listing).toMatchObject({ stopped: null, units: 4, channelId: null });
      expect(progress[0]).toEqual({ kind: 'estimate', videos: 61, units: 4 });
    });
  });

  it('videos skip both', async () => {
    await withApi({ world: makeWorld(80) }, async (api) => {
      const wanted = [...ids(60), 'unknown_id_'];
      const { listing } = await fetchFrom(api, { kind: 'videos', ids: wanted });
      expect(listIds(listing)).toEqual(ids(60));
      expect(listing).toMatchObject({ stopped: null, units: 2 });
      expect(listing.unavailable).toEqual([{ videoId: 'unknown_id_', reason: 'unknown' }]);
    });
  });
});
