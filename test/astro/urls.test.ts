import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readData } from '../../src/frontmatter/read-data.ts';
import { findServedUrl } from '../../src/generators/astro/served-url.ts';
import { readConfig } from '../../src/generators/astro/site-config.ts';
import { writeFiles } from '../jekyll/jekyll.ts';
import { buildAstro, findAstro, readBuilt } from './astro.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-astro-urls-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const astro = await findAstro();

const collection = (options: string) =>
  `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
const videos = defineCollection({ loader: glob({ ${options} }) });
export const collections = { videos };
`;
const route = (parameter: string, value: string) => `---
import { getCollection } from 'astro:content';
export async function getStaticPaths() {
  const entries = await getCollection('videos');
  return entries.map((entry) => ({ params: { ${parameter}: ${value} }, props: { entry } }));
}
const { entry } = Astro.props;
---
<p id="file">{entry.filePath}</p>
`;

/** Sites, and where pages lie. */
const sites: Record<string, { files: Record<string, string>; folder: string }> = {
  'as the starter has it': {
    files: {
      'astro.config.mjs': "export default { site: 'https://example.org' };",
      'src/content.config.ts': collection("base: './src/content/videos', pattern: '**/*.md'"),
      'src/pages/videos/[...slug].astro': route('slug', 'entry.id'),
    },
    folder: 'src/content/videos',
  },
  'files for folders': {
    files: {
      'astro.config.mjs':
        "export default { base: '/repo', trailingSlash: 'never', build: { format: 'file' } };",
      'src/content.config.ts': collection("pattern: '**/[^_]*.{md,mdx}', base: 'media'"),
      'src/pages/[...id].astro': route('id', 'entry.id'),
    },
    folder: 'media',
  },
  'a slug of the front matter': {
    files: {
      'astro.config.mjs': "export default { srcDir: './site' };",
      'site/content.config.ts': collection("base: './site/content/videos', pattern: '**/*.md'"),
      'site/pages/watch/[slug].astro': route('slug', 'entry.data.name'),
    },
    folder: 'site/content/videos',
  },
};

const names = fc.constantFrom(
  'my-talk',
  'My Talk',
  'a.b',
  'ünï',
  'Ärger',
  'index',
  '_hidden',
  '2020-01-02-dated',
  "it's",
  'c++',
  'a_b',
  '語',
  'e\u0301',
  'x,y;z=1@home',
  'CI&CD',
  '2020',
  'two  gaps',
  ' lead',
);
const folders = fc.constantFrom('', '', 'series', 'Series Two', 'a/b.c', '_drafts');
const slug = fc.constantFrom(
  'a-slug',
  'A Slug',
  'CI/CD',
  '/lead/',
  'ünï',
  '2020',
  '"2020"',
  '2020-01-02',
  'a.b',
  '"q?"',
  '"h#"',
  '""',
  'index',
);
const page = fc.tuple(
  folders,
  names,
  fc.constantFrom('.md', '.md', '.md', '.mdx'),
  fc.option(slug, { nil: undefined, freq: 2 }),
);

describe.skipIf(astro === null)('where Astro serves a page', () => {
  const counts = { known: 0, unknown: 0 };

  test.each(Object.entries(sites))('%s', async (name, { files, folder: place }) => {
    const folder = join(root, name.replaceAll(' ', '-'));
    writeFiles(folder, { 'package.json': '{ "type": "module" }', ...files });
    const seed = Object.keys(sites).indexOf(name);
    const pages = new Map<string, string>(
      fc.sample(page, { numRuns: 150, seed }).flatMap(([below, stem, ending, given], number) => {
        // Without the integration for them these are no pages.
        if (ending === '.mdx' || (name === 'files for folders' && given === 'index')) return [];
        const file = `${place}/${below === '' ? '' : `${below}/`}${number % 3 === 0 && below !== '' ? stem : `${stem} ${number}`}${ending}`;
        const own =
          given === undefined || /^("?"|\d)/.test(given) ? given : given.replace(/(\/?)$/, `-${number}$1`);
        return [[file, `title: T\nname: n${number}\n${own === undefined ? '' : `slug: ${own}\n`}`] as const];
      }),
    );
    const source =
      files['astro.config.mjs']?.includes('site') && name.includes('front matter') ? 'site' : 'src';
    for (const stem of ['about', 'deep/Page Two', 'deep/index', '_no', '404', 'x.y']) {
      pages.set(`${source}/pages/${stem}.md`, 'title: T\n');
    }
    for (const [file, block] of pages)
      writeFiles(folder, { [file]: `---\n${block}---\nfile: ${file} end\n` });
    if (astro) await buildAstro(astro, folder);
    const built = new Map<string, string[]>();
    for (const [url, html] of readBuilt(folder)) {
      const file = /<p id="file">(.*?)<\/p>/.exec(html)?.[1] ?? /file: (.*) end/.exec(html)?.[1] ?? '';
      const named = file.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('’', "'");
      built.set(named, [...(built.get(named) ?? []), url]);
    }
    const config = readConfig(new Map(Object.entries(files)));
    const wrong: string[] = [];
    for (const [file, block] of pages) {
      const told = built.get(file)?.map((url) => url.replace(/(^|\/)index\.html$/, '$1').normalize());
      const url = findServedUrl(file, readData(block, 'yaml'), config);
      if (told !== undefined) {
        counts[url === null ? 'unknown' : 'known']++;
      }
      // Of several pages with one id the last is built.
      if (url !== null && told !== undefined && !told.includes(url))
        wrong.push(`${file} is ${told}, not ${url}\n${block}`);
    }
    expect(wrong).toEqual([]);
    expect(built.size).toBeGreaterThan(50);
  });

  test('is hardly ever unknown', () => {
    expect(counts.unknown).toBeLessThan(counts.known * 0.05);
  });
});

describe('what cannot be known of an Astro site', () => {
  const starter = sites['as the starter has it'];
  const place = 'src/content/videos/my-talk.md';
  test.each<[name: string, files: Record<string, string>, url: string | null]>([
    ['nothing', {}, '/videos/my-talk/'],
    [
      'ids that code makes',
      {
        'src/content.config.ts': collection(
          "base: './src/content/videos', pattern: '**/*.md', generateId: (x) => x.entry",
        ),
      },
      null,
    ],
    ['two routes', { 'src/pages/embed/[...id].astro': route('id', 'entry.id') }, null],
    [
      'a route that computes its parameter',
      { 'src/pages/videos/[...slug].astro': route('slug', 'makeSlug(entry)') },
      null,
    ],
    [
      'a source folder that is computed',
      { 'astro.config.mjs': 'export default { srcDir: process.env.SOURCE };' },
      null,
    ],
    [
      'a format that is computed',
      { 'astro.config.mjs': 'const format = x;\nexport default { build: { format } };' },
      null,
    ],
    [
      'a pattern of its own',
      { 'src/content.config.ts': collection("base: './src/content/videos', pattern: 'talks/*.md'") },
      null,
    ],
    [
      'what is in a remark',
      { 'astro.config.mjs': "export default { /* build: { format: 'file' } */ };" },
      '/videos/my-talk/',
    ],
  ])('%s', (_, files, url) => {
    const config = readConfig(new Map(Object.entries({ ...starter?.files, ...files })));
    expect(findServedUrl(place, { title: 'T' }, config)).toBe(url);
  });
});
