import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, video, writeSite } from '../check/site.ts';

const page = (...lines: string[]) => ({ 'content/resources/videos/a.md': video('one', '/v/a', ...lines) });
const write = (folder: string) => run(folder, 'redirects', '--format', 'html', '--output', 'public');
const read = (folder: string, path: string) => readFileSync(join(folder, 'public', path), 'utf8');

test('a stub is written, kept, changed, and goes when no URL needs it', async () => {
  const folder = writeSite(page('aliases: [/old, /x.html]'));
  expect(await write(folder)).toEqual({ code: 0, out: '', error: 'Wrote 2 redirects to public.\n' });
  expect(read(folder, 'old/index.html')).toContain('<link rel="canonical" href="/v/a/">');
  expect(read(folder, 'x.html')).toContain('content="0; url=/v/a/"');
  expect((await write(folder)).error).toBe('public has 2 redirects already.\n');

  writeFileSync(join(folder, 'content/resources/videos/a.md'), video('one', '/old', 'aliases: [/v/a]'));
  expect((await write(folder)).error).toBe('Wrote 1 redirect to public.\n');
  expect(read(folder, 'v/a/index.html')).toContain('url=/old/');
  expect(['old/index.html', 'x.html'].map((path) => existsSync(join(folder, 'public', path)))).toEqual([
    false,
    false,
  ]);
});

test('no page is replaced, nor a file that is in the way of a folder, and each is named', async () => {
  const folder = writeSite({
    ...page('aliases: [/old, /talk/slides, /linked, /alias]'),
    'public/old/index.html': '<title>Mine</title>\n',
    'public/talk': 'a file\n',
    'public/linked/index.html': '',
    'public/alias/index.html': '<meta http-equiv="refresh" content="0; url=/v/a/">',
  });
  symlinkSync('old', join(folder, 'public/deep'));
  expect(await write(folder)).toEqual({
    code: 0,
    out: '',
    error:
      'linked/index.html stays, so that linked/index.html got no stub.\n' +
      'old/index.html stays, so that old/index.html got no stub.\n' +
      'talk stays, so that talk/slides/index.html got no stub.\n' +
      '1 old URL is redirected by the build already; nothing was written.\n',
  });
  expect(read(folder, 'old/index.html')).toBe('<title>Mine</title>\n');
  expect(read(folder, 'talk')).toBe('a file\n');
});

test('a base path is in links, not in the names of files', async () => {
  const folder = writeSite({
    ...page('aliases: [/old]'),
    'hugo.toml': "baseURL = 'https://example.org/repo/'\n",
  });
  expect((await write(folder)).code).toBe(0);
  expect(read(folder, 'old/index.html')).toContain('url=/repo/v/a/');
});

test('linked folders are left alone: they may lead in a circle, or to another site', async () => {
  const folder = writeSite(page('aliases: [/old]'));
  await write(folder);
  cpSync(join(folder, 'public'), join(folder, 'other'), { recursive: true });
  symlinkSync('../other', join(folder, 'public/other'));
  for (const name of ['a', 'b', 'c']) symlinkSync('.', join(folder, 'public', name));
  writeFileSync(join(folder, 'content/resources/videos/a.md'), video('one', '/v/a', 'aliases: [/older]'));
  expect((await write(folder)).error).toBe('Wrote 1 redirect to public.\n');
  expect(existsSync(join(folder, 'public/old/index.html'))).toBe(false);
  expect(existsSync(join(folder, 'other/old/index.html'))).toBe(true);
});
