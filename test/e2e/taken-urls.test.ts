import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const snapshot = makeSnapshot([{ title: 'Best talk' }]);
const page = `content/resources/videos/${makeVideoId(0)}/index.md`;
const broken = (keys: string) => `---\ntitle: Mine\n${keys}\nweight: [\n---\nText.\n`;
const wanted = '/resources/videos/best-talk';

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
