import { describe, expect, test } from 'vitest';
import { findVideos, findWrittenVideos } from '../../src/site/find-videos.ts';
import { makeIdKeys } from '../../src/site/id-keys.ts';

const id = 'abcDEF12345';
const other = 'zzzzzzzzzzz';
const usual = makeIdKeys([]);

describe('the video of a page', () => {
  test.each([
    [{ videoId: id }, id],
    [{ VIDEOID: id, ResourceId: other }, id],
    [{ ResourceId: id }, id],
    [{ resourceid: id, resourcetype: 'Videos' }, id],
    [{ ResourceId: id, ResourceType: 'blog' }, null],
    [{ videoId: id, ResourceType: 'blog' }, id],
    [{ videoId: 'abcDEF1234' }, null],
    [{ youtubeId: id }, id],
    [{ youtube_id: id }, id],
    [{ youtube: id }, id],
    [{ youtube_video_id: id }, id],
    [{ video_id: id }, id],
    [{ ytid: id }, id],
    [{ YouTubeID: id }, id],
    [{ params: { youtube: id } }, id],
    [{ Params: { videoId: id } }, id],
    [{ video: { youtubeId: id } }, id],
    [{ youtube: { id } }, id],
    [{ youtube: { videoId: id, id: other } }, id],
    [{ youtube: { id: 'UC1234567890123456789012' } }, null],
    [{ video: { id } }, null],
    [{ other: { videoId: id } }, null],
    [{ videoId: `${id} ` }, id],
    [{ videoId: [id, other] }, id],
    [{ videoId: [] }, null],
    [{ videoId: 12345678901 }, null],
    [{ constructor: id }, null],
  ])('%j: %s', (data, videoId) => {
    expect(findVideos(data as never, usual).videoId).toBe(videoId);
  });

  test.each([
    `https://www.youtube.com/watch?v=${id}`,
    `https://www.youtube.com/watch?app=desktop&v=${id}&list=PLx&t=10s`,
    `http://m.youtube.com/watch?v=${id}#t=10`,
    `www.youtube.com/watch?v=${id}`,
    `https://youtu.be/${id}?si=x`,
    `youtu.be/${id}`,
    `//www.youtube.com/embed/${id}`,
    `https://www.youtube-nocookie.com/embed/${id}?rel=0`,
    `https://youtube.com/shorts/${id}`,
    `https://www.youtube.com/live/${id}?feature=share`,
  ])('may be given as %s', (url) => {
    expect(findVideos({ youtube: url }, usual)).toEqual({ videoId: id, idKey: 'youtube' });
  });

  test.each([
    'https://www.youtube.com/@name',
    'https://www.youtube.com/playlist?list=PLabcdefghi',
    'https://www.youtube.com/embed/videoseries?list=PLx',
    'https://www.youtube.com/embed/live_stream?channel=UCx',
    'https://vimeo.com/watch/abcDEF12345',
    'https://youtube.com.example.org/watch?v=abcDEF12345',
  ])('is not given by %s', (url) => {
    expect(findVideos({ videoId: url }, usual)).toEqual({
      videoId: null,
      flawed: [{ key: 'videoId', value: url }],
    });
  });
});

test.each([
  [{ videoId: [id, other] }, { videoId: id, idKey: 'videoId', covered: [other] }],
  [
    { youtube: other, videoId: id },
    { videoId: id, idKey: 'videoId', covered: [other] },
  ],
  [{ params: { ytid: id } }, { videoId: id, idKey: 'params.ytid' }],
  [{ trailer: `youtu.be/${id}` }, { videoId: null, mentioned: [{ key: 'trailer', videoId: id }] }],
  [{ trailer: id }, { videoId: null }],
  [
    { videoId: id, watch: `https://youtu.be/${id}` },
    { videoId: id, idKey: 'videoId' },
  ],
  [
    { links: [{ url: `https://youtu.be/${id}` }] },
    { videoId: null, mentioned: [{ key: 'links.url', videoId: id }] },
  ],
  [{ description: `As in https://youtu.be/${id}, but longer` }, { videoId: null }],
  [{ youtube: '@name', videoId: null }, { videoId: null }],
  [{ ytid: 'none' }, { videoId: null, flawed: [{ key: 'ytid', value: 'none' }] }],
  [
    { videoId: ['none', id] },
    { videoId: id, idKey: 'videoId', flawed: [{ key: 'videoId', value: ['none', id] }] },
  ],
])('%j: %j', (data, found) => {
  expect(findVideos(data as never, usual)).toEqual(found);
});

test('keys of the config come first, and lead into maps', () => {
  const idKeys = makeIdKeys(['video.youtube.id', 'clip']);
  expect(idKeys.preferred).toBe('video.youtube.id');
  expect(findVideos({ video: { YouTube: { id } } }, idKeys)).toEqual({
    videoId: id,
    idKey: 'video.youtube.id',
  });
  expect(findVideos({ videoId: other, clip: id }, idKeys)).toMatchObject({ videoId: id, covered: [other] });
  expect(findVideos({ youtube: '@name' }, makeIdKeys(['youtube'])).flawed).toHaveLength(1);
});

test.each([
  ['videoId: abcDEF12345\ntitle: "open', [id]],
  ['youtube: "abcDEF12345"\n', [id]],
  ['youtubeId = "abcDEF12345"\n', [id]],
  ['"video_id": "https://youtu.be/abcDEF12345",\n', [id]],
  ['ytid: [abcDEF12345, zzzzzzzzzzz\n', [id, other]],
  ['ytid:\n  - abcDEF12345\n  - "zzzzzzzzzzz"\ntags: [', [id, other]],
  ['ytid: # two\n  - abcDEF12345 # one\n  - zzzzzzzzzzz\n', [id, other]],
  ['ytid: -bcDEF12345\n', ['-bcDEF12345']],
  ['trailer: https://www.youtube.com/watch?v=abcDEF12345&t=1\n', [id]],
  ['videoId: none\n', []],
  ['myvideoId: abcDEF12345\n', null],
  ['title: A page\n', null],
])('of broken front matter %j: %j', (text, ids) => {
  expect(findWrittenVideos(text, usual)).toEqual(ids);
});

test('an id below `video` may be meant, a slug is not', () => {
  expect(findVideos({ video: { id } }, usual).mentioned).toEqual([{ key: 'video.id', videoId: id }]);
  expect(findVideos({ video: { id: 'hello-world' } }, usual)).toEqual({ videoId: null });
  expect(findVideos({ youtube: { id: 'UC1' } }, usual)).toEqual({ videoId: null });
});
