import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/error.ts';
import { parseChannel, parsePlaylist, parseVideos } from '../../src/youtube/parse-source.ts';

const channel = 'UCsampleChannel_0000001A';
const video = 'ZPRvjlp9i0A';
const playlist = 'PLsamplePlaylist00000000000001';

describe('parseChannel', () => {
  it.each([
    [channel],
    [`  ${channel}\n`],
    [`https://www.youtube.com/channel/${channel}`],
    [`http://youtube.com/channel/${channel}/`],
    [`youtube.com/channel/${channel}?view_as=subscriber`],
    [`//m.youtube.com/channel/${channel}/videos#top`],
    [`https://studio.youtube.com/channel/${channel}/videos/upload`],
    [`HTTPS://WWW.YOUTUBE.COM/channel/${channel}`],
  ])('reads the id in %s', (text) => {
    expect(parseChannel(text)).toEqual({ kind: 'channel', id: channel });
  });

  it.each([
    ['@sample', '@sample'],
    ['@sam.ple-1_x', '@sam.ple-1_x'],
    ['@пример', '@пример'],
    ['https://www.youtube.com/@sample', '@sample'],
    ['youtube.com/@sample/videos', '@sample'],
    ['www.youtube.com/@sample/?si=abc', '@sample'],
    ['m.youtube.com/@sample/shorts', '@sample'],
    ['https://youtube.com/@%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80', '@пример'],
  ])('reads the handle in %s', (text, handle) => {
    expect(parseChannel(text)).toEqual({ kind: 'handle', handle });
  });

  it('reads the name in a /user/ address', () => {
    const source = { kind: 'username', username: 'sampleuser' };
    expect(parseChannel('https://www.youtube.com/user/sampleuser/about')).toEqual(source);
  });

  it('says that /c/ addresses cannot be looked up, and what to do', () => {
    const error = readError(() => parseChannel('https://www.youtube.com/c/SampleName/videos'));
    expect(error.message).toContain('youtube.com/c/SampleName');
    expect(error.hint).toMatch(/@handle/);
  });

  it.each([
    ['sample', /write @sample/],
    ['', /channel id/],
    ['youtube.com', /channel id/],
    ['https://www.youtube.com/', /channel id/],
    ['https://www.youtube.com/SampleName', /channel id/],
    [`https://youtube.example.com/channel/${channel}`, /channel id/],
    [`https://youtube.com@example.com/channel/${channel}`, /channel id/],
    [`https://notyoutube.com/channel/${channel}`, /channel id/],
    ['https://www.youtube.com/channel/UCshort', /channel id/],
    ['https://www.youtube.com/%E0%A4%A/x', /channel id/],
    [`https://youtu.be/${video}`, /--video/],
    [`https://www.youtube.com/watch?v=${video}`, /--video/],
    [`https://www.youtube.com/playlist?list=${playlist}`, /--playlist/],
    [playlist, /--playlist/],
    ['http://', /channel id/],
  ])('refuses "%s"', (text, hint) => {
    expect(readError(() => parseChannel(text)).hint).toMatch(hint);
  });
});

describe('parsePlaylist', () => {
  it.each([
    [playlist, playlist],
    [`https://www.youtube.com/playlist?list=${playlist}&si=abc`, playlist],
    [`youtube.com/watch?v=${video}&list=${playlist}&index=2`, playlist],
    [`https://youtu.be/${video}?list=${playlist}`, playlist],
    ['UUsampleChannel_0000001A', 'UUsampleChannel_0000001A'],
    ['https://music.youtube.com/playlist?list=OLAK5uy_abcdefghijklmnop', 'OLAK5uy_abcdefghijklmnop'],
  ])('reads %s', (text, id) => {
    expect(parsePlaylist(text)).toEqual({ kind: 'playlist', id });
  });

  it.each([
    [channel, /--channel/],
    ['WL', /PL/],
    ['https://www.youtube.com/playlist?list=RDabcdefghijklmnop', /PL/],
    ['https://www.youtube.com/playlist', /PL/],
    ['https://example.com/playlist?list=PLabcdefghijklmnop', /PL/],
    ['PL with spaces in it', /PL/],
    ['../../../../etc/passwd', /PL/],
  ])('refuses "%s"', (text, hint) => {
    expect(readError(() => parsePlaylist(text)).hint).toMatch(hint);
  });
});

describe('parseVideos', () => {
  it.each([
    [video],
    ['-_AbCdEfGhI'],
    [`https://youtu.be/${video}?si=abc&t=10`],
    [`youtu.be/${video}/`],
    [`https://www.youtube.com/watch?v=${video}&list=${playlist}`],
    [`m.youtube.com/watch?app=desktop&v=${video}`],
    [`https://www.youtube.com/shorts/${video}`],
    [`https://www.youtube.com/live/${video}?feature=share`],
    [`https://www.youtube.com/embed/${video}`],
    [`https://www.youtube-nocookie.com/embed/${video}?rel=0`],
    [`https://studio.youtube.com/video/${video}/edit`],
  ])('reads %s', (text) => {
    const id = text === '-_AbCdEfGhI' ? text : video;
    expect(parseVideos([text])).toEqual({ kind: 'videos', ids: [id] });
  });

  it('takes an id once, however it is written', () => {
    expect(parseVideos([video, `youtu.be/${video}`, '-_AbCdEfGhI']).ids).toEqual([video, '-_AbCdEfGhI']);
  });

  it.each([
    ['short'],
    [`${video}x`],
    ['https://vimeo.com/12345678901'],
    ['youtube.com/watch'],
    ['abc/../12345'],
  ])('refuses "%s" and names it', (text) => {
    expect(readError(() => parseVideos([video, text])).message).toContain(text);
  });
});

function readError(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
