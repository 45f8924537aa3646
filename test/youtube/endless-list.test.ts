import { describe, expect, it } from 'vitest';
import type { Fault } from '../api/faults.ts';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld } from '../api/world.ts';
import { fetchFrom, withApi } from './harness.ts';

const makeItem = (videoId: unknown) => ({
  kind: 'youtube#playlistItem',
  snippet: { title: 'A video' },
  contentDetails: { videoId, videoPublishedAt: '2020-01-01T00:00:00Z' },
});

/** From a page on, every page names another one. */
function makeEndless(at: number, makeItems: (page: number) => unknown[]): Fault {
  let page = 0;
  const toJSON = () => {
    page += 1;
    return {
      items: makeItems(page),
      nextPageToken: `token-${page}`,
      pageInfo: { totalResults: 60, resultsPerPage: 50 },
    };
  };
  return { method: 'playlistItems.list', at, times: 10_000, what: { status: 200, body: { toJSON } } };
}

const count = (requests: { method: string }[]) =>
  requests.filter(({ method }) => method === 'playlistItems.list').length;

describe('a list without an end', () => {
  it.each<[string, (page: number) => unknown[]]>([
    ['empty pages', () => []],
    ['the same video again', () => [makeItem(makeVideoId(3))]],
    ['videos in turn', (page) => [makeItem(makeVideoId(page % 2))]],
    ['items without a usable id', (page) => [makeItem(`../${page}`)]],
  ])('of %s is given up after three pages without a new video', async (_, makeItems) => {
    await withApi({ world: makeWorld(60), faults: [makeEndless(2, makeItems)] }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(count(api.requests)).toBe(1 + 3);
      expect(listing.stopped).toMatchObject({
        reason: 'network',
        message: "YouTube's list does not end: three pages in a row brought nothing new. 10 videos are left.",
        hint: 'Run the same command again later.',
      });
      expect(listing.resources.length).toBeGreaterThanOrEqual(50);
    });
  });

  it('of a new video on each page is given up after twice as many pages as YouTube fills', async () => {
    const makeItems = (page: number) => [makeItem(makeVideoId(100 + page))];
    await withApi({ world: makeWorld(60), faults: [makeEndless(2, makeItems)] }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(count(api.requests)).toBe(800);
      expect(listing.stopped?.message).toContain("YouTube's list does not end: it has over 800 pages.");
    });
  });

  it('is incomplete even where all that YouTube counts was read', async () => {
    await withApi({ world: makeWorld(60), faults: [makeEndless(3, () => [])] }, async (api) => {
      api.beforeAnswer = ({ method, number }) => {
        // The second page names a third.
        const playlist = api.world.playlists.get('UUsampleChannel_0000001A');
        if (method === 'playlistItems.list' && number === 2) playlist?.items.push(...playlist.items);
      };
      const { listing } = await fetchFrom(api);
      expect(listing.stopped?.message).toBe(
        "YouTube's list does not end: three pages in a row brought nothing new.",
      );
    });
  });

  it('goes on over pages without a new video where a new one follows', async () => {
    const turn = (page: number) => (page % 3 === 0 ? [makeItem(makeVideoId(1000 + page))] : []);
    await withApi({ world: makeWorld(60), faults: [makeEndless(2, turn)] }, async (api) => {
      await fetchFrom(api, undefined, { quotaLimit: 40 });
      expect(count(api.requests)).toBeGreaterThan(20);
    });
  });

  it('of ever new videos is read up to the 20,000 that YouTube lists', async () => {
    const page = (number: number) =>
      Array.from({ length: 50 }, (_, index) => makeItem(makeVideoId(100_000 + number * 50 + index)));
    await withApi({ world: makeWorld(1), faults: [makeEndless(1, page)] }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(count(api.requests)).toBe(400);
      expect(listing.units).toBe(801);
      expect(listing.stopped).toMatchObject({
        reason: 'truncated',
        message: expect.stringContaining('20,000'),
      });
    });
  });
});
