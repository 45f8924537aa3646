import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, readFiles, readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { repository } from '../package/install.ts';

/** Sites without a layout, and where those of the example go. */
const bare: Record<string, { files: Files; place?: (path: string) => string; player: string }> = {
  hugo: { files: { 'hugo.toml': '' }, player: 'layouts/partials/video-player.html' },
  jekyll: { files: { '_config.yml': 'title: x\n' }, player: '_includes/video-player.html' },
  eleventy: {
    files: { 'package.json': '{ "devDependencies": { "@11ty/eleventy": "3" } }', 'index.md': 'Hello\n' },
    place: (path) => `src/${path}`,
    player: '_includes/video-player.njk',
  },
  astro: {
    files: { 'astro.config.mjs': '', 'src/pages/index.astro': '', 'src/layouts/Page.astro': '' },
    player: 'src/components/VideoPlayer.astro',
  },
};

/** What `init` makes of a site: the files that were not there. */
async function init(cwd: string, files: Files, ...flags: string[]) {
  writeFiles(cwd, files);
  const args = ['init', '--channel', '@name', '--workflow', 'none', ...flags];
  const { exitCode, stdout, stderr } = await runTubematter(args, { cwd });
  expect([exitCode, stderr]).toEqual([0, '']);
  const all = Object.entries(readFiles(cwd)).filter(([path]) => !path.endsWith('/') && !(path in files));
  const { 'tubematter.config.yaml': config, ...made } = Object.fromEntries(all);
  expect(config).toBeDefined();
  return { made, stdout };
}

describe.concurrent.each(Object.entries(bare))('a site of %s that has no layout', (name, site) => {
  test('gets those of the example, each said, and once', async () => {
    const cwd = makeFolder();
    const { made, stdout } = await init(cwd, site.files);
    expect(Object.keys(made)).toContain(site.player);
    for (const [path, text] of Object.entries(made)) {
      expect(stdout).toContain(`Wrote ${path}\n`);
      expect(text).toBe(readFiles(join(repository, 'examples', name))[site.place?.(path) ?? path]);
    }
    const again = await init(cwd, site.files, '--force');
    expect([again.made, again.stdout]).toEqual([made, expect.not.stringContaining('Wrote')]);
  });

  test('keeps a file of its own that has the name of one of them', async () => {
    const cwd = makeFolder();
    await init(cwd, { ...site.files, [site.player]: 'mine\n' }, '--force');
    expect(readText(cwd, site.player)).toBe('mine\n');
  });
});

test.concurrent.each<[name: string, files: Files, flags: string[]]>([
  ['Hugo with templates', { 'hugo.toml': '', 'layouts/single.html': '' }, []],
  ['Hugo with a theme', { 'hugo.toml': 'theme = "x"\n' }, []],
  ['Hugo with the layouts of another folder', { 'hugo.toml': 'layoutDir = "templates"\n' }, []],
  ['Hugo with the preset of other pages', { 'hugo.toml': '' }, ['--preset', 'seed']],
  ['Jekyll with a theme', { '_config.yml': 'theme: minima\n' }, []],
  ['Jekyll with layouts', { '_config.yml': '', '_layouts/post.html': '' }, []],
  ['Eleventy with layouts', { '.eleventy.js': '', '_includes/base.njk': '' }, []],
  ['Eleventy with data of its pages', { '.eleventy.js': '', 'videos/videos.json': '{"layout": "x"}' }, []],
  ['Eleventy with pages outside of it', { '.eleventy.js': '' }, ['--content', '../videos']],
  ['Eleventy with pages everywhere', { '.eleventy.js': 'c.setInputDirectory("src")' }, ['--content', 'src']],
  ['Eleventy with includes elsewhere', { '.eleventy.js': 'c.setIncludesDirectory("parts")' }, []],
  [
    'Astro with a route',
    { 'astro.config.mjs': '', 'src/pages/talks/[slug].astro': 'getCollection("videos")' },
    [],
  ],
  ['Astro with pages elsewhere', { 'astro.config.mjs': '' }, ['--content', 'src/content/talks']],
  ['Astro with other URLs', { 'astro.config.mjs': '' }, ['--url', '/talks/{slug}']],
  ['pages that are there', { '_config.yml': '', '_a/a.md': '---\nyoutube: abcdefghij1\n---\n' }, []],
  ['no site', {}, []],
])('a site gets no layout: %s', async (_, files, flags) => {
  expect((await init(makeFolder(), files, ...flags)).made).toEqual({});
});

test('Hugo serves no page without a layout: also a site with pages gets it', async () => {
  const files = { 'hugo.toml': '', 'content/videos/w.md': '+++\nvideoId = "abcdefghij1"\n+++\n' };
  const { made, stdout } = await init(makeFolder(), files);
  expect(Object.keys(made)).toContain('layouts/_default/single.html');
  expect(stdout).not.toContain('Left to do');
});

test('the four players are one', () => {
  const places = [
    'hugo/static',
    'jekyll/assets',
    'eleventy/src/_includes',
    'astro/src/scripts',
    'astro/src/styles',
  ];
  for (const name of ['video-player.js', 'videos.css']) {
    const files = places
      .map((place) => join(repository, 'examples', place, name))
      .filter((file) => existsSync(file));
    expect(files.length).toBe(4);
    expect(new Set(files.map((file) => readText(file, ''))).size).toBe(1);
  }
});
