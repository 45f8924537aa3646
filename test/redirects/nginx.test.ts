import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, video, writeSite } from '../check/site.ts';
import { hasNginx, startNginx } from './nginx.ts';

/** Each page's own URL and all that it ever had. */
const pages: Record<string, string[]> = {
  '/v/plain/': ['/old', '/older/', '/resources/AbC_-123456', '/V/Plain'],
  '/v/long/': [`/v/${'a-long-slug-of-a-talk-'.repeat(20)}end`],
  '/v/file.html': ['/v/former.html', '/somewhere'],
  '/v/hostile/': [
    '/a "quoted" name',
    '/semi;colon{}',
    '/$uri',
    `/\${host}`,
    '/back\\slash',
    '/#hash',
    '/~tilde',
    '/ünï/cødé',
    '/100%',
    "/it's",
  ],
};
const relative = ['odd', '../up'];
const resolved = ['/v/odd', '/up'];

test('nginx answers every old URL with a 301 to a page, query and all', async (context) => {
  if (!hasNginx) context.skip('nginx is not on PATH: its redirects were NOT tested');
  const content = Object.entries(pages).map(([url, old], at) => {
    const entries = [...old, ...(at === 0 ? relative : [])].map((entry) => `- ${JSON.stringify(entry)}`);
    return [`content/${at}.md`, video(`page${at}`, url, 'aliasesArchive:', ...entries)];
  });
  const folder = writeSite({
    'tubematter.config.yaml': 'content: content\n',
    ...Object.fromEntries(content),
  });
  expect(await run(folder, 'redirects', '--format', 'nginx', '--output', 'redirects.conf')).toMatchObject({
    code: 0,
  });
  for (const url of Object.keys(pages)) writePage(join(folder, 'public'), url);
  const origin = await startNginx(folder);

  for (const [url, entries] of Object.entries(pages)) {
    const old =
      url === '/v/plain/' ? [...entries.filter((entry) => entry !== '/V/Plain'), ...resolved] : entries;
    for (const path of old.flatMap((entry) => [
      entry,
      entry.endsWith('.html') ? entry : `${entry.replace(/\/$/, '')}/`,
    ])) {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      const answer = await fetch(`${origin}${encoded}?a=b`, { redirect: 'manual' });
      expect([path, answer.status, answer.headers.get('location')]).toEqual([
        path,
        301,
        `${origin}${url}?a=b`,
      ]);
    }
    const page = await fetch(`${origin}${url}`, { redirect: 'manual' });
    expect([page.status, await page.text()]).toEqual([200, url]);
  }
  expect((await fetch(`${origin}/old/deeper`, { redirect: 'manual' })).status).toBe(404);
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
  writePage(join(folder, 'public'), '/v/a/');
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

function writePage(root: string, url: string): void {
  const file = join(root, url.endsWith('/') ? `${url}index.html` : url);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, url);
}
