import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, video, writeSite } from '../check/site.ts';
import { hasNginx, startNginx } from './nginx.ts';
import { listVisits, oldUrls, writeBuilt, writeOldSite } from './old-urls.ts';

test("nginx answers every old URL with a 301 to a page, beside settings of the user's", async (context) => {
  if (!hasNginx) context.skip('nginx is not on PATH: its redirects were NOT tested');
  const mine = 'server_tokens off;';
  const folder = writeOldSite({ 'redirects.conf': mine });
  const write = () => run(folder, 'redirects', '--format', 'nginx', '--output', 'redirects.conf');
  expect(await write()).toMatchObject({ code: 0 });
  const text = readFileSync(join(folder, 'redirects.conf'), 'utf8');
  expect(text.startsWith(`${mine}\n`)).toBe(true);
  expect(await write()).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'redirects.conf'), 'utf8')).toBe(text);

  const origin = await startNginx(folder);
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`${origin}${path}`, { redirect: 'manual' });
    return [path, status, headers.get('location')];
  };
  for (const { path, url } of listVisits()) {
    expect(await ask(`${path}?a=b`)).toEqual([`${path}?a=b`, 301, `${origin}${url}?a=b`]);
  }
  expect(await ask('/OLD')).toEqual(['/OLD', 301, `${origin}/v/plain/`]);
  for (const url of Object.keys(oldUrls)) expect(await ask(url)).toEqual([url, 200, null]);
  expect(await ask('/old/deeper')).toEqual(['/old/deeper', 404, null]);
});

test('nginx leads from what is gone to an address elsewhere as it is, and answers 410', async (context) => {
  if (!hasNginx) context.skip('nginx is not on PATH: its redirects were NOT tested');
  const folder = writeSite({
    'tubematter.config.yaml': `content: content
urls:
  gone:
    /talk: 'https://example.org/$uri/a b?v=1&w=$args#x'
    /merged: /v/a
    '/it''s "gone"; $uri': 410
`,
    'content/a.md': video('one', '/v/a', 'aliases: [/old]'),
  });
  expect(await run(folder, 'redirects', '--format', 'nginx', '--output', 'redirects.conf')).toMatchObject({
    code: 0,
  });
  writeBuilt(join(folder, 'public'), '/v/a/');
  const origin = await startNginx(folder);
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`${origin}${path}`, { redirect: 'manual' });
    return `${status} ${headers.get('location') ?? ''}`.trim();
  };
  expect(await ask('/talk/?a=b')).toBe('301 https://example.org/%24uri/a%20b?v=1&w=%24args#x');
  expect(await ask('/merged?a=b')).toBe(`301 ${origin}/v/a/?a=b`);
  expect(await ask('/old')).toBe(`301 ${origin}/v/a/`);
  expect(await ask(`/${encodeURIComponent('it\'s "gone"; $uri')}`)).toBe('410');
  expect(await ask('/v/a/')).toBe('200');
});
