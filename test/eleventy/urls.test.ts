import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readData } from '../../src/frontmatter/read-data.ts';
import { findServedUrl } from '../../src/generators/eleventy/served-url.ts';
import { readConfig } from '../../src/generators/eleventy/site-config.ts';
import { writeFiles } from '../jekyll/jekyll.ts';
import { findEleventy, listBuilt } from './eleventy.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-eleventy-urls-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const eleventy = await findEleventy();

/** Sites: their own files, and where pages lie. */
const sites: Record<string, { files: Record<string, string>; input?: string }> = {
  'no configuration': { files: {} },
  'input in an object': {
    files: { 'eleventy.config.js': 'module.exports = () => ({ dir: { input: "src", output: "_site" } });' },
    input: 'src',
  },
  'input by a call': {
    files: {
      '.eleventy.js':
        'module.exports = (config) => { config.setInputDirectory("./site/pages/"); /* input: "no" */ return { pathPrefix: "/repo/" }; };',
    },
    input: 'site/pages',
  },
  'Nunjucks in Markdown': {
    files: {
      'eleventy.config.mjs':
        'export default () => {};\nexport const config = { markdownTemplateEngine: "njk", htmlTemplateEngine: "njk", dir: { input: "src" } };',
    },
    input: 'src',
  },
  'no templates in Markdown': {
    files: { 'eleventy.config.js': 'module.exports = () => ({ markdownTemplateEngine: false });' },
  },
  'data of folders': {
    files: {
      'videos/videos.json': '{ "permalink": "/watch/{{ page.fileSlug }}/" }',
      'videos/series/series.11tydata.json':
        '{ "permalink": "/s/{{ kind }}/{{ page.fileSlug }}.html", "kind": "from data" }',
      'videos/series/my-talk.json': '{ "permalink": "/own-data/" }',
      'docs/docs.11tydata.js': 'module.exports = { layout: "page.njk", tags: ["docs"] };',
      '_includes/page.njk':
        '---\npermalink: "/layout/{{ page.filePathStem }}.html"\n---\n{{ content | safe }}',
    },
  },
  layouts: {
    files: {
      'eleventy.config.js':
        'module.exports = () => ({ dir: { input: "src", includes: "_parts", layouts: "_layouts" } });',
      'src/_layouts/base.njk': '{{ content | safe }}',
      'src/_layouts/post.html':
        '---\nlayout: base\npermalink: "/post/{{ page.fileSlug }}/"\n---\n{{ content }}',
      'src/_layouts/plain.liquid': '---\nlayout: base.njk\n---\n{{ content }}',
      'src/videos/videos.json': '{ "layout": "post" }',
      'src/src.json': '{ "section": "all" }',
    },
    input: 'src',
  },
  'data that code decides': {
    files: {
      'videos/videos.11tydata.js':
        'module.exports = { permalink: (data) => "/computed/" + data.page.fileSlug + "/" };',
      'docs/docs.11tydata.cjs':
        'module.exports = { eleventyComputed: { permalink: () => "/c/" + Math.random() + "/" } };',
    },
  },
  'permalinks from global data': {
    files: {
      'eleventy.config.js':
        'module.exports = (c) => { c.addGlobalData("permalink", () => (data) => "/g" + data.page.filePathStem + "/"); };',
    },
  },
  'a global layout': {
    files: {
      '_data/layout.json': '"page.njk"',
      '_includes/page.njk': '---\npermalink: "/one{{ page.filePathStem }}/"\n---\n{{ content | safe }}',
    },
  },
  'an input that is computed': {
    files: {
      'eleventy.config.js': 'const input = "s" + "rc";\nmodule.exports = () => ({ dir: { input } });',
    },
    input: 'src',
  },
  'an input on the command line': {
    files: { 'package.json': '{ "scripts": { "build": "eleventy --input=src" } }' },
    input: 'src',
  },
};

const names = fc.constantFrom(
  'my-talk',
  'My Talk',
  'a.b',
  'ünï',
  'index',
  '2020-01-02-dated',
  'same',
  'Upper',
  '50% off',
  "it's",
  '_under',
  'x,y',
  'c++',
  'q?',
  '#hash',
);
const folders = fc.constantFrom(
  '',
  'videos',
  'videos',
  'videos/series',
  'docs',
  'docs/Deep Folder',
  '_drafts',
  '2021-03-04-dated',
  'videos/videos',
);
const path = fc.tuple(folders, names, fc.constantFrom('.md', '.md', '.md', '.html', '.markdown'));

