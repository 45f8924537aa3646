import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import { convert, type Format, formats } from './convert.ts';
import { listPages, readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const opening: Record<Format, string> = { yaml: '---\n', toml: '+++\n', json: '{\n' };
const videos = [
  { title: 'Round "and" again', description: "It's a wheel.\n\nReally.", tags: ['Wheels', 'a: b'] },
  { title: 'Flat', description: 'No air.', tags: [] },
];
const retitled = videos.map((video) => ({
  ...video,
  title: `${video.title}, now`,
  tags: [...video.tags, 'new'],
}));
const config = (format: Format) => ({
  content: 'content/videos',
  format,
  urls: { page: '/videos/{slug}' },
  fields: {
    'params.duration': { value: '{duration}', update: 'always' },
    'params.seen': { value: '{date}', update: 'if-missing' },
    duration: false,
  },
});

function makeSite(format: Format): string {
  const cwd = makeFolder({ 'tubematter.config.json': JSON.stringify(config(format)) });
  writeSnapshots(cwd);
  return cwd;
}

function writeSnapshots(cwd: string): void {
  writeFiles(cwd, { 'first.json': makeSnapshot(videos), 'later.json': makeSnapshot(retitled) });
}

const importFrom = (cwd: string, snapshot: string) => runTubematter(['import', '--from', snapshot], { cwd });
const readPages = (cwd: string) =>
  listPages(join(cwd, 'content')).map((path) => readText(join(cwd, 'content'), path));
const readData = (cwd: string) => readPages(cwd).map((page) => ({ ...readFrontMatter(page)?.data }));

describe.each(formats)('pages in %s', (format) => {
  test('are made, found again and edited', async () => {
    const cwd = makeSite(format);
    expect((await importFrom(cwd, 'first.json')).stdout).toMatch(/^2 created/m);
    const pages = readPages(cwd);
    expect(pages.every((page) => page.startsWith(opening[format]))).toBe(true);
    const before = readFiles(cwd);
    expect(await importFrom(cwd, 'first.json')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^0 created, 0 updated, 2 unchanged/m),
    });
    expect(readFiles(cwd)).toEqual(before);

    expect((await importFrom(cwd, 'later.json')).stdout).toMatch(/^0 created, 2 updated/m);
    const [round, flat] = readData(cwd);
    expect([round?.['title'], flat?.['title']].sort()).toEqual(['Flat, now', 'Round "and" again, now']);
    expect((await importFrom(cwd, 'later.json')).stdout).toMatch(/^0 created, 0 updated, 2 unchanged/m);
    expect((await runTubematter(['check', '--strict'], { cwd })).exitCode).toBe(0);
  });

  test('hold the same values as in YAML, and lead to the same redirects', async () => {
    const [cwd, yaml] = [makeSite(format), makeSite('yaml')];
    for (const site of [cwd, yaml]) {
      await importFrom(site, 'first.json');
      await importFrom(site, 'later.json');
    }
    expect(readData(cwd)).toEqual(readData(yaml));
    expect(readText(cwd, 'tubematter-lock.json')).toBe(readText(yaml, 'tubematter-lock.json'));
    const redirects = (site: string) => runTubematter(['redirects', '--format', 'netlify'], { cwd: site });
    expect((await redirects(cwd)).stdout).toBe((await redirects(yaml)).stdout);
  });

  test('keep their history when they are written anew in this format', async () => {
    const cwd = makeSite('yaml');
    await importFrom(cwd, 'first.json');
    const folder = join(cwd, 'content');
    const paths = listPages(folder);
    for (const path of paths) {
      const page = readText(folder, path);
      writeFiles(folder, { [path]: convert(page.replace(/^title: Flat$/m, 'title: Mine'), format) });
    }
    const before = await runTubematter(['diff', '--from', 'first.json', '--json'], { cwd });
    expect(parsePlan(before.stdout)).toMatchObject({ changes: [], problems: [] });
    expect((await importFrom(cwd, 'later.json')).stdout).toMatch(/^0 created, 2 updated/m);
    const data = readData(cwd);
    expect(data.map(({ title }) => title).sort()).toEqual(['Mine', 'Round "and" again, now']);
    expect(data.every(({ tags }) => (tags as string[]).includes('new'))).toBe(true);
    expect(data.map(({ aliasesArchive }) => aliasesArchive)).toEqual(
      data.map(({ slug }) => expect.arrayContaining([`/videos/${slug}`])),
    );
  });
});

