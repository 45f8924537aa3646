import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readFiles, readStamps, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const from = ['--from', 'channel.json'];
const page = `pages/${makeVideoId(0)}/index.md`;
const mine = '/mine /x 302\n';
const vercel = '{\n  "cleanUrls": true\n}\n';

/** A site that was imported, with files of redirects; then its video gets another title, which moves its page. */
async function makeSite(files: Record<string, string> = {}): Promise<string> {
  const cwd = makeFolder({
    'tubematter.config.yaml': `content: pages
fields: { slug: { value: '{slug}', update: until-edited } }
redirects: { netlify: static/_redirects, vercel: vercel.json, html: stubs }
`,
    'channel.json': makeSnapshot([{ title: 'One' }]),
    'static/_redirects': mine,
    'vercel.json': vercel,
  });
  expect((await runTubematter(['import', ...from], { cwd })).exitCode).toBe(0);
  writeFiles(cwd, { 'channel.json': makeSnapshot([{ title: 'Two' }]), ...files });
  return cwd;
}

const rules = (cwd: string) => readText(cwd, 'static/_redirects').match(/^\/\S+ \S+ 301!$/gm);
const old = '/resources/videos/one /resources/videos/two/ 301!';

describe.concurrent('the key redirects', () => {
  test('keeps the files of an import current, beside rules of the user', async () => {
    const cwd = await makeSite();
    expect(rules(cwd)).toEqual([`/resources/${makeVideoId(0)} /resources/videos/one/ 301!`]);
    expect(readText(cwd, 'static/_redirects').startsWith(mine)).toBe(true);

    const before = readFiles(cwd);
    const planned = await runTubematter(['import', ...from, '--dry-run'], { cwd });
    expect([planned.exitCode, planned.stderr]).toEqual([0, '']);
    expect(planned.stdout).toMatch(
      /^4 files of redirects would be updated:\n {2}static\/_redirects\n {2}vercel\.json\n {2}stubs\/resources\/\S+\n {2}stubs\/resources\/videos\/one\/index\.html \(created\)\n\n/m,
    );
    const shown = await runTubematter(['diff', ...from], { cwd });
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toContain(`--- a/static/_redirects\n+++ b/static/_redirects\n`);
    expect(shown.stdout).toContain(`\n+${old}\n`);
    expect(readFiles(cwd)).toEqual(before);

    const written = await runTubematter(['import', ...from, '--json', '--report', 'report.md'], { cwd });
    expect(written.exitCode).toBe(0);
    expect(parsePlan(written.stdout).redirects.slice(0, 2)).toEqual([
      { path: '../static/_redirects', action: 'update' },
      { path: '../vercel.json', action: 'update' },
    ]);
    expect(readText(cwd, 'report.md')).toContain('- `static/_redirects` (updated)');
    expect(rules(cwd)).toContain(old);
    expect(JSON.parse(readText(cwd, 'vercel.json'))).toMatchObject({
      cleanUrls: true,
      redirects: expect.arrayContaining([
        { source: '/resources/videos/one{/}?', destination: '/resources/videos/two/', statusCode: 301 },
      ]),
    });
    expect(readdirSync(join(cwd, 'stubs/resources/videos'))).toEqual(['one']);

    const stamps = readStamps(cwd);
    const again = await runTubematter(['import', ...from, '--json'], { cwd });
    expect(parsePlan(again.stdout).redirects).toEqual([]);
    expect((await runTubematter(['diff', ...from], { cwd })).exitCode).toBe(0);
    expect(readStamps(cwd)).toEqual(stamps);
  });

  test('name old URLs that get no redirect, because the URL of their page is not known', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml':
        'generator: astro\ncontent: pages\nredirects: { netlify: public/_redirects }\n',
      'channel.json': makeSnapshot([{ title: 'One' }]),
      'pages/one.md': `---\nvideoId: ${makeVideoId(0)}\nslug: 'null'\naliases: [/old, /older]\n---\n`,
    });
    const { stderr } = await runTubematter(['import', ...from], { cwd });
    expect(stderr).toContain(
      `2 old URLs without a redirect, such as "/old" of pages/one.md: its page's own URL is not known.\n`,
    );
    const { stdout } = await runTubematter(['check'], { cwd });
    expect(stdout).toContain('pages/one.md:1: note: Under which URL Astro serves this page is not known');
  });

  test('are the files that the command writes', async () => {
    const cwd = await makeSite();
    await runTubematter(['import', ...from], { cwd });
    for (const [format, output] of [
      ['netlify', 'static/_redirects'],
      ['vercel', 'vercel.json'],
      ['html', 'stubs'],
    ]) {
      const args = ['redirects', '--format', String(format), '--output', String(output)];
      expect((await runTubematter(args, { cwd })).stderr).toBe(`${output} has 2 redirects already.\n`);
    }
  });

  test('loses nothing where an import ended before it came to them', async () => {
    const cwd = await makeSite();
    const before = readText(cwd, 'static/_redirects');
    await runTubematter(['import', ...from], { cwd });
    writeFiles(cwd, { 'static/_redirects': before });
    const { stdout } = await runTubematter(['import', ...from], { cwd });
    expect(stdout).toMatch(/^1 file of redirects updated:\n {2}static\/_redirects\n/);
    expect(rules(cwd)).toContain(old);
  });

  test.each([
    [
      'marks that do not fit together',
      { 'static/_redirects': '# The end of what "tubematter redirects" wrote.\n' },
      /static\/_redirects: its redirects were left as they are: It cannot be told which rules/,
    ],
    [
      'too many levels',
      { 'vercel.json': `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
      /vercel\.json: its redirects were left .* is nested too deeply/,
    ],
    ['no JSON', { 'vercel.json': '{' }, /vercel\.json: its redirects were left .* is not valid JSON/],
    [
      'a page that cannot be read',
      { 'pages/broken.md': '---\naliases: ["\n---\n' },
      /static\/_redirects: its redirects were left .* 1 page cannot be read/,
    ],
    [
      'a URL that two pages claim',
      {
        'pages/a.md': '---\ntitle: A\nurl: /a\naliases: [/x]\n---\n',
        'pages/b.md': `---\nvideoId: ${makeVideoId(7)}\nurl: /b\naliases: [/x]\n---\n`,
      },
      /1 old URL would lead to several pages: \/x to a\.md and b\.md/,
    ],
  ])('%s: a problem, and the pages are written', async (_, files, words) => {
    const cwd = await makeSite(files);
    const victims = ['static/_redirects', 'vercel.json'].map((path) => readText(cwd, path));
    const { exitCode, stdout } = await runTubematter(['import', ...from, '--allow-missing'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(words);
    expect(readText(cwd, page)).toContain('Two');
    const after = ['static/_redirects', 'vercel.json'].map((path) => readText(cwd, path));
    expect(after.some((text, at) => text === victims[at])).toBe(true);
  });

  test.each([
    ['redirects: { iis: x }', /redirects\.iis/],
    ['redirects: { netlify: static/_redirects, gitlab: static/_redirects }', /names one file twice/],
    [
      'redirects: { netlify: tubematter-lock.json }',
      /: The key `lockfile` and the key `redirects\.netlify` name one file/,
    ],
    ['redirects: { netlify: package.json }', /redirects\.netlify. would replace package\.json/],
  ])('%s is refused before anything is done', async (line, words) => {
    const cwd = await makeSite({
      'package.json': '{"name":"site"}\n',
      'tubematter.config.yaml': `content: pages\n${line}\n`,
    });
    const before = readFiles(cwd);
    const { exitCode, stderr } = await runTubematter(['import', ...from], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(readFiles(cwd)).toEqual(before);
  });
});
