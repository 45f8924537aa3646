import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { VideoSpec } from '../api/resources.ts';
import { type Files, listPages, readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const config = 'tubematter.config.yaml';
const id = 'v000000001_';
const video: VideoSpec = { id, title: 'Old YouTube title', tags: ['oak'] };
const hugo = (text = '') => ({ 'hugo.toml': `baseURL = 'https://example.org/'\n${text}` });
const basics = { [config]: "content: content/videos\nurls: { page: '/videos/{slug}' }\n" };

async function importInto(files: Files, specs: VideoSpec[] = [video], args: string[] = []) {
  const cwd = makeFolder({ ...hugo(), ...basics, ...files, '../channel.json': makeSnapshot(specs) });
  const run = (...more: string[]) => runTubematter(['import', '--from', '../channel.json', ...more], { cwd });
  const outcome = await run(...args);
  return { cwd, run, ...outcome };
}

function readFront(cwd: string, path: string): Record<string, unknown> {
  return parse(readText(cwd, path).split('---\n')[1] ?? '');
}

test.each(['hugo', 'jekyll', 'eleventy', 'astro'])(
  'a page of %s whose URL only urls.page of the config could say gets none with a token in it',
  async (generator) => {
    const cwd = makeFolder({
      [config]: `generator: ${generator}\ncontent: videos\nurls: { page: '/v/{year}/{videoId}/{slug}' }\n`,
      'videos/a.md': `---\ntitle: A talk\nslug: a-talk\nvideoId: ${id}\n---\nMine.\n`,
      '../channel.json': makeSnapshot([video]),
    });
    await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(readText(cwd, 'videos/a.md')).toContain('duration');
    expect(readText(cwd, 'videos/a.md')).not.toContain('{');
    expect(readText(cwd, 'tubematter-lock.json')).not.toContain('/{');
  },
);

describe('a page that exists', () => {
  const path = 'content/videos/ep-042.md';
  const page = (front: string) => `---\n${front}\nvideoId: ${id}\n---\nMine.\n`;

  test('stays where its file name puts it; no alias is invented, and check has no other slug to offer', async () => {
    const { cwd, stdout } = await importInto({
      [path]: page('title: My first talk'),
      [config]: `${basics[config]}fields: { slug: { update: if-missing }, url: { update: if-missing } }\n`,
    });
    expect(stdout).toContain('1 page keeps its URL: url and slug were left out.\n');
    const front = readFront(cwd, path);
    expect(front).not.toHaveProperty('slug');
    expect(front).not.toHaveProperty('url');
    expect(front['aliases']).toEqual([`/resources/${id}`, '/resources/videos/ep-042', '/videos/ep-042']);
    expect(front['aliasesArchive']).toEqual(['/resources/videos/ep-042', '/videos/ep-042']);
    const check = await runTubematter(['check'], { cwd });
    expect(check.stdout).not.toMatch(/slug/);
  });

  test('of its title stays, and check advises the slug that it is served under', async () => {
    const { cwd, stdout } = await importInto({
      [path]: page('title: Hand-made title\nurl: /resources/videos/:slug'),
      [config]: `${basics[config]}fields: { slug: { update: if-missing } }\n`,
    });
    expect(stdout).toContain('1 page keeps its URL: slug was left out.\n');
    expect(readFront(cwd, path)).toMatchObject({ title: 'Hand-made title', url: '/resources/videos/:slug' });
    expect((await runTubematter(['check'], { cwd })).stdout).toContain('Give it the slug hand-made-title.');
  });

  test('without title and slug gets no alias that is the URL of its section', async () => {
    const { cwd } = await importInto({
      [path]: page('url: /videos/:slug'),
      'content/videos/_index.md': '---\ntitle: Videos\n---\n',
    });
    expect(readFront(cwd, path)['aliases']).toEqual([`/resources/${id}`]);
  });

  test('keeps its empty lists, which the summary says once', async () => {
    const { cwd, run, stdout } = await importInto({ [path]: page('title: T\ntags: []\ncategories: []') });
    expect(stdout).toMatch(/^tags: \[\] kept on 1 page\.\ncategories: \[\] kept on 1 page\.$/m);
    expect(readFront(cwd, path)).toMatchObject({ tags: [], categories: [] });
    expect((await run()).stdout).not.toContain('kept');
  });

  test('keeps two aliases in one text as two', async () => {
    const { cwd } = await importInto({ [path]: page('title: T\naliases: /old/one /old/two') });
    expect(readFront(cwd, path)['aliases']).toEqual(expect.arrayContaining(['/old/one', '/old/two']));
  });

  test('has its slug, and a new video of that name gets another', async () => {
    const byHand = '---\ntitle: Hello\nslug: welcome\n---\n';
    const { cwd } = await importInto({ 'content/videos/hello.md': byHand }, [{ id, title: 'Welcome' }]);
    expect(readFront(cwd, `content/videos/${id}/index.md`)['slug']).toBe('welcome-2');
  });

  test('gets no key that decides how it is rendered, unless by always', async () => {
    const rendering = (update: string) =>
      `${basics[config]}fields: { layout: { update: ${update} }, series: { value: talks } }\n`;
    const files = { [path]: page('title: T') };
    const left = await importInto({ ...files, [config]: rendering('if-missing') });
    expect(left.stdout).toContain('1 page is rendered as before: layout was left out.\n');
    expect(readFront(left.cwd, path)).toMatchObject({ series: 'talks' });
    expect(readFront(left.cwd, path)).not.toHaveProperty('layout');
    const forced = await importInto({ ...files, [config]: rendering('always') });
    expect(readFront(forced.cwd, path)).toMatchObject({ layout: 'video' });
  });

  test.each([
    ['Jekyll', '_posts/2024-05-05-a.md', { '_config.yml': 'title: A site\n' }, 'content: _posts'],
    [
      'Eleventy',
      'src/2024-05-05-a.md',
      { 'eleventy.config.js': 'export default () => {};\n' },
      'content: src',
    ],
    [
      'Hugo',
      'content/videos/2024-05-05-a.md',
      hugo('[frontmatter]\ndate = [":default", ":filename"]\n'),
      'content: content/videos',
    ],
  ])('keeps the date that its file name gives it in %s', async (generator, dated, site, content) => {
    const cwd = makeFolder({
      ...site,
      [config]: `generator: ${generator.toLowerCase()}\n${content}\n`,
      [dated]: page('title: T'),
      [dated.replace('2024-05-05-', '')]: page('title: T').replace(id, 'v000000002_'),
      '../channel.json': makeSnapshot([video, { ...video, id: 'v000000002_' }]),
    });
    const { stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(readFront(cwd, dated)).not.toHaveProperty('date');
    expect(stdout).toContain('1 page is rendered as before: date was left out.\n');
  });

  test('is named with both URLs where it follows YouTube to another', async () => {
    const follow = `${basics[config]}fields: { slug: { update: until-edited } }\n`;
    const { cwd, run } = await importInto({ [config]: follow });
    writeFiles(cwd, { '../channel.json': makeSnapshot([{ ...video, title: 'New title' }]) });
    const plan = parsePlan((await run('--dry-run', '--json')).stdout);
    expect(plan.changes).toMatchObject([
      { url: '/videos/new-title', movedFrom: '/videos/old-youtube-title' },
    ]);
    const { stdout } = await run();
    expect(stdout).toMatch(
      /^1 page moves, and the old URL becomes an alias:\n.*\n {4}from {2}\/videos\/old-youtube-title\n {4}to {4}\/videos\/new-title$/m,
    );
    expect(readFront(cwd, `content/videos/${id}/index.md`)['aliases']).toContain('/videos/old-youtube-title');
  });
});

describe('existing: leave', () => {
  const path = 'content/videos/talk.md';
  const files = {
    [path]: `---\ntitle: Old YouTube title\nvideoId: ${id}\n---\nMine.\n`,
    [config]: `${basics[config]}existing: leave\n`,
  };
  const other: VideoSpec = { id: 'v000000002_', title: 'Another' };

  test('writes into no page that was there, counts what it leaves, and makes new ones', async () => {
    const { cwd, run, stdout } = await importInto(files, [video, other]);
    expect(readText(cwd, path)).toBe(files[path]);
    expect(stdout).toMatch(
      /^1 page is left as it is \(existing: leave\), where imports would write: .*description on 1 page/m,
    );
    expect(stdout).toContain('1 created, 0 updated, 1 unchanged');
    writeFiles(cwd, { '../channel.json': makeSnapshot([video, { ...other, title: 'Newer' }]) });
    expect((await run()).stdout).toContain('0 created, 1 updated, 1 unchanged');
    expect(readText(cwd, path)).toBe(files[path]);
  });

  test('adds the old URL to both lists where a page moves, and nothing else', async () => {
    const { cwd, run } = await importInto(files);
    writeFiles(cwd, { [path]: files[path]?.replace('title:', 'slug: moved\ntitle:') ?? '' });
    await run();
    expect(readFront(cwd, path)).toEqual({
      slug: 'moved',
      title: 'Old YouTube title',
      videoId: id,
      aliases: ['/videos/talk'],
      aliasesArchive: ['/videos/talk'],
    });
    const after = readFiles(cwd);
    expect((await run()).stdout).toContain('0 created, 0 updated');
    expect(readFiles(cwd)).toEqual(after);
  });

  test('forgets nothing: with fill, and back, the page follows from where it was first seen', async () => {
    const { cwd, run } = await importInto(files);
    writeFiles(cwd, { '../channel.json': makeSnapshot([{ ...video, title: 'New title' }]) });
    expect((await run()).stdout).toContain('title on 1 page');
    writeFiles(cwd, { [config]: basics[config] });
    await run();
    const filled = readFront(cwd, path);
    expect(filled).toMatchObject({ title: 'New title', tags: ['oak'] });
    expect(filled).not.toHaveProperty('layout');
    writeFiles(cwd, { [config]: files[config] ?? '', '../channel.json': makeSnapshot([video]) });
    await run();
    expect(readFront(cwd, path)).toEqual(filled);
    writeFiles(cwd, { [config]: basics[config] });
    await run();
    expect(readFront(cwd, path)['title']).toBe('Old YouTube title');
  });
});

test('--max-new makes the newest pages first, and the next import continues', async () => {
  const specs = Array.from({ length: 5 }, (_, number) => ({
    id: `v00000000${number}_`,
    title: `Talk ${number}`,
    publishedAt: `202${number}-01-01T00:00:00Z`,
  }));
  const { cwd, run, stdout } = await importInto({}, specs, ['--max-new', '2']);
  const made = () => listPages(cwd).map((path) => path.split('/').at(-2));
  expect(stdout).toContain('Skipped 3: beyond --max-new (the next import continues)\n');
  expect(made()).toEqual(['v000000003_', 'v000000004_']);
  expect((await run('--max-new', '2')).stdout).toContain('2 created, 0 updated, 2 unchanged, 1 skipped');
  expect(made()).toHaveLength(4);
});
