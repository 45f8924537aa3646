import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { makeIdKeys } from '../../src/site/id-keys.ts';
import { scanPages } from '../../src/site/scan.ts';
import { writeFiles } from '../e2e/files.ts';
import { parsePlan } from '../e2e/plan-schema.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

const rules = { generator: defaultGenerator, idKeys: makeIdKeys([]) };
const broken = '---\nvideoId: abcdefghijk\ntitle: "open\n---\n';

/** A content folder with everything that a walk over it may meet. */
function makeContent(): string {
  const cwd = makeFolder({
    'content/a/page.md': '---\ntitle: A\n---\n',
    'content/a/other.markdown': '---\ntitle: B\n---\n',
    'content/a/broken.md': broken,
    'content/a/toml.md': '+++\ntitle = "T"\n+++\n',
    'content/a/plain.md': 'No front matter.\n',
    'content/a/.hidden.md': broken,
    'content/a/.git/x.md': broken,
    'content/a/node_modules/x/readme.md': broken,
    'content/a/notes.txt': broken,
    'content/a/.tubematter-1-1.tmp': broken,
  });
  symlinkSync('page.md', join(cwd, 'content/a/link.md'));
  symlinkSync('nowhere.md', join(cwd, 'content/a/.#open.md'));
  return cwd;
}

test('a scan finds pages of all kinds, and neither hidden files nor links to pages that are found by themselves', async () => {
  const scan = await scanPages(join(makeContent(), 'content'), {
    generator: defaultGenerator,
    idKeys: makeIdKeys([]),
  });
  expect(scan.pages.map(({ path }) => path)).toEqual([
    'a/other.markdown',
    'a/page.md',
    'a/plain.md',
    'a/toml.md',
  ]);
  expect(scan.unreadable.map(({ path, kind }) => [path, kind])).toEqual([
    ['a/broken.md', 'bad-front-matter'],
  ]);
  expect(scan.staleTempFiles).toEqual(['a/.tubematter-1-1.tmp']);
});

test('check and import see the same pages', async () => {
  const cwd = makeContent();
  writeFileSync(join(cwd, 'channel.json'), makeSnapshot([]));
  const checked = await runTubematter(['check', '--json', '--content', 'content'], { cwd });
  const { findings, pages } = JSON.parse(checked.stdout);
  const imported = await runTubematter(
    ['import', '--from', 'channel.json', '--content', 'content', '--dry-run', '--json'],
    { cwd },
  );
  const { problems } = parsePlan(imported.stdout);
  expect(problems.map((problem) => problem['path'])).toEqual(['a/broken.md']);
  expect(findings.map(({ code, file }: { code: string; file: string }) => [code, file])).toEqual([
    ['unreadable', 'a/broken.md'],
  ]);
  expect(pages).toBe(5);
  writeFiles(cwd, { 'content/a/.hidden.md': broken.replace('"open', 'open') });
  expect(
    JSON.parse((await runTubematter(['check', '--json', '--content', 'content'], { cwd })).stdout).pages,
  ).toBe(5);
});

const video = '---\nvideoId: abcdefghijk\n---\n';

test('MDX and HTML with front matter are pages whose body an import does not write', async () => {
  const cwd = makeFolder({
    'a.mdx': video,
    'b.html': video,
    'c.html': '<html></html>',
    'd.MD': video,
    'e.html': Buffer.from('<p>\xff</p>', 'latin1'),
  });
  const scan = await scanPages(cwd, rules);
  expect(scan.pages.map(({ path, bodyIsEmpty }) => [path, bodyIsEmpty])).toEqual([
    ['a.mdx', false],
    ['b.html', false],
    ['d.MD', true],
  ]);
  expect(scan.unreadable).toEqual([]);
});

test('pages behind linked folders are read, never edited, and none is read twice or in a circle', async () => {
  const cwd = makeFolder({
    'content/a.md': video,
    'content/own/b.md': '---\ntitle: B\n---\n',
    'real/deep/c.md': '---\nyoutube: https://youtu.be/zzzzzzzzzzz\n---\n',
    'real/other.md': '---\ntitle: Other\n---\n',
    'real/.tubematter-1-1.tmp': '',
  });
  for (const [target, link] of [
    ['../real', 'linked'],
    ['../real', 'again'],
    ['own', 'inside'],
    ['..', 'up'],
    ['../content', 'self'],
    ['nowhere', 'dangling'],
    ['../../real', '../real/deep/circle'],
  ] as const) {
    symlinkSync(target, join(cwd, 'content', link));
  }
  const scan = await scanPages(join(cwd, 'content'), rules);
  expect(scan.pages.map(({ path }) => path)).toEqual(['a.md', 'own/b.md']);
  expect(scan.unreadable).toMatchObject([{ kind: 'linked', namesVideo: true, videoId: 'zzzzzzzzzzz' }]);
  expect(scan.unreadable[0]?.path).toMatch(/^(linked|again)\/deep\/c\.md$/);
  expect(scan.staleTempFiles).toEqual([]);
});
