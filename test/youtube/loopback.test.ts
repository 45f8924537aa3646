import { describe, expect, it } from 'vitest';
import { makePageToken, readPageToken } from '../api/page-tokens.ts';
import { makeVideoId } from '../api/resources.ts';
import { type LoopbackApi, startLoopbackApi } from '../api/server.ts';
import { makeWorld } from '../api/world.ts';
import { until } from '../until.ts';
import { key, withApi } from './harness.ts';

interface Reply {
  status: number;
  text: string;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the answers are looked at one field at a time.
  json: any;
}

async function ask(
  api: LoopbackApi,
  path: string,
  headers: Record<string, string> = { 'x-goog-api-key': key },
): Promise<Reply> {
  const response = await fetch(`${api.root}/youtube/v3/${path}`, { headers, redirect: 'manual' });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, text, headers: response.headers, json: isJson ? JSON.parse(text) : null };
}

const ids = (count: number) => Array.from({ length: count }, (_, number) => makeVideoId(number));

describe('the loopback API', () => {
  it('takes part and id repeated or joined', async () => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      const [a = '', b = ''] = ids(2);
      const repeated = await ask(api, `videos?part=snippet&part=status&id=${a}&id=${b}`);
      const joined = await ask(api, `videos?part=snippet,status&id=${a}%2C${b}`);
      expect(repeated.json).toEqual(joined.json);
      expect(Object.keys(joined.json.items[0])).toEqual(['kind', 'etag', 'id', 'snippet', 'status']);
      expect(joined.json.pageInfo).toEqual({ totalResults: 2, resultsPerPage: 2 });
    });
  });

  it('takes the key as a header or a parameter and refuses others', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const path = 'channels?part=id&forHandle=sample';
      expect((await ask(api, path)).status).toBe(200);
      expect((await ask(api, `${path}&key=${key}`, {})).status).toBe(200);
      const wrong = await ask(api, path, { 'x-goog-api-key': 'wrong' });
      expect([wrong.status, wrong.json.error.details[0].reason]).toEqual([400, 'API_KEY_INVALID']);
      expect((await ask(api, path, {})).status).toBe(403);
      expect(api.units()).toBe(2);
    });
  });

  it.each([
    [`videos?part=id&id=${ids(51).join()}`, 400, 'invalidFilters'],
    ['videos?part=id', 400, 'missingRequiredParameter'],
    ['videos?part=id&id=', 400, 'missingRequiredParameter'],
    ['videos?part=id,nonsense&id=x', 400, 'unknownPart'],
    ['videos?id=x', 400, 'unknownPart'],
    ['videos?part=id&id=x&fields=items(nonsense)', 400, 'invalidParameter'],
    ['videos?part=id&id=x&fields=items(id', 400, 'invalidParameter'],
    ['channels?part=id', 400, 'missingRequiredParameter'],
    ['channels?part=id&id=x&forHandle=y', 400, 'missingRequiredParameter'],
    ['playlistItems?part=id', 400, 'missingRequiredParameter'],
    ['playlistItems?part=id&playlistId=UUx', 404, 'playlistNotFound'],
    ['playlistItems?part=id&playlistId=UUsampleChannel_0000001A&maxResults=51', 400, 'badRequest'],
    ['playlistItems?part=id&playlistId=UUsampleChannel_0000001A&pageToken=x', 400, 'invalidPageToken'],
  ])('refuses %s', async (path, status, reason) => {
    await withApi({ world: makeWorld(60) }, async (api) => {
      const reply = await ask(api, path);
      expect([reply.status, reply.json.error.errors[0].reason]).toEqual([status, reason]);
      expect(api.units()).toBe(1);
    });
  });

  it('answers without items for an unknown channel', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const { status, json } = await ask(api, 'channels?part=id&id=UCunknown');
      expect([status, Object.keys(json)]).toEqual([200, ['kind', 'etag', 'pageInfo']]);
    });
  });

  it('pages forwards and backwards', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      const path = 'playlistItems?part=contentDetails&playlistId=UUsampleChannel_0000001A&maxResults=50';
      const first = (await ask(api, path)).json;
      const second = (await ask(api, `${path}&pageToken=${first.nextPageToken}`)).json;
      const third = (await ask(api, `${path}&pageToken=${second.nextPageToken}`)).json;
      expect([first, second, third].map(({ items }) => items.length)).toEqual([50, 50, 15]);
      expect(third).not.toHaveProperty('nextPageToken');
      const back = (await ask(api, `${path}&pageToken=${second.prevPageToken}`)).json;
      expect(back.items).toEqual(first.items);
    });
  });

  it('makes page tokens as the real one does', () => {
    expect([makePageToken(50), makePageToken(100), makePageToken(50, true)]).toEqual([
      'EAAaBlBUOkNESQ',
      'EAAaBlBUOkNHUQ',
      'EAEaBlBUOkNESQ',
    ]);
    expect(readPageToken(makePageToken(19_950))).toEqual({ offset: 19_950, isPrevious: false });
    expect([readPageToken(''), readPageToken('CDIQAA'), readPageToken('EAAaBlBUOkNESQx')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('honours fields and prettyPrint', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const path = `videos?part=snippet,player&maxHeight=720&id=${makeVideoId(0)}&fields=pageInfo/totalResults,items(id,snippet(title,thumbnails/default/url),player/embedWidth)`;
      const pretty = await ask(api, path);
      const plain = await ask(api, `${path}&prettyPrint=false`);
      const url = `https://i.ytimg.com/vi/${makeVideoId(0)}/default.jpg`;
      const snippet = { title: 'Sample video 0', thumbnails: { default: { url } } };
      expect(plain.json).toEqual({
        items: [{ id: makeVideoId(0), snippet, player: { embedWidth: '1280' } }],
        pageInfo: { totalResults: 1 },
      });
      expect(pretty.json).toEqual(plain.json);
      expect(pretty.text).toContain('\n  "items"');
      expect(plain.text).not.toContain('\n');
    });
  });

  it('gzips for clients that ask for it in both places', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const path = 'channels?part=id&forHandle=sample';
      const common = { 'x-goog-api-key': key, 'accept-encoding': 'gzip' };
      expect((await ask(api, path, common)).headers.get('content-encoding')).toBeNull();
      const zipped = await ask(api, path, { ...common, 'user-agent': 'client/1 (gzip)' });
      expect(zipped.headers.get('content-encoding')).toBe('gzip');
      expect(zipped.json.items).toHaveLength(1);
    });
  });

  it('ends the quota of the day', async () => {
    await withApi({ world: makeWorld(1), quota: 1 }, async (api) => {
      const path = 'channels?part=id&forHandle=sample';
      const [first, second] = [await ask(api, path), await ask(api, path)];
      expect([first.status, second.status, second.json.error.errors[0].reason]).toEqual([
        200,
        403,
        'quotaExceeded',
      ]);
      expect(api.units()).toBe(1);
    });
  });

  it('answers other paths as a web server does', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const { status, text } = await ask(api, 'search?part=id');
      expect(status).toBe(404);
      expect(text).toContain('<html');
      expect(api.requests).toEqual([]);
    });
  });

  it('closes while a request hangs', async () => {
    const api = await startLoopbackApi({ world: makeWorld(1), key });
    api.faults.push({ method: 'channels.list', at: 1, what: 'hang' });
    const hanging = ask(api, 'channels?part=id&forHandle=sample').catch(() => 'cut');
    await until(() => api.requests.length > 0);
    await api.close();
    expect(await hanging).toBe('cut');
  });
});