const frontMatter = fc.record(
  {
    title: fc.constantFrom('A title', 'Plain words 24', 'CI/CD & 7', "it's", 'Ünï', '"2020"'),
    slug: fc.constantFrom('a-slug', 'A Slug', 'one-two', '2021', 'ünï', 'b-c', 'd', '"007"', '2020-01-02'),
    permalink: fc.constantFrom(
      '/plain/',
      'relative/x/',
      '/file.html',
      '/a/../b/',
      '//twice//over/',
      'false',
      '""',
      'null',
      '/Ünï/x.htm',
      '/with space/',
      '/p/%41/',
      '"/v/{{ slug }}/"',
      '"/t/{{ title | slugify }}/"',
      '"/t/{{ title | slug }}.html"',
      '"/f/{{ page.fileSlug }}/"',
      '"{{ page.filePathStem }}/x/"',
      '{ build: "/b/{{ slug }}/" }',
      '{}',
      '"/i/index.html"',
      '/index.html',
      '"/{{slug}}/"',
    ),
    layout: fc.constantFrom('base', 'plain', 'post', 'missing'),
    templateEngineOverride: fc.constantFrom('md'),
    date: fc.constant('2020-04-14T19:09:07Z'),
  },
  { requiredKeys: ['title', 'slug'] },
);
const rare = fc.constantFrom<readonly string[]>(
  ['permalink', 'layout', 'templateEngineOverride'],
  ['layout', 'templateEngineOverride'],
  ['layout', 'templateEngineOverride'],
  ['layout'],
  ['templateEngineOverride', 'permalink'],
);
const page = fc.tuple(path, frontMatter, rare);

/** Eleventy refuses to write two pages to one file: each gets names of its own. */
function placePage([folder, name, ending]: [string, string, string], number: number): string {
  const own =
    name === 'index' || name === 'same' ? `n${number}/${name === 'index' ? name : `n${number}`}` : '';
  return `${folder === '' ? '' : `${folder}/`}${own === '' ? `${name}-${number}` : own}${ending}`;
}

function makeBlock(keys: Record<string, string>, left: readonly string[], number: number): string {
  const lines = Object.entries(keys)
    .filter(([key]) => !left.includes(key))
    .map(([key, value]) => {
      const isOwn = key !== 'permalink' || /^(false|""|null|\{\})$/.test(value);
      return `${key}: ${isOwn ? value : value.replace(/^(\{ build: )?("?)\/?/, `$1$2/n${number}/`)}\n`;
    });
  return lines.join('');
}

/** A file that is written is served under its path, `index.html` under its folder. */
function toUrl(file: string): string {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

/** Sites whose code decides URLs: there they are often unknown. */
const isCode = /code|global|computed/;

describe.skipIf(eleventy === null)('where Eleventy serves a page', () => {
  const counts = { known: 0, unknown: 0 };

  test.each(Object.entries(sites))('%s', async (name, { files, input }) => {
    const folder = join(root, name.replaceAll(' ', '-'));
    writeFiles(folder, files);
    const place = input === undefined ? '' : `${input}/`;
    const hasLayouts = name === 'layouts';
    const seed = Object.keys(sites).indexOf(name);
    const pages = new Map(
      fc.sample(page, { numRuns: 150, seed }).map(([parts, keys, left], number) => {
        const { layout, ...others } = keys;
        const kept =
          hasLayouts && layout !== undefined && layout !== 'missing' ? { ...others, layout } : others;
        return [`${place}${placePage(parts, number)}`, makeBlock(kept, left, number)] as const;
      }),
    );
    for (const [file, block] of pages) writeFiles(folder, { [file]: `---\n${block}---\nText\n` });
    const flags = /--input=\w+/.exec(files['package.json'] ?? '') ?? [];
    const built = await listBuilt(eleventy ?? '', folder, ...flags);
    const text = Object.entries(files).find(([path]) => /^\.?eleventy/.test(path))?.[1] ?? '';
    const config = readConfig(text, files['package.json'] ?? '');
    const wrong: string[] = [];
    for (const [file, block] of pages) {
      const told = built.get(file);
      const url = findServedUrl(file, readData(block, 'yaml'), config, new Map(Object.entries(files)));
      if (told !== undefined && !isCode.test(name)) {
        counts[url === null ? 'unknown' : 'known']++;
      }
      if (url !== null && url !== (told === undefined ? undefined : toUrl(told))) {
        wrong.push(`${file} is ${told}, not ${url}\n${block}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is hardly ever unknown', () => {
    expect(counts.unknown).toBeLessThan(counts.known * 0.05);
  });
});
