import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { buildAstro, findAstro } from '../astro/astro.ts';
import { findEleventy, runEleventy } from '../eleventy/eleventy.ts';
import { hasJekyll, runJekyll } from '../jekyll/jekyll.ts';
import { type Files, readFiles, readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const eleventy = await findEleventy();
const astro = await findAstro();

interface Site {
  name: string;
  files: Files;
  /** The folder that is built. */
  built: string;
  /** What a person does to a page later: its file, what stands there, and what instead of it. */
  move: [file: string, from: string, to: string];
  /** Whether the generator serves old URLs itself: else the host does, by its rules. */
  redirects: boolean;
  build: ((folder: string) => Promise<void>) | null;
}

/** Pages as people wrote them, under all kinds of URLs; those in a folder of videos name one each. */
function makePages(names: string[], extra: (number: number) => string = () => ''): Files {
  return Object.fromEntries(
    names.map((name, number) => [
      name,
      `---\ntitle: My words ${number}\n${name.includes('videos') ? `videoId: ${makeVideoId(number)}\n` : ''}${extra(number)}---\nBraces of mine: {{ title }}{{ page.title }}.\n`,
    ]),
  );
}

async function runChecked(run: { exitCode: number; output: string }): Promise<void> {
  expect([run.exitCode, run.output]).toEqual([0, '']);
}

const jekyllPages = makePages(
  [
    '_videos/a-talk.md',
    '_videos/series/Deep One.md',
    '_videos/2020-01-02-dated.md',
    'docs/about.md',
    '_posts/2020-05-06-a-post.md',
    'es/_posts/2020-05-07-otro.md',
    '_videos/own.md',
    '_videos/slugged.md',
  ],
  (number) =>
    [
      '',
      '',
      '',
      '',
      'categories: [Talks]\n',
      'date: 2020-05-07 23:30:00 +0000\n',
      'permalink: /own/:title.html\n',
      'slug: Its Own\n',
    ][number] ?? '',
);

const sites: Site[] = [
  {
    name: 'Jekyll',
    files: {
      '_config.yml':
        'plugins: [jekyll-redirect-from]\ntimezone: Europe/Berlin\ncollections: { videos: { output: true } }\nexclude: [tubematter.config.yaml, tubematter-lock.json, channel.json, before]\ndefaults:\n  - { scope: { path: "", type: videos }, values: { permalink: "/watch/:path/" } }\n',
      ...jekyllPages,
    },
    built: '_site',
    move: ['_videos/own.md', '/own/:title.html', '/moved/:title/'],
    redirects: true,
    build: hasJekyll() ? (folder) => runChecked(runJekyll(folder)) : null,
  },
  {
    name: 'Eleventy',
    files: {
      'eleventy.config.js': 'module.exports = () => ({ dir: { input: "src" } });',
      'src/videos/series/series.json': '{ "permalink": "/s/{{ page.fileSlug }}.html" }',
      'src/_includes/base.njk': '---\npermalink: "/l/{{ page.fileSlug }}/"\n---\n{{ content | safe }}',
      ...makePages(
        [
          'src/videos/a-talk.md',
          'src/videos/Upper Case.md',
          'src/videos/series/one.md',
          'src/videos/2020-01-02-dated.md',
          'src/blog/index.md',
          'src/videos/own.md',
          'src/videos/laid-out.md',
        ],
        (number) =>
          [
            '',
            'slug: not-used\n',
            '',
            '',
            '',
            'permalink: "/own/{{ title | slugify }}/"\n',
            'layout: base.njk\n',
          ][number] ?? '',
      ),
    },
    built: '_site',
    move: ['src/videos/own.md', '/own/{{', '/moved/{{'],
    redirects: false,
    build:
      eleventy === null
        ? null
        : async (folder) => {
            const { exitCode, stderr } = await runEleventy(eleventy, folder, '--quiet');
            await runChecked({ exitCode, output: stderr });
          },
  },
  {
    name: 'Astro',
    files: {
      'package.json': '{ "type": "module" }',
      'astro.config.mjs': 'export default {};',
      'src/content.config.ts':
        "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\nconst videos = defineCollection({ loader: glob({ base: './src/content/videos', pattern: '**/*.md' }) });\nexport const collections = { videos };\n",
      'src/pages/watch/[...slug].astro':
        "---\nimport { getCollection, render } from 'astro:content';\nexport const getStaticPaths = async () =>\n  (await getCollection('videos')).map((entry) => ({ params: { slug: entry.id }, props: { entry } }));\nconst { Content } = await render(Astro.props.entry);\n---\n<Content />\n",
      ...makePages(
        [
          'src/content/videos/a-talk.md',
          'src/content/videos/Series Two/Über uns.md',
          'src/content/videos/own.md',
        ],
        (number) => ['', '', 'slug: Own/Slug\n'][number] ?? '',
      ),
    },
    built: 'dist',
    move: ['src/content/videos/own.md', 'Own/Slug', 'moved'],
    redirects: false,
    build:
      astro === null
        ? null
        : (folder) => {
            rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
            return buildAstro(astro, folder);
          },
  },
];

const countOf = ({ files }: Site) => Object.values(files).filter((text) => text?.includes('videoId')).length;

test.each(sites)(
  '$name: a first import moves no page and changes none; what moves later is redirected',
  async (site) => {
    const { files, built, build, move, redirects } = site;
    if (build === null) return expect(build).toBeNull();
    const cwd = makeFolder(files);
    const pages = countOf(site);
    const snapshot = (prefix: string) =>
      makeSnapshot(
        [...Array(pages + 3).keys()].map((number) => ({ title: `${prefix} ${number}: {{ x }} {% y %}` })),
      );
    writeFileSync(join(cwd, 'channel.json'), snapshot('On YouTube'));
    await build(cwd);
    const before = readFiles(join(cwd, built));
    cpSync(join(cwd, built), join(cwd, 'before'), { recursive: true });

    expect(
      (await runTubematter(['init', '--channel', '@name', '--yes', '--workflow', 'none'], { cwd })).exitCode,
    ).toBe(0);
    const first = await runTubematter(['import', '--from', 'channel.json'], { cwd });
    expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining(' 0 problems')]);
    await build(cwd);
    const check = () => runTubematter(['check', '--built', built, '--before', 'before'], { cwd });
    expect(await check()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(' 0 dead') });
    const after = readFiles(join(cwd, built));
    for (const [file, text] of Object.entries(before)) {
      if (file.endsWith('.html')) expect([file, after[file]]).toEqual([file, text]);
    }

    const second = await runTubematter(['import', '--from', 'channel.json'], { cwd });
    expect(second.stdout).toMatch(/^0 created, 0 updated/m);
    expect((await runTubematter(['check'], { cwd })).exitCode).toBe(0);

    const [file, from, to] = move;
    const moved = readText(cwd, file).replace(from, to);
    expect(moved).toContain(to);
    writeFiles(cwd, { [file]: moved });
    const third = await runTubematter(['import', '--from', 'channel.json'], { cwd });
    expect([third.exitCode, third.stdout]).toEqual([0, expect.stringContaining('0 created, 1 updated')]);
    const isHosts = /^1 old URL needs a redirect of the host: `tubematter redirects` writes it/m.test(
      third.stdout,
    );
    expect(isHosts).toBe(!redirects);
    await build(cwd);
    const rules = ['redirects', '--format', 'netlify', '--output', join(built, '_redirects')];
    if (!redirects) expect((await runTubematter(rules, { cwd })).exitCode).toBe(0);
    expect(await check()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(' 1 redirected, 0 dead'),
    });
  },
);
