import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/error.ts';
import type { Listing } from '../../src/model/listing.ts';
import { parseSnapshot, serialiseSnapshot } from '../../src/youtube/snapshot.ts';
import { makeVideo, makeVideoId } from '../api/resources.ts';

const videos = (...numbers: number[]) =>
  numbers.map((number) => makeVideo(number, {}, 'UCsampleChannel_0000001A', 'Sample Channel').resource);

const listing: Listing = {
  source: { kind: 'handle', handle: '@sample' },
  channelId: 'UCsampleChannel_0000001A',
  channelTitle: 'Sample Channel',
  resources: videos(0, 1, 2),
  unavailable: [
    { videoId: makeVideoId(9), reason: 'private' },
    { videoId: makeVideoId(8), reason: 'unknown' },
  ],
  stopped: null,
  warnings: [],
  units: 3,
};

describe('serialiseSnapshot', () => {
  it('gives the same text for the same channel, in whatever order it was read', () => {
    const other = {
      ...listing,
      resources: videos(2, 0, 1),
      unavailable: [...listing.unavailable].reverse(),
      units: 5,
    };
    expect(serialiseSnapshot(other)).toBe(serialiseSnapshot(listing));
  });

  it('is JSON for git: oldest first, one line a video, with a line end at its end', () => {
    const text = serialiseSnapshot(listing);
    const { format, version, items } = JSON.parse(text);
    expect([format, version]).toEqual(['tubematter-snapshot', 1]);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([
      makeVideoId(2),
      makeVideoId(1),
      makeVideoId(0),
    ]);
    expect(text.endsWith('\n}\n')).toBe(true);
    const lines = text.split('\n');
    for (const item of items)
      expect(lines.map((line) => line.replace(/,$/, ''))).toContain(JSON.stringify(item));
    expect(text).not.toMatch(/"units"|"stopped"/);
  });
});

describe('parseSnapshot', () => {
  it('reads back what was written, whatever is in it', () => {
    const text = fc.string({ unit: 'binary' });
    const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 11, maxLength: 11 });
    const resource = fc.oneof(
      fc.record({
        kind: fc.constant('youtube#video'),
        id,
        snippet: fc.record({ publishedAt: text, title: text }),
      }),
      fc.jsonValue(),
    );
    const any = fc.record({
      source: fc.oneof(
        fc.record({ kind: fc.constant('handle' as const), handle: text }),
        fc.record({ kind: fc.constant('playlist' as const), id: text }),
        fc.record({ kind: fc.constant('videos' as const), ids: fc.array(id) }),
      ),
      channelId: fc.option(text),
      channelTitle: fc.option(text),
      resources: fc.uniqueArray(resource, {
        selector: (value) => JSON.stringify((value as { id?: string } | null)?.id ?? value),
      }),
      unavailable: fc.uniqueArray(
        fc.record({ videoId: id, reason: fc.constantFrom('private' as const, 'deleted' as const) }),
        {
          selector: ({ videoId }) => videoId,
        },
      ),
      left: fc.option(fc.nat()),
      isWhole: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ left, isWhole, ...rest }) => {
        const stopped = isWhole ? null : { reason: 'quota' as const, message: 'Spent.', hint: 'Wait.', left };
        const written = serialiseSnapshot({ ...rest, stopped, warnings: [], units: 7 });
        const read = parseSnapshot(written, 'channel.json');
        expect(serialiseSnapshot(read)).toBe(written);
        expect(JSON.parse(written).complete).toBe(isWhole);
        expect(read).toMatchObject({ units: 0, channelTitle: rest.channelTitle });
        expect(read.source).toEqual(rest.source);
        expect(read.stopped === null).toBe(isWhole);
        expect(new Set(read.resources.map((value) => JSON.stringify(value)))).toEqual(
          new Set(rest.resources.map((value) => JSON.stringify(value))),
        );
      }),
    );
  });

  it('says that an incomplete snapshot is incomplete', () => {
    const stopped = { reason: 'quota' as const, message: '', hint: '', left: 65 };
    const text = serialiseSnapshot({ ...listing, stopped });
    const { stopped: read } = parseSnapshot(text, 'channel.json');
    expect(JSON.parse(text).complete).toBe(false);
    expect(read).toMatchObject({ reason: 'quota', left: 65 });
    expect(read?.message).toContain('channel.json holds only a part');
  });

  it.each([
    ['the answer of videos.list', { kind: 'youtube#videoListResponse', items: videos(0, 1, 1) }],
    ['a list', videos(0, 1)],
  ])('reads %s as a list of videos', (_, data) => {
    const read = parseSnapshot(`\ufeff${JSON.stringify(data)}`, 'saved.json');
    expect(read).toMatchObject({ stopped: null, channelId: null, units: 0, unavailable: [] });
    expect(read.source).toEqual({ kind: 'videos', ids: [makeVideoId(0), makeVideoId(1)] });
    expect(read.resources).toEqual(videos(0, 1));
  });

  it('keeps items that are no videos, so that each is reported', () => {
    const items = [...videos(0), 5, null, { id: '../escape' }, { id: '../escape' }];
    expect(parseSnapshot(JSON.stringify({ items }), 'saved.json').resources).toEqual(items);
  });

  it('reads an empty list', () => {
    expect(parseSnapshot('[]', 'saved.json').resources).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /channel\.json is not JSON/],
    ['half a file', serialiseSnapshot(listing).slice(0, 500), /channel\.json is not JSON/],
    ['a page', '<html></html>', /channel\.json is not JSON/],
    ['a number', '5', /channel\.json is not a snapshot/],
    ['null', 'null', /channel\.json is not a snapshot/],
    ['an object', '{"name":"x"}', /channel\.json is not a snapshot/],
    ['items that are no list', '{"items":{}}', /channel\.json is not a snapshot/],
    [
      'search results',
      '{"items":[{"kind":"youtube#searchResult","id":{"videoId":"ZPRvjlp9i0A"}}]}',
      /channel\.json is not a snapshot/,
    ],
    [
      'a newer snapshot',
      '{"format":"tubematter-snapshot","version":2}',
      /newer tubematter \(snapshot version 2\)/,
    ],
    ['a snapshot without items', '{"format":"tubematter-snapshot","version":1}', /damaged snapshot/],
    [
      'a snapshot with a bad id',
      serialiseSnapshot(listing).replace(`"videoId": "${makeVideoId(9)}"`, '"videoId": "../escape"'),
      /damaged snapshot: unavailable\.\d\.videoId/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseSnapshot(text, 'channel.json')).toThrow(message);
    expect(() => parseSnapshot(text, 'channel.json')).toThrow(UserError);
  });
});
