import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readData } from '../../src/frontmatter/read-data.ts';
import { findServedUrl } from '../../src/generators/jekyll/served-url.ts';
import { readConfig } from '../../src/generators/jekyll/site-config.ts';
import { hasJekyll, listBuilt, writeFiles } from './jekyll.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-jekyll-urls-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const configs: Record<string, string> = {
  'nothing said': '',
  collection: 'collections: { videos: { output: true }, talks: { output: false } }',
  'permalink of a collection': 'collections: { videos: { output: true, permalink: "/v/:name/" } }',
  'path and ending': 'collections: { videos: { output: true, permalink: "/:collection/:path:output_ext" } }',
  'title and date':
    'collections: { videos: { output: true, permalink: "/:year/:i_month/:title" } }\nfuture: true',
  pretty: 'permalink: pretty\ncollections: { videos: { output: true } }',
  none: 'permalink: none\ncollections: [videos, posts]',
  ordinal: 'permalink: ordinal\ntimezone: America/Los_Angeles\ncollections: { videos: { output: true } }',
  weekdate: 'permalink: weekdate\ntimezone: Europe/Berlin',
  'own pattern':
    'permalink: /blog/:year-:short_year/:short_month/:day_:slug/\ntimezone: Asia/Tokyo\nunpublished: true',
  'own pattern with an ending':
    'permalink: /:categories/:w_year/:week/:w_day/:y_day/:title.html\nbaseurl: /repo',
  'slugged categories':
    'permalink: /:slugified_categories/:long_month/:i_day/:hour/:title:output_ext\ntimezone: UTC',
  'folder of collections':
    'collections_dir: content\ncollections: { videos: { output: true } }\ndefaults:\n  - { scope: { path: content/_videos/series }, values: { permalink: /s/:slug/ } }\n  - { scope: { path: content/deep/* }, values: { permalink: /deep/:title/ } }',
  source:
    'source: src\ncollections: { videos: { output: true, permalink: "/:collection/:slug:output_ext" } }',
  defaults: `collections: { videos: { output: true, permalink: /never/ } }
defaults:
  - { scope: { path: "" }, values: { permalink: /any/:title/ } }
  - { scope: { path: "", type: videos }, values: { permalink: "/videos/:path/", categories: tools } }
  - { scope: { path: _videos/series, type: videos }, values: { permalink: "/series/:name.html" } }
  - { scope: { path: docs }, values: { permalink: "/d/:path/:basename:output_ext", published: true } }
  - { scope: { type: post }, values: { permalink: "/p/:categories/:slug/", category: all } }`,
  'defaults by pattern': `collections: { videos: { output: true } }
defaults:
  - { scope: { path: "_vid*/series" }, values: { permalink: /a/:title/ } }
  - { scope: { path: "docs/*/deep" }, values: { permalink: /b/:path/:basename/ } }
  - { scope: { path: "**/b*", type: pages }, values: { permalink: /c/:path/:basename/ } }`,
  'exclude and include':
    'collections: { videos: { output: true } }\nexclude: [docs/a, "_videos/*x*", Gemfile]\ninclude: [_notes, .hidden.md]',
};

const names = fc.constantFrom(
  'my-talk',
  'My Talk',
  'a.b',
  'node.js-20',
  'ünï',
  'x_y',
  '_hidden',
  '.dot',
  '#hash',
  'tilde~',
  'index',
  'c++',
  '50% off',
  'a&b',
  'ends.',
  'İstanbul ΟΔΟΣ',
  '2020',
  '2019-02-03-dated',
  '20-2-3-short',
  'docs',
  'README',
  'b1',
  'a%20b',
  'x,y;z=1@home',
  'q?',
);
const folders = fc.constantFrom(
  '',
  '',
  '_videos',
  '_videos',
  '_videos',
  '_videos/series',
  '_videos/series/deep',
  '_videos/_private',
  '_videos/a/_b',
  '_talks',
  '_posts',
  '_posts',
  '_posts/sub',
  'es/_posts',
  'Deep Folder/x/_posts',
  '_drafts',
  'docs',
  'docs/a/deep',
  '_notes',
  'deep/x',
  '_posts',
);
const dates = fc.constantFrom('2020-01-02', '2021-12-31', '2018-7-4');
const path = fc
  .tuple(folders, names, dates, fc.constantFrom('.md', '.md', '.md', '.markdown', '.html'))
  .map(([folder, name, date, ending]) => {
    const dated = folder.includes('_posts') && !name.startsWith('20') ? `${date}-${name}` : name;
    return `${folder === '' ? '' : `${folder}/`}${dated}${ending}`;
  });

