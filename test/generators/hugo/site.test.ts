import { describe, expect, test } from 'vitest';
import { hugo } from '../../../src/generators/hugo/hugo.ts';
import type { Page } from '../../../src/model/page.ts';
import type { Value } from '../../../src/model/value.ts';

const base = "baseURL = 'https://example.org/'\n";
const languages =
  'defaultContentLanguageInSubdir = true\n[languages.en]\ncontentDir = "content/en"\n[languages.de]\ncontentDir = "content/de"\n';

const makePage = (path: string, data: Record<string, Value> = {}): Page => ({
  path,
  videoId: null,
  bodyIsEmpty: false,
  data: { title: 'A Talk', ...data },
});

const read = (files: Record<string, string>, version?: string, pages: Page[] = []) =>
  hugo.readSite(new Map(Object.entries(files)), pages, { template: '/v/{slug}', folder: '', version });

const page = makePage('content/de/videos/talk.md');
const url = '/de/videos/talk/';

describe('an alias of a page in a language', () => {
  const site = { 'hugo.toml': base + languages };

  test.each([
    ['0.131', '/x', '/x'],
    ['0.155', '/x', '/de/x'],
    [undefined, '/x', null],
    ['0.131', 'x', '/de/videos/x'],
    ['0.169', '../../top', '/top'],
    [undefined, '../x', '/de/x'],
  ])('to Hugo %s, %s is %s', (version, entry, path) => {
    expect(read(site, version).resolveAlias(entry, page, url)).toMatchObject({ path, fault: null });
  });

  test.each([
    ['0.131', '/de/videos/old', '/de/videos/old'],
    ['0.155', '/de/videos/old', '/videos/old'],
    ['0.155', '/v/id', '../../v/id'],
    [undefined, '/de/videos/old', 'old'],
    [undefined, '/v/id', '../../v/id'],
    [undefined, '/de/videos', '../videos'],
  ])('for Hugo %s, %s is written %s, and read as the same path', (version, path, entry) => {
    const served = read(site, version);
    expect(served.writeAlias(path, page, url)).toBe(entry);
    expect(served.resolveAlias(entry, page, url).path).toBe(path);
  });
});

test('no alias has the name of the file that is its page: it would be a folder', () => {
  const feed = makePage('content/videos/talk.md', { url: '/videos/talk.txt' });
  const served = read({ 'hugo.toml': base });
  expect(served.writeAlias('/videos/talk.txt', feed, '/videos/talk.txt')).toBeNull();
  expect(served.writeAlias('/videos/old.txt', feed, '/videos/talk.txt')).toBe('/videos/old.txt');
});

test.each([
  ['hugo.toml', `${base}uglyURLs = true\n`, '/old', '/old.html'],
  ['hugo.toml', base, '/old', '/old'],
])('with %s of "%s" the alias %s is %s', (file, text, entry, path) => {
  const served = read({ [file]: text }, 'latest');
  expect(served.resolveAlias(entry, makePage('content/videos/talk.md'), '/videos/talk.html').path).toBe(path);
});

test.each([
  ['/u/one.html', 'old.html', '/u/old.html'],
  ['/u/one.txt', 'old', '/u/old'],
  ['/u/one.html', '../old', '/old'],
  ['/u/folder/', 'old', '/u/old'],
])('to a page at %s the alias %s is %s', (own, entry, path) => {
  const served = read({ 'hugo.toml': base });
  const talk = makePage('content/videos/talk.md', { url: own });
  expect(served.resolveAlias(entry, talk, own).path).toBe(path);
});

describe('which Hugo builds a site', () => {
  const slash = makePage('content/videos/talk.md', { title: 'CI/CD' });
  const config = `${base}[permalinks]\nvideos = "/v/:slug/"\n`;
  const netlify = '[build.environment]\nHUGO_VERSION = "0.131.0"\n';
  const workflow = 'jobs:\n  build:\n    steps:\n      - with:\n          hugo-version: "0.169.0"\n';

  test.each<[string, Record<string, string>, string | undefined, string | null]>([
    ['the config', { 'netlify.toml': netlify }, '0.169', '/v/ci-cd/'],
    ['Netlify', { 'netlify.toml': netlify, '.github/workflows/a.yml': workflow }, undefined, '/v/ci/cd/'],
    ['a workflow around the site', { '../.github/workflows/a.yml': workflow }, undefined, '/v/ci-cd/'],
    [
      'two workflows that differ',
      { '.github/workflows/a.yml': workflow + workflow.replace('169', '131') },
      undefined,
      null,
    ],
    [
      'the bounds of the site',
      { 'hugo.toml': `${config}[module.hugoVersion]\nmin = "0.167.0"\n` },
      undefined,
      '/v/ci-cd/',
    ],
    ['nobody', {}, undefined, null],
  ])('is said by %s', (_, files, version, expected) => {
    expect(read({ 'hugo.toml': config, ...files }, version, [slash]).findUrl(slash)).toBe(expected);
  });

  test('is asked for only where something depends on it', () => {
    const plain = makePage('content/videos/talk.md');
    expect(read({ 'hugo.toml': config }, undefined, [plain]).lacksVersion()).toBe(false);
    expect(read({ 'hugo.toml': config }, undefined, [slash]).lacksVersion()).toBe(true);
    expect(read({ 'hugo.toml': config }, '0.131', [slash]).lacksVersion()).toBe(false);
  });
});

test('a cascade makes drafts of a section, unless the site builds them', () => {
  const section = makePage('content/videos/_index.md', { cascade: { draft: true } });
  const talk = makePage('content/videos/talk.md');
  const find = (settings: string) =>
    read({ 'hugo.toml': base + settings }, 'latest', [section, talk])
      .findUnbuilt([talk], 0)
      .get(talk);
  expect(find('')).toBe('draft');
  expect(find('buildDrafts = true\n')).toBeUndefined();
});

test('a page outside the content, and a site without a configuration, have the URLs of the config', () => {
  const video = { ...makePage('elsewhere/talk.md', { slug: 'talk' }), videoId: 'abcDEF12345' };
  expect(read({ 'hugo.toml': base }).findUrl(video)).toBe('/v/talk/');
  expect(read({}).findUrl(video)).toBe('/v/talk/');
});

test('a configuration that cannot be read makes every URL unknown, and check says so', () => {
  const served = read({ 'hugo.toml': 'a = [' });
  const video = { ...makePage('content/videos/talk.md'), videoId: 'abcDEF12345' };
  expect(served.findUrl(video)).toBeNull();
  const claims = { page: video, url: null, isGuess: false, unbuilt: null, aliases: [], archive: [] };
  expect(served.checkPage(claims, 'aliases')).toEqual([
    expect.objectContaining({
      code: 'url-unknown',
      message: expect.stringContaining('hugo.toml cannot be read'),
    }),
  ]);
});
