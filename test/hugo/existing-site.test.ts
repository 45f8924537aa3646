import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VideoSpec } from '../api/resources.ts';
import { type Files, readFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';

/** One id a page; the videos have other titles and descriptions than the pages. */
const idOf = (number: number) => `v${String(number).padStart(9, '0')}_`;

/** Pages as people write them: what is there, in which order, and where. */
const pages: [path: string, front: string, body?: string][] = [
  ['ep-042.md', 'title: My first talk'],
  ['Second Talk.md', 'title: "A talk: with a colon"\ntags: []\ncategories: []'],
  ['bundle/index.md', 'title: In a bundle\ndate: 2019-05-06'],
  ['slugged.md', 'slug: my-own-slug\ntitle: With a slug'],
  ['with-url.md', 'url: /talks/by-url/\ntitle: With a URL'],
  ['tokens.md', 'title: Hand-made title\nurl: /resources/videos/:slug'],
  ['no-title.md', 'description: Nothing but this'],
  ['empty.md', 'title: Without a body\nlayout: talk', ''],
  ['aliased.md', 'title: Aliased\naliases: /old/one /old/two'],
  ['2020/deep/page.md', 'date: 2020-02-03T04:05:06Z\ntitle: Deep down'],
  ['braces.md', 'title: Braces\ndraft: false', 'Between {braces} and `{{ code }}`.'],
  ['2021-03-04-dated.md', 'title: Dated by its name'],
];

const layouts: Files = {
  'layouts/_default/single.html':
    '<h1>{{ .Title }}</h1><div>{{ .Content }}</div><p>single {{ .Params.videoId }}</p>',
  'layouts/_default/list.html': '<p>list</p>',
  'layouts/_default/video.html': '<p>the page is shown in another way</p>',
  'layouts/_default/talk.html': '<h2>{{ .Title }}</h2>{{ .Content }}',
};

const hugoConfigs: Record<string, string> = {
  'no permalinks': '',
  'permalinks with slugs': "[permalinks]\nvideos = '/talks/:slug/'\n",
  'permalinks with dates': "[permalinks]\nvideos = '/:year/:month/:title/'\n",
  'permalinks with file names': "[permalinks]\nvideos = '/t/:filename/'\n",
  uglyURLs: 'uglyURLs = true\n',
};

const older = `content: content/videos
urls: { page: '/videos/{slug}' }
fields:
  slug: { update: if-missing }
  url: { update: if-missing }
  layout: { update: if-missing }
  permalink: { value: '/videos/:slug/', update: if-missing }
  render_with_liquid: { value: false, update: if-missing }
  templateEngineOverride: { value: md, update: if-missing }
`;
const configs: Record<string, string | string[]> = {
  'a config as init wrote it before': older,
  'the same, left alone': `${older}existing: leave\n`,
  'the seed preset': "content: content/videos\nurls: { page: '/videos/{slug}' }\n",
  'slug: until-edited': 'content: content/videos\nfields: { slug: { update: until-edited } }\n',
  'init --yes': [],
  'init --yes, with existing: fill': ['--existing', 'fill'],
  'init --yes --preset minimal': ['--preset', 'minimal', '--existing', 'fill'],
};

const specs: VideoSpec[] = [
  ...pages.map((_, number) => ({ id: idOf(number), title: `Old YouTube title ${number}`, tags: ['oak'] })),
  { id: idOf(90), title: 'A new video' },
  { id: idOf(91), title: 'Welcome' },
];

function writeSite(hugoConfig: string, config: string | string[]): string {
  const content = pages.map(([path, front, body = 'Words of the page.']) => {
    const number = pages.findIndex(([other]) => other === path);
    return [`content/videos/${path}`, `---\n${front}\nvideoId: ${idOf(number)}\n---\n${body}\n`];
  });
  return makeFolder({
    'hugo.toml': `baseURL = 'https://example.org/'\ndisableKinds = ['RSS', 'sitemap', '404', 'taxonomy', 'term']\n${hugoConfig}`,
    ...layouts,
    ...Object.fromEntries(content),
    'content/videos/hello.md': '---\ntitle: Hello\nslug: welcome\n---\nBy hand.\n',
    'content/videos/_index.md': '---\ntitle: Videos\n---\n',
    '../channel.json': makeSnapshot(specs),
    ...(typeof config === 'string' && { 'tubematter.config.yaml': config }),
  });
}

/** Builds the site. @returns the built files by path */
function build(hugo: string, cwd: string): Files {
  rmSync(join(cwd, 'public'), { recursive: true, force: true });
  const { exitCode, stdout, stderr } = runHugo(hugo, cwd, ['--quiet']);
  expect(exitCode, stdout + stderr).toBe(0);
  return readFiles(join(cwd, 'public'));
}

/** Whether a file is no page of its own: a redirect, or a list. */
const isOther = (html: string) => /http-equiv="?refresh|<p>list<\/p>/.test(html);

/** A seventh of them is tried in each run of the suite: `FIRST_IMPORTS=all` tries all. */
const cases = Object.keys(hugoConfigs)
  .flatMap((site, at) => Object.keys(configs).map((name, number) => ({ site, name, isTried: number === at })))
  .flatMap((one) => hugoVariables.map((variable) => ({ ...one, variable })))
  .filter(({ isTried }) => isTried || process.env['FIRST_IMPORTS'] === 'all');

describe('a first import into a site that exists', () => {
  test.for(cases)(
    '$variable, $site, $name: no URL dies, and every page shows what it showed',
    async ({ variable, site, name }, context) => {
      const hugo = findHugo(variable);
      if ('reason' in hugo) return context.skip(hugo.reason);
      const config = configs[name] ?? '';
      const cwd = writeSite(hugoConfigs[site] ?? '', config);
      if (typeof config !== 'string') {
        const init = ['init', '--yes', '--channel', '@name', '--workflow', 'none', ...config];
        expect((await runTubematter(init, { cwd })).exitCode).toBe(0);
      }
      const before = build(hugo.path, cwd);
      const sources = readFiles(join(cwd, 'content'));
      await runTubematter(['check', '--built', 'public', '--urls', 'before.txt'], { cwd });

      const imported = await runTubematter(['import', '--from', '../channel.json'], { cwd });
      expect([imported.exitCode, imported.stderr]).toEqual([0, expect.any(String)]);
      const after = build(hugo.path, cwd);
      const compared = await runTubematter(['check', '--built', 'public', '--before', 'before.txt'], { cwd });
      expect(compared.exitCode, compared.stdout).toBe(0);

      for (const [path, html] of Object.entries(before)) {
        if (!path.endsWith('.html') || isOther(String(html))) continue;
        expect(omitNewTitle(String(after[path])), path).toBe(omitNewTitle(String(html)));
      }
      const leaves = name.includes('left') || name === 'init --yes';
      const now = readFiles(join(cwd, 'content'));
      for (const [path, text] of Object.entries(sources)) if (leaves) expect(now[path], path).toBe(text);
      const again = await runTubematter(['import', '--from', '../channel.json'], { cwd });
      expect(again.stdout).toMatch(/^0 created, 0 updated/m);
    },
  );
});

/** A page without a title gets YouTube's, if that does not move it; all else is what it was. */
function omitNewTitle(html: string): string {
  return html.replace(/<h1>(Old YouTube title 6)?<\/h1>/, '');
}
