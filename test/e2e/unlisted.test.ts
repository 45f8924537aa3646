import { join } from 'node:path';
import matter from 'gray-matter';
import { describe, expect, test } from 'vitest';
import type { VideoSpec } from '../api/resources.ts';
import { type Files, listPages, readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

type Privacy = NonNullable<VideoSpec['privacy']>;

const snapshot = (privacy: Privacy) =>
  makeSnapshot([
    { title: 'For all', publishedAt: '2024-02-01T12:00:00Z' },
    { title: 'By link only', publishedAt: '2024-01-01T12:00:00Z', privacy },
  ]);

/** A site with a config of one generator, and a snapshot in which the second video is unlisted. */
function makeSite(config: string, files: Files = {}): string {
  return makeFolder({
    'tubematter.config.yaml': `content: pages\n${config}`,
    'channel.json': snapshot('unlisted'),
    ...files,
  });
}

async function importVideos(cwd: string, privacy: Privacy | null = null) {
  if (privacy) writeFiles(cwd, { 'channel.json': snapshot(privacy) });
  const run = await runTubematter(['import', '--from', 'channel.json', '--verbose'], { cwd });
  expect(run.exitCode).toBe(0);
  return run.stdout;
}

function findPage(cwd: string, title: string) {
  const paths = listPages(join(cwd, 'pages')).map((path) => join('pages', path));
  const path = paths.find((page) => readText(cwd, page).includes(`title: ${title}\n`));
  const text = path === undefined ? null : readText(cwd, path);
  return { path: path ?? '', text, data: text === null ? null : matter(text, {}).data };
}

async function planAgain(cwd: string) {
  return parsePlan((await runTubematter(['diff', '--json', '--from', 'channel.json'], { cwd })).stdout);
}

const drafts: [name: string, config: string, keys: object][] = [
  ['Hugo', 'generator: hugo\n', { draft: true }],
  ['Jekyll', 'generator: jekyll\n', { published: false }],
  [
    'Eleventy, if the config says so',
    'generator: eleventy\nfilters: { unlisted: draft }\n',
    { permalink: false, eleventyExcludeFromCollections: true },
  ],
  ['Astro, if the config says so', 'generator: astro\nfilters: { unlisted: draft }\n', { draft: true }],
];

describe.concurrent('a video that is unlisted', () => {
  test.each<[name: string, from: string, to: string, former: object, keys: object]>([
    [
      'Hugo to Eleventy',
      'generator: hugo\n',
      'generator: eleventy\n',
      { draft: true },
      { permalink: false, eleventyExcludeFromCollections: true },
    ],
    ['Jekyll to Hugo', 'generator: jekyll\n', 'generator: hugo\n', { published: false }, { draft: true }],
  ])('stays a draft when the site moves from %s, until it is public', async (_, from, to, former, keys) => {
    const cwd = makeSite(from);
    await importVideos(cwd);
    expect(findPage(cwd, 'By link only').data).toMatchObject(former);
    writeFiles(cwd, { 'tubematter.config.yaml': `content: pages\n${to}` });
    await importVideos(cwd);
    const moved = findPage(cwd, 'By link only');
    expect(moved.data).toMatchObject(keys);
    expect(Object.keys(moved.data ?? {})).not.toContain(Object.keys(former)[0]);
    const before = readFiles(cwd);
    await importVideos(cwd);
    expect(readFiles(cwd)).toEqual(before);

    // A key that the user takes out stays out.
    const [key = ''] = Object.keys(keys);
    writeFiles(cwd, { [moved.path]: moved.text?.replace(new RegExp(`^${key}: .*\n`, 'm'), '') ?? '' });
    await importVideos(cwd);
    expect(Object.keys(findPage(cwd, 'By link only').data ?? {})).not.toContain(key);
    writeFiles(cwd, { [moved.path]: moved.text ?? '' });
    await importVideos(cwd, 'public');
    for (const key of Object.keys(keys))
      expect(Object.keys(findPage(cwd, 'By link only').data ?? {})).not.toContain(key);
  });

  test.each(drafts)('becomes a draft in %s, until it is public', async (_, config, keys) => {
    const cwd = makeSite(config);
    await importVideos(cwd);
    const draft = findPage(cwd, 'By link only');
    expect(draft.data).toMatchObject(keys);
    expect(findPage(cwd, 'For all').text).not.toMatch(/^(draft|published|eleventyExclude\w+):/m);
    const files = readFiles(cwd);
    expect(await importVideos(cwd)).toMatch(/^0 created, 0 updated, 2 unchanged/m);
    expect(readFiles(cwd)).toEqual(files);

    expect(await importVideos(cwd, 'public')).toMatch(/^0 created, 1 updated/m);
    // As if it had never been a draft.
    const plain = makeSite(config);
    await importVideos(plain, 'public');
    expect(findPage(cwd, 'By link only').text).toBe(findPage(plain, 'By link only').text);
    expect((await planAgain(cwd)).changes).toEqual([]);
    // Once: it is the user's from here on.
    const own = `---\n${Object.entries(keys)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')}`;
    const text = readText(cwd, draft.path)
      .replace(/^permalink:.*\n/m, '')
      .replace(/^---\n/, own);
    writeFiles(cwd, { [draft.path]: text });
    await importVideos(cwd);
    expect(findPage(cwd, 'By link only').data).toMatchObject(keys);
  });

  test.each(['eleventy', 'astro'])('is skipped in %s, which builds drafts', async (generator) => {
    const cwd = makeSite(`generator: ${generator}\n`);
    expect(await importVideos(cwd)).toContain('Skipped 1: unlisted (filters.unlisted)\n');
    expect(findPage(cwd, 'By link only').text).toBeNull();
  });

  test.each([
    ['hugo', 'hugo.yaml', 'contentDir: pages\nbuildDrafts: true\n'],
    ['jekyll', '_config.yml', 'unpublished: true\n'],
  ])('is skipped where the configuration of %s builds drafts', async (generator, name, text) => {
    const cwd = makeSite(`generator: ${generator}\n`, { [name]: text });
    expect(await importVideos(cwd)).toContain(
      'Skipped 1: for drafts (filters), but the configuration of the site builds drafts\n',
    );
    expect(findPage(cwd, 'By link only').text).toBeNull();
  });

  test('is a page like all others with filters.unlisted: publish', async () => {
    const cwd = makeSite('generator: hugo\nfilters: { unlisted: publish }\n');
    await importVideos(cwd);
    expect(findPage(cwd, 'By link only').data).not.toHaveProperty('draft');
    expect((await planAgain(cwd)).missing).toEqual([]);
  });

  test.each(['', 'filters: { unlisted: skip }\n', 'missing: draft\n'])(
    'and has a page is named, and its page is no draft (%j)',
    async (config) => {
      const cwd = makeSite(config);
      await importVideos(cwd, 'public');
      const before = findPage(cwd, 'By link only').text;
      expect(await importVideos(cwd, 'unlisted')).toMatch(
        /By link only.*unlisted now|unlisted now.*By link only/s,
      );
      expect(findPage(cwd, 'By link only').text).toBe(before);
    },
  );

  test('stays a draft whatever a field says, and one that the user published stays published', async () => {
    const cwd = makeSite('fields: { draft: { value: false, update: always } }\n');
    await importVideos(cwd);
    expect(findPage(cwd, 'By link only').data).toMatchObject({ draft: true });
    await importVideos(cwd);
    const { path, text, data } = findPage(cwd, 'By link only');
    expect(data).toMatchObject({ draft: true });
    writeFiles(cwd, { 'tubematter.config.yaml': 'content: pages\n' });
    writeFiles(cwd, { [path]: text?.replace('draft: true\n', '') ?? '' });
    await importVideos(cwd);
    expect(findPage(cwd, 'By link only').data).not.toHaveProperty('draft');
  });

  test('stays a draft while its source does not list it, and is not named then', async () => {
    const others = Array.from({ length: 6 }, (_, at): VideoSpec => ({ title: `Video ${at}` }));
    const unlisted: VideoSpec = { title: 'By link only', privacy: 'unlisted' };
    const cwd = makeSite('', { 'channel.json': makeSnapshot([...others, unlisted]) });
    await importVideos(cwd);
    writeFiles(cwd, { 'channel.json': makeSnapshot(others) });
    for (const missing of ['report', 'flag', 'draft']) {
      writeFiles(cwd, { 'tubematter.config.yaml': `content: pages\nmissing: ${missing}\n` });
      await importVideos(cwd);
      expect(findPage(cwd, 'By link only').data).toMatchObject({ draft: true });
    }
  });
});

test('a premiere may be a draft until it has been shown; {privacy} is a token', async () => {
  const cwd = makeFolder({
    'tubematter.config.yaml':
      "content: pages\nfilters: { premieres: draft }\nfields: { privacy: { value: '{privacy}', update: always } }\n",
    'channel.json': makeSnapshot([{ title: 'Soon', broadcast: 'upcoming' }]),
  });
  await importVideos(cwd);
  expect(findPage(cwd, 'Soon').data).toMatchObject({ draft: true, privacy: 'public' });
  writeFiles(cwd, { 'channel.json': makeSnapshot([{ title: 'Soon' }]) });
  await importVideos(cwd);
  expect(findPage(cwd, 'Soon').data).not.toHaveProperty('draft');
});
