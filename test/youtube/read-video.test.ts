import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Video } from '../../src/model/video.ts';
import { parseDuration } from '../../src/youtube/duration.ts';
import { readVideo } from '../../src/youtube/read-video.ts';
import { makePlayer, makeVideo, type VideoSpec } from '../api/resources.ts';

function makeResource(spec: VideoSpec = {}): Record<string, unknown> {
  const video = makeVideo(1, spec, 'UCsampleChannel_0000001A', 'Sample Channel');
  return { ...video.resource, player: makePlayer(video, 720, null) };
}

function withSnippet(change: Record<string, unknown>): Record<string, unknown> {
  const resource = makeResource();
  return { ...resource, snippet: { ...(resource['snippet'] as object), ...change } };
}

function readGood(resource: unknown): Video {
  const read = readVideo(resource);
  if ('problem' in read) throw new Error(JSON.stringify(read.problem));
  return read.video;
}

describe('readVideo', () => {
  it('reads a whole resource', () => {
    const spec = {
      id: 'ZPRvjlp9i0A',
      title: 'Title',
      description: 'Text',
      tags: ['a', 'b'],
      duration: 'PT35M12S',
    };
    expect(readGood(makeResource({ ...spec, publishedAt: '2020-04-14T19:09:07Z' }))).toEqual({
      id: 'ZPRvjlp9i0A',
      title: 'Title',
      description: 'Text',
      summary: 'Text',
      publishedAt: '2020-04-14T19:09:07Z',
      durationSeconds: 2112,
      tags: ['a', 'b'],
      category: 'Education',
      thumbnailUrl: 'https://i.ytimg.com/vi/ZPRvjlp9i0A/maxres.jpg',
      isShort: false,
      broadcast: 'none',
      channelId: 'UCsampleChannel_0000001A',
      channelTitle: 'Sample Channel',
      privacy: 'public',
    });
  });

  it('needs no more than an id, a title and a time', () => {
    const least = { id: 'ZPRvjlp9i0A', snippet: { title: 'Title', publishedAt: '2020-04-14T19:09:07Z' } };
    expect(readGood(least)).toEqual({
      id: 'ZPRvjlp9i0A',
      title: 'Title',
      description: '',
      summary: '',
      publishedAt: '2020-04-14T19:09:07Z',
      durationSeconds: null,
      tags: [],
      category: null,
      thumbnailUrl: null,
      isShort: null,
      broadcast: 'none',
      channelId: null,
      channelTitle: null,
      privacy: null,
    });
  });

  it.each([
    ['2020-04-14T19:09:07.000Z', '2020-04-14T19:09:07Z'],
    ['2020-04-14T19:09:07.999Z', '2020-04-14T19:09:07Z'],
    ['2020-04-14T21:09:07+02:00', '2020-04-14T19:09:07Z'],
  ])('reads the time %s', (publishedAt, expected) => {
    expect(readGood(makeResource({ publishedAt })).publishedAt).toBe(expected);
  });

  it.each([
    ['line\r\nline\rline\nline', 'line\nline\nline\nline'],
    ['tab\tand trailing space ', 'tab\tand trailing space '],
    ['nul\0 bell\u0007 escape\u001b delete\u007f next\u0085', 'nul bell escape delete next'],
    ['lone \ud83d and \ude00', 'lone \ufffd and \ufffd'],
    ['pair \ud83d\ude00, zero\u200bwidth, \u202ebidi', 'pair \ud83d\ude00, zero\u200bwidth, \u202ebidi'],
    ['no character \ufffe\uffff', 'no character '],
    ['&amp; stays &lt;b&gt;', '&amp; stays &lt;b&gt;'],
  ])('cleans a description: %j', (description, expected) => {
    expect(readGood(makeResource({ description })).description).toBe(expected);
  });

  it('keeps titles and tags in one line', () => {
    const video = readGood(makeResource({ title: 'One\r\ntwo\tthree\0', tags: ['a\nb', '', ' \n', 'c'] }));
    expect(video.title).toBe('One two three');
    expect(video.tags).toEqual(['a b', 'c']);
  });

  it.each([
    [['default', 'medium', 'high', 'standard', 'maxres'], 'maxres'],
    [['default', 'medium', 'high', 'standard'], 'standard'],
    [['high', 'default', 'medium'], 'high'],
    [['default', 'maxres', 'fhd', 'uhd', 'qhd'], 'uhd'],
    [[], null],
  ])('picks from %j the thumbnail %s', (thumbnails, name) => {
    const id = 'ZPRvjlp9i0A';
    const url = name && `https://i.ytimg.com/vi/${id}/${name}.jpg`;
    expect(readGood(makeResource({ id, thumbnails })).thumbnailUrl).toBe(url);
  });

  it('passes over thumbnails that are none', () => {
    const thumbnails = {
      default: { url: 'https://i.ytimg.com/a.jpg' },
      script: { url: 'javascript:alert(1)', width: 5000 },
      spaced: { url: 'https://i.ytimg.com/a b.jpg', width: 5000 },
      moving: { frames: [] },
      nothing: null,
    };
    expect(readGood(withSnippet({ thumbnails })).thumbnailUrl).toBe('https://i.ytimg.com/a.jpg');
  });

  const portrait: [number, number] = [1080, 1920];
  const square: [number, number] = [1080, 1080];
  const landscape: [number, number] = [1920, 1080];
  it.each<[string, [number, number], string, boolean | null]>([
    ['PT2M59S', portrait, '2024-10-15T00:00:00Z', true],
    ['PT3M', square, '2025-01-01T00:00:00Z', true],
    ['PT3M1S', portrait, '2025-01-01T00:00:00Z', false],
    ['PT1M', portrait, '2024-10-14T23:59:59Z', true],
    ['PT1M1S', portrait, '2024-10-14T23:59:59Z', false],
    ['PT30S', landscape, '2025-01-01T00:00:00Z', false],
    ['P0D', portrait, '2025-01-01T00:00:00Z', null],
    ['P0D', landscape, '2025-01-01T00:00:00Z', false],
  ])('%s of %j from %s: Short is %s', (duration, picture, publishedAt, isShort) => {
    expect(readGood(makeResource({ duration, picture, publishedAt })).isShort).toBe(isShort);
  });

  it('does not know about Shorts without the player part, but for long videos', () => {
    expect(readGood({ ...makeResource({ duration: 'PT30S' }), player: undefined }).isShort).toBeNull();
    expect(
      readGood({ ...makeResource({ duration: 'PT30S' }), player: { embedHtml: '' } }).isShort,
    ).toBeNull();
    expect(readGood({ ...makeResource({ duration: 'PT30M' }), player: undefined }).isShort).toBe(false);
  });

  it.each(['live', 'upcoming'] as const)('knows a broadcast: %s', (broadcast) => {
    const video = readGood(makeResource({ broadcast }));
    expect(video).toMatchObject({ broadcast, durationSeconds: null });
  });

  it('takes a stream that has ended for a video, and a new word for none', () => {
    const ended = {
      ...makeResource({ broadcast: 'live', duration: 'PT1H' }),
      liveStreamingDetails: { actualEndTime: '2024-01-01T20:00:00Z' },
    };
    expect(readGood(ended).broadcast).toBe('none');
    expect(readGood(withSnippet({ liveBroadcastContent: 'hologram' })).broadcast).toBe('none');
  });

  it('ignores what it does not know', () => {
    const known = readGood(makeResource());
    expect(readGood({ ...withSnippet({ mood: 'blue', categoryId: '27' }), future: [{}] })).toEqual(known);
    expect(readGood(withSnippet({ categoryId: '9999' })).category).toBeNull();
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^the resource: /],
    ['null', null, /^the resource: /],
    ['a list', [], /^(the resource|id): /],
    ['a search result', { ...makeResource(), kind: 'youtube#searchResult' }, /^kind: /],
    ['an id object', { ...makeResource(), id: { videoId: 'ZPRvjlp9i0A' } }, /^id: /],
    ['a path for an id', { ...makeResource(), id: '../../../x' }, /^id: not a video id/],
    ['a long id', { ...makeResource(), id: 'ZPRvjlp9i0A\n' }, /^id: not a video id/],
    ['no snippet', { ...makeResource(), snippet: undefined }, /^snippet: /],
    ['a number for a title', withSnippet({ title: 5 }), /^snippet\.title: /],
    ['no title', withSnippet({ title: undefined }), /^snippet\.title: /],
    ['a word for a time', withSnippet({ publishedAt: 'yesterday' }), /^snippet\.publishedAt: /],
    ['a day that is none', withSnippet({ publishedAt: '2023-02-30T00:00:00Z' }), /^snippet\.publishedAt: /],
    ['a word for tags', withSnippet({ tags: 'a, b' }), /^snippet\.tags: /],
    ['a number among tags', withSnippet({ tags: ['a', 1] }), /^snippet\.tags\.1: /],
    [
      'an odd duration',
      { ...makeResource(), contentDetails: { duration: '12.5s' } },
      /"12\.5s" is not a duration/,
    ],
    [
      'a year that an offset moves before the first',
      withSnippet({ publishedAt: '0000-01-01T00:00:00+23:59' }),
      /no year of four/,
    ],
    [
      'a year that an offset moves after the last',
      withSnippet({ publishedAt: '9999-12-31T23:59:59-23:59' }),
      /no year of four/,
    ],
    [
      'a title that fills a page',
      withSnippet({ title: 'x'.repeat(1001) }),
      /^snippet\.title: is longer than 1,000 /,
    ],
    [
      'a description as long as a book',
      withSnippet({ description: 'x'.repeat(50_001) }),
      /^snippet\.description: is longer than 50,000 /,
    ],
    [
      'the name of a channel that fills a page',
      withSnippet({ channelTitle: 'x'.repeat(1001) }),
      /^snippet\.channelTitle: is longer than 1,000 /,
    ],
    [
      'thousands of tags',
      withSnippet({ tags: Array.from({ length: 5001 }, String) }),
      /^snippet\.tags: are more than 5,000$/,
    ],
    [
      'tags that fill a page',
      withSnippet({ tags: Array.from({ length: 51 }, () => 'x'.repeat(1000)) }),
      /^snippet\.tags: are longer than 50,000 characters together$/,
    ],
  ])('reports %s', (_, resource, detail) => {
    const read = readVideo(resource);
    expect(read).toMatchObject({ problem: { code: 'bad-video', detail: expect.stringMatching(detail) } });
  });

  it('takes texts that are far longer than YouTube allows', () => {
    const tags = Array.from({ length: 5000 }, (_, number) => `tag ${number}`);
    const texts = { title: 'x'.repeat(1000), description: 'x'.repeat(50_000), tags: tags.slice(0, 5000) };
    expect(readGood(withSnippet(texts))).toMatchObject(texts);
  });

  it('names the video in a problem where its id is good', () => {
    expect(readVideo({ id: 'ZPRvjlp9i0A' })).toMatchObject({ problem: { videoId: 'ZPRvjlp9i0A' } });
    expect(readVideo({ id: '../escape' })).toMatchObject({ problem: { videoId: null } });
  });

  it('is not touched by __proto__', () => {
    const text = `{"__proto__":{"polluted":true},"id":"ZPRvjlp9i0A","snippet":{"__proto__":{"polluted":true},
      "title":"T","publishedAt":"2020-04-14T19:09:07Z","thumbnails":{"__proto__":{"url":"https://x.test/","width":1}}}}`;
    const video = readGood(JSON.parse(text));
    expect(video).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(video)).toBe(Object.prototype);
  });

  it('never throws, and what it gives is clean', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const paths = ['id', 'kind', 'snippet', 'contentDetails', 'status', 'player', 'liveStreamingDetails'];
    const snippetPaths = [
      'title',
      'description',
      'publishedAt',
      'tags',
      'thumbnails',
      'categoryId',
      'channelTitle',
    ];
    const text = fc.string({ unit: 'binary' });
    const hostile = fc.oneof(
      json,
      fc
        .tuple(fc.constantFrom(...paths), json)
        .map(([path, value]) => ({ ...makeResource(), [path]: value })),
      fc.tuple(fc.constantFrom(...snippetPaths), json).map(([path, value]) => withSnippet({ [path]: value })),
      fc.tuple(text, text).map(([title, description]) => withSnippet({ title, description, tags: [title] })),
    );
    fc.assert(
      fc.property(hostile, (resource) => {
        const read = readVideo(resource);
        if ('problem' in read) return;
        const { id, title, description, publishedAt } = read.video;
        expect(id).toMatch(/^[A-Za-z0-9_-]{11}$/);
        expect(publishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(title).not.toMatch(/\p{Cc}|\p{Cs}/u);
        expect(description).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseDuration', () => {
  it.each([
    ['PT0S', 0],
    ['P0D', 0],
    ['PT9S', 9],
    ['PT35M12S', 2112],
    ['PT1H', 3600],
    ['PT10H0M1S', 36_001],
    ['P1DT2H3M4S', 93_784],
    ['P1D', 86_400],
    ['P2W', 1_209_600],
    ['PT90M', 5400],
    ['', null],
    ['P', null],
    ['PT', null],
    ['P1DT', null],
    ['PT1.5S', null],
    ['PT5', null],
    ['-PT5S', null],
    ['P1Y', null],
    [`PT${'9'.repeat(400)}S`, null],
  ])('%s: %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});