const permalinks = [
  '/own/:title/',
  'relative',
  '/file.html',
  '/with.dots/x',
  '/:year/:month/:slug',
  '//twice/',
  '/:categories/:title:output_ext',
  '/:collection/:name',
  '/u/%C3%BC/',
  '/a/../b/',
  '/x.htm',
  '/path/:path/end',
  '/:short_year/:y_day/:slug',
  '/ü n/:slug/',
  '/index.html',
];
const frontMatter = fc.record(
  {
    title: fc.constant('A title: here'.replace(':', '')),
    slug: fc.constantFrom('a-slug', 'A Slug', 'CI/CD 24/7', "it's", 'ünï ß', 'a.b_c~d', '""', 'null'),
    date: fc.constantFrom(
      '2020-03-01',
      '2020-12-31 23:30:00 +0000',
      '2020-12-31 23:30:00 -0800',
      '2021-01-01T00:10:00Z',
      '2020-05-05 10:00:00',
      '"2020-05-05 23:59:00"',
      '2020-05-05 10:00',
      '2099-01-01',
    ),
    permalink: fc.constantFrom(...permalinks),
    categories: fc.constantFrom('one', 'one Two', '[One, two words]', '[ünï & co]', '[]', 'null', '[2020]'),
    category: fc.constantFrom('single', 'two words', '[a, b]'),
    published: fc.constantFrom('true', 'false'),
    layout: fc.constant('none'),
  },
  { requiredKeys: ['title'] },
);
const rare = fc.constantFrom<readonly string[]>(
  [],
  [],
  ['permalink'],
  ['slug', 'permalink'],
  ['categories'],
  ['date'],
);
const page = fc.tuple(path, frontMatter, rare).map(([file, keys, left]) => {
  const lines = Object.entries(keys)
    .filter(([key]) => !left.includes(key))
    .map(
      ([key, value]) => `${key}: ${value.startsWith('/:') || value.includes(':') ? quote(value) : value}\n`,
    );
  return { file, block: lines.join('') };
});

function quote(value: string): string {
  return /^["\d]/.test(value) ? value : `"${value}"`;
}

/** A file that is written is served under its path, `index.html` under its folder. */
function toUrl(file: string): string {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

describe.skipIf(!hasJekyll())('where Jekyll serves a page', () => {
  const counts = { known: 0, unknown: 0 };

  test.each(Object.entries(configs))('%s', (name, config) => {
    const folder = join(root, name.replaceAll(' ', '-'));
    const source = /^source: (.*)$/m.exec(config)?.[1];
    const dir = /^collections_dir: (.*)$/m.exec(config)?.[1];
    const pages = new Map(
      fc.sample(page, { numRuns: 200, seed: Object.keys(configs).indexOf(name) }).map(({ file, block }) => {
        const below = dir !== undefined && /(^|\/)_(?!notes)/.test(file) ? `${dir}/${file}` : file;
        return [source === undefined ? below : `${source}/${below}`, block] as const;
      }),
    );
    writeFiles(folder, { '_config.yml': `${config}\nkramdown: { input: GFM }\n` });
    for (const [file, block] of pages) writeFiles(folder, { [file]: `---\n${block}---\nText\n` });
    const built = listBuilt(folder, source === undefined ? '_plugins' : `${source}/_plugins`);
    const read = readConfig('_config.yml', config);
    expect(read).not.toBeNull();
    if (read === null) return;
    const wrong: string[] = [];
    for (const [file, block] of pages) {
      const told = built.get(file);
      if (told === undefined) continue;
      const url = findServedUrl(file, readData(block, 'yaml'), read);
      counts[url === null ? 'unknown' : 'known']++;
      if (url !== null && url.normalize() !== toUrl(told).normalize()) {
        wrong.push(`${file} is ${told}, not ${url}\n${block}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is hardly ever unknown', () => {
    expect(counts.unknown).toBeLessThan(counts.known * 0.05);
  });
});
