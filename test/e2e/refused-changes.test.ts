import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

// What the footer of a pull request says, sentence by sentence. A branch is a folder here: what git does is known.
const pageOf = (number: number) => `content/${makeVideoId(number)}/index.md`;
const config = (title = 'until-edited') =>
  `content: content\nfields: { title: { value: '{title}', update: ${title} } }\n`;

/** A site of two videos on the default branch, and a run of the import on its branch. */
async function startSite(text = config()) {
  const cwd = makeFolder({ 'tubematter.config.yaml': text });
  const run = async (title: string, others: string[] = [], command = 'import') => {
    const titles = [title, 'The second', ...others];
    writeFiles(cwd, { '../channel.json': makeSnapshot(titles.map((title) => ({ title }))) });
    const { stdout } = await runTubematter([command, '--from', '../channel.json', '--json'], { cwd });
    return parsePlan(stdout).changes.map(({ action, title }) => `${action} ${title}`);
  };
  await run('The first');
  return { cwd, run };
}

test('a line that is restored on the branch stays, unless its rule is `always`', async () => {
  for (const [rule, isRefused] of [
    ['until-edited', true],
    ['always', false],
  ] as const) {
    const { cwd, run } = await startSite(config(rule));
    const page = readText(cwd, pageOf(0));
    expect(await run('Renamed')).toEqual(['update Renamed']);
    const line = /^title: .*$/m;
    const restored = readText(cwd, pageOf(0)).replace(line, line.exec(page)?.[0] ?? '');
    writeFiles(cwd, { [pageOf(0)]: restored });
    expect(await run('Renamed')).toEqual(isRefused ? [] : ['update Renamed']);
    expect(readText(cwd, pageOf(0)) === restored).toBe(isRefused);
  }
});

test('a page that is deleted on the branch stays away', async () => {
  const { cwd, run } = await startSite();
  expect(await run('The first', ['New'])).toEqual(['create New']);
  rmSync(join(cwd, pageOf(2)));
  for (let night = 0; night < 2; night++) expect(await run('The first', ['New'])).toEqual([]);
  expect(readFiles(cwd)).not.toHaveProperty([pageOf(2)]);
});

test('without the branch, the next run offers the same changes again', async () => {
  const { cwd, run } = await startSite();
  const main = readFiles(cwd);
  const offered = await run('Renamed', ['New']);
  expect(offered).toEqual(['create New', 'update Renamed']);
  rmSync(join(cwd, pageOf(2)));
  writeFiles(cwd, Object.fromEntries(Object.entries(main).filter(([path]) => !path.endsWith('/'))));
  expect(await run('Renamed', ['New'])).toEqual(offered);
});

test('a merge that is reverted is made again, and a URL that was live only meanwhile is forgotten', async () => {
  const { cwd, run } = await startSite('content: content\nfields: { slug: { update: until-edited } }\n');
  const files = [pageOf(0), 'tubematter-lock.json'];
  const before = Object.fromEntries(files.map((path) => [path, readText(cwd, path)]));
  await run('Renamed');
  const merged = readText(cwd, pageOf(0));
  expect(merged).toContain('/videos/renamed');
  writeFiles(cwd, before);
  expect(await run('Renamed')).toEqual(['update Renamed']);
  expect(readText(cwd, pageOf(0))).toBe(merged);

  writeFiles(cwd, before);
  await run('Renamed once more');
  const renamed = readText(cwd, pageOf(0));
  expect(renamed).toContain('/videos/renamed-once-more');
  expect(renamed).not.toMatch(/\/videos\/renamed$/m);
});
