import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const snapshot = makeSnapshot([{ title: 'Best talk' }]);
const page = `content/resources/videos/${makeVideoId(0)}/index.md`;
const broken = (keys: string) => `---\ntitle: Mine\n${keys}\nweight: [\n---\nText.\n`;
const wanted = '/resources/videos/best-talk';

test.concurrent.each<[name: string, site: Files, content: string]>([
  ['hugo', { 'hugo.toml': '' }, 'content/videos'],
  ['jekyll', { '_config.yml': 'collections: { videos: { output: true } }\n' }, '_videos'],
  ['eleventy', { 'eleventy.config.js': 'export default () => {};\n' }, 'videos'],
  ['astro', { 'astro.config.mjs': 'export default {};\n' }, 'src/content/videos'],
])('a new page in %s has a URL that is known, whatever its title', async (generator, site, content) => {
  const titles = ['index', '2024', '2024-05', '2024-05-06', 'null', 'true', '12', '1e5', 'No', '404'];
  const preset = generator === 'hugo' ? 'preset: minimal\n' : '';
  const cwd = makeFolder({
    ...site,
    'tubematter.config.yaml': `generator: ${generator}\n${preset}content: ${content}\n`,
    's.json': makeSnapshot(titles.map((title) => ({ title }))),
  });
  const { exitCode, stdout } = await runTubematter(['import', '--from', 's.json', '--json'], { cwd });
  expect(exitCode, stdout).toBe(0);
  expect(JSON.parse(stdout).changes.map(({ url }: { url: string }) => url)).not.toContain('');
});

describe.concurrent('a new page never gets a URL that was taken', () => {
  test.each<[by: string, files: Files]>([
    ['in urls.gone', { 'tubematter.config.yaml': `urls: { gone: { ${wanted}/: /about/ } }\n` }],
    [
      'in urls.gone, encoded',
      { 'tubematter.config.yaml': 'urls: { gone: [/resources/videos/best%2Dtalk] }\n' },
    ],
    ['by a page that cannot be read', { 'content/resources/videos/x.md': broken(`url: ${wanted}/`) }],
    ['by its slug', { 'content/resources/videos/x.md': broken('slug: best-talk # short') }],
    ['by an alias of it', { 'content/resources/videos/x.md': broken(`aliases: [/a, ${wanted}]`) }],
    ['by one in a list of lines', { 'content/resources/videos/x.md': broken(`aliases:\n  - "${wanted}/"`) }],
    [
      'by one in TOML',
      { 'content/resources/videos/x.md': `+++\nslug = "best-talk"\nweight = [\n+++\nText.\n` },
    ],
    [
      'by a page in UTF-16',
      { 'content/resources/videos/x.md': Buffer.from(`\ufeff---\nurl: ${wanted}\n---\nText.\n`, 'utf16le') },
    ],
    [
      'by such a page elsewhere in the site',
      { 'hugo.yaml': '', 'content/about.md': broken(`url: ${wanted}`) },
    ],
  ])('%s', async (_, files) => {
    const cwd = makeFolder({ ...files, '../channel.json': snapshot });
    const { stderr } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(stderr).not.toContain('tubematter:');
    expect(readText(cwd, page)).toMatch(/^slug: best-talk-2$/m);
    expect(readText(cwd, page)).not.toMatch(/best-talk\/?["']?$/m);
  });
});