test('new pages have the format of the config, and the others keep theirs', async () => {
  const cwd = makeSite('toml');
  writeFiles(cwd, {
    'content/videos/flat.md': '---\n# mine\nvideoId: v000000001_\n---\n',
    'content/videos/other.md': '{\n  "title": "Other"\n}\n',
  });
  await importFrom(cwd, 'first.json');
  expect(readText(cwd, 'content/videos/flat.md')).toMatch(/^---\n(.*\n)*# mine\n/);
  expect(readText(cwd, 'content/videos/other.md')).toBe('{\n  "title": "Other"\n}\n');
  expect(readPages(cwd).filter((page) => page.startsWith('+++\n'))).toHaveLength(1);
});

test('init takes the format of the pages that are there', async () => {
  const cwd = makeFolder({
    'hugo.toml': 'baseURL = "https://example.org"\n',
    'content/posts/a.md': '+++\ntitle = "A"\n+++\n',
    'content/posts/b.md': '+++\ntitle = "B"\n+++\n',
    'content/about.md': '---\ntitle: About\n---\n',
  });
  await runTubematter(['init', '--channel', '@name', '--workflow', 'none'], { cwd });
  expect(readText(cwd, 'tubematter.config.yaml')).toMatch(/^format: toml$/m);
});

test('init takes brackets from the lists of the pages that are there, and new pages have them', async () => {
  const cwd = makeFolder({
    'hugo.toml': 'baseURL = "https://example.org"\n',
    'content/posts/a.md': '---\ntitle: A\ntags: [a, b]\n---\n',
    'content/posts/b.md': '---\ntitle: B\ntags: []\nkeywords: [c]\n---\n',
    'content/about.md': '---\ntitle: About\ntags:\n- a\n---\n',
    'channel.json': makeSnapshot([{ id: 'abcdefghijk', tags: ['x, y', 'z'] }]),
  });
  await runTubematter(['init', '--channel', '@name', '--workflow', 'none'], { cwd });
  expect(readText(cwd, 'tubematter.config.yaml')).toMatch(/^lists: brackets$/m);
  const args = ['import', '--from', 'channel.json'];
  expect((await runTubematter(args, { cwd })).stdout).toContain('1 created');
  const [page = ''] = readPages(cwd).filter((text) => text.includes('abcdefghijk'));
  expect(page).toMatch(/^tags: \['x, y', z\]$/m);
  expect(page).not.toMatch(/^ *- /m);
  expect((await runTubematter(args, { cwd })).stdout).toContain('0 created, 0 updated, 1 unchanged');
});

const taken: [name: string, file: string, text: string][] = [
  ['a URL in TOML', 'other.md', '+++\nurl = "/videos/flat/"\n+++\n'],
  ['an alias in TOML', 'other.md', '+++\ntitle = "Other"\naliases = ["/videos/flat"]\n+++\n'],
  ['an alias in JSON', 'other.md', '{\n  "title": "Other",\n  "aliases": ["/videos/Flat/"]\n}\n'],
  ['the slug of an HTML page', 'videos/other.html', '---\nslug: flat\n---\n<p></p>\n'],
  ['the URL of an Org page', 'other.org', '#+title: Other\n#+URL: /videos/flat\n\nText.\n'],
  ['an alias of an Org page', 'other.org', '#+title: Other\n#+aliases[]: /x /videos/flat\n'],
  ['the slug of an Org page', 'videos/other.org', '#+SLUG: flat\n'],
];

test.each(taken)('a new page leaves %s to the page that has it', async (_, file, text) => {
  const cwd = makeFolder({
    'hugo.toml': "baseURL = 'https://example.org/'\n",
    'tubematter.config.json': JSON.stringify(config('yaml')),
    [`content/${file}`]: text,
    'first.json': makeSnapshot([{ title: 'Flat', tags: [] }]),
  });
  await importFrom(cwd, 'first.json');
  expect(readText(cwd, 'content/videos/v000000000_/index.md')).toMatch(/^slug: flat-2$/m);
  expect(readText(cwd, `content/${file}`)).toBe(text);
});

test('a new page leaves a slug that is a number to the page that has it', async () => {
  const cwd = makeFolder({
    'hugo.toml': "baseURL = 'https://example.org/'\n",
    'tubematter.config.json': JSON.stringify(config('yaml')),
    'content/videos/a.md': '+++\nslug = 2024\n+++\n',
    'content/videos/b.md': '---\nslug: 2025\n---\n',
    'first.json': makeSnapshot([
      { title: '2024', tags: [] },
      { title: '2025', tags: [] },
    ]),
  });
  await importFrom(cwd, 'first.json');
  expect(
    readData(cwd)
      .map(({ slug }) => String(slug))
      .sort(),
  ).toEqual(['2024', '2024-2', '2025', '2025-2']);
});
