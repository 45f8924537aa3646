import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, upload } from '../api/world.ts';
import { needStrace, tamper } from '../crash/strace.ts';
import { until } from '../until.ts';
import { readText, writeFiles } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi, startTubematter } from './run.ts';
import { makeHeldDisk, preload } from './slow-disk.ts';
import { makeSnapshot } from './snapshot.ts';

const count = 60;
const args = ['import', '--from', '../channel.json', '--content', 'pages'];
const pathOf = (number: number) => `pages/${makeVideoId(number)}/index.md`;
/** Videos with numbers from `first` on, the newest first. An import takes the oldest first. */
function makeChannel(duration: string, number = count, first = 0): string {
  const snapshot = JSON.parse(makeSnapshot(Array.from({ length: number }, () => ({ duration }))));
  return JSON.stringify({ ...snapshot, items: snapshot.items.slice(first) });
}

describe('a page that a person saves while an import runs', () => {
  test('is never overwritten: front matter and new files are left alone and reported, a new body is kept', async () => {
    const cwd = makeFolder({ '../channel.json': makeChannel('PT1M', count, 1) });
    expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
    writeFiles(cwd, { '../channel.json': makeChannel('PT2M') });

    // Some pages are written then, and more are begun: not the last ones.
    const disk = makeHeldDisk(10);
    const { outcome } = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    const [edited, written, made] = [pathOf(2), pathOf(1), pathOf(0)];
    expect(existsSync(join(cwd, made))).toBe(false);
    const title = readText(cwd, edited).replace(/^title: .*$/m, 'title: Mine');
    const body = `${readText(cwd, written)}A line of mine.\n`;
    expect([title, body]).toEqual([
      expect.stringContaining('duration: 60'),
      expect.stringContaining('duration: 60'),
    ]);
    writeFiles(cwd, { [edited]: title, [written]: body, [made]: 'Mine.\n' });
    disk.release();
    const { exitCode, stdout } = await outcome;

    expect(exitCode).toBe(1);
    const [problem = ''] = /^Problem: pages\/.*$/m.exec(stdout) ?? [];
    expect(problem).toMatch(
      /: it changed while tubematter was running .* And 1 more like this: pages\/.*\.$/,
    );
    for (const number of [2, 0]) expect(problem).toContain(`pages/${makeVideoId(number)}/index.md`);
    expect(stdout).toContain(`0 created, ${count - 2} updated`);
    const updated = (text: string) => text.replace('duration: 60', 'duration: 120');
    const read = () => [edited, written, made].map((path) => readText(cwd, path));
    expect(read()).toEqual([title, updated(body), 'Mine.\n']);

    const next = await runTubematter(args, { cwd });
    expect(next.stdout).toContain('0 created, 1 updated');
    expect(read()).toEqual([updated(title), updated(body), 'Mine.\n']);
  });
});

describe('a new page', () => {
  const makeSite = () => makeFolder({ '../channel.json': makeChannel('PT1M', 1) });

  test('takes no place of a file that is saved in the last moment', async (context) => {
    needStrace(context);
    const cwd = makeSite();
    const page = join(cwd, pathOf(0));
    // The call that gives the page its name begins, and is delayed by some seconds.
    const naming = 'link,linkat,rename,renameat,renameat2:delay_enter=4000000';
    const wrapper = tamper(naming, join(cwd, '../calls'), '-P', page);
    const { outcome } = startTubematter(args, { cwd, wrapper });
    await until(() => existsSync(join(cwd, '../calls')) && readText(cwd, '../calls').includes(page));
    writeFileSync(page, 'Mine.\n');
    const { exitCode, stdout } = await outcome;
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringContaining('it changed while tubematter was running'),
    ]);
    expect(readText(cwd, pathOf(0))).toBe('Mine.\n');
    expect(readdirSync(dirname(page))).toEqual(['index.md']);
  });

  test.for(['EPERM', 'EOPNOTSUPP'])('is made where there are no hard links: %s', async (code, context) => {
    needStrace(context);
    const cwd = makeSite();
    const wrapper = tamper(`link,linkat:error=${code}`);
    expect(await runTubematter(args, { cwd, wrapper })).toMatchObject({ exitCode: 0 });
    expect(readText(cwd, pathOf(0))).toMatch(/^title: Sample video 0$/m);
    expect(readdirSync(dirname(join(cwd, pathOf(0))))).toEqual(['index.md']);
  });
});

/** The option for Node that makes a file once the command has read a number of pages. */
function markRead(pages: number, file: string): string {
  return preload(`
    const fs = require('node:fs');
    const { openSync } = fs;
    const opened = new Set();
    fs.openSync = (path, ...rest) => {
      const before = opened.size;
      if (String(path).endsWith('/index.md')) opened.add(path);
      if (before < ${pages} && opened.size === ${pages}) setImmediate(fs.writeFileSync, ${JSON.stringify(file)}, '');
      return openSync(path, ...rest);
    };
    require('node:module').syncBuiltinESMExports();
  `);
}

test('what the user saves while YouTube is asked stays, gets no second page, and is taken up by the next import', async () => {
  const api = await startApi({ world: makeWorld(120) });
  const cwd = makeFolder();
  const fromApi = ['import', '--channel', '@sample', '--content', 'pages', '--json'];
  const read = join(cwd, '../read');
  const env = { ...leadTo(api), NODE_OPTIONS: markRead(120, read) };
  const run = () => runTubematter(fromApi, { cwd, env });
  expect((await run()).exitCode).toBe(0);

  for (const { resource } of api.world.videos.values()) {
    resource['contentDetails'] = { ...resource['contentDetails'], duration: 'PT9M' };
  }
  const [edited, made] = [pathOf(2), 'pages/mine/index.md'];
  const title = readText(cwd, edited).replace(/^title: .*$/m, 'title: Mine');
  const video = upload(api.world, 900);
  api.forget();
  rmSync(read, { force: true });
  api.beforeAnswer = async ({ method, number }) => {
    if (method !== 'videos.list' || number !== 3) return;
    await until(() => existsSync(read));
    writeFiles(cwd, { [edited]: title, [made]: `---\nvideoId: ${video}\n---\nMine.\n` });
  };
  const own = [edited, made].map((path) => path.slice('pages/'.length));
  const during = await run();
  const first = JSON.parse(during.stdout);
  expect([during.exitCode, first.problems]).toEqual([
    1,
    expect.arrayContaining(own.map((path) => ({ code: 'changed-meanwhile', path }))),
  ]);
  expect(first.changes.filter(({ action }: { action: string }) => action === 'create')).toEqual([]);
  expect(first.changes).toHaveLength(119);
  expect(readText(cwd, edited)).toBe(title);
  expect(readText(cwd, made)).toBe(`---\nvideoId: ${video}\n---\nMine.\n`);

  api.beforeAnswer = () => {};
  const { exitCode, stdout } = await run();
  const { changes, problems, conflicts } = JSON.parse(stdout);
  expect([exitCode, problems, conflicts]).toEqual([0, [], []]);
  expect(changes.map(({ path }: { path: string }) => path).sort()).toEqual(own.sort());
  expect(readText(cwd, edited)).toBe(title.replace(/^duration: .*$/m, 'duration: 540'));
  // Its URL is that of its title: without one it is not known, and a title may move it.
  expect(readText(cwd, made)).toMatch(/^description: Description of sample video 900\.$/m);
});

describe('what an import does not touch', () => {
  test('the mode of a page', async () => {
    const cwd = makeFolder({ '../channel.json': makeChannel('PT1M', 2) });
    await runTubematter(args, { cwd });
    const modes = [0o600, 0o664];
    for (const [number, mode] of modes.entries()) chmodSync(join(cwd, pathOf(number)), mode);
    writeFiles(cwd, { '../channel.json': makeChannel('PT2M', 2) });
    expect((await runTubematter(args, { cwd })).stdout).toContain('2 updated');
    expect(modes.map((_, number) => statSync(join(cwd, pathOf(number))).mode & 0o777)).toEqual(modes);
  });

  test('20,000 files that are about no video', async () => {
    const cwd = makeFolder({ '../channel.json': makeChannel('PT1M', 2), 'pages/notes/x.txt': '' });
    const notes = join(cwd, 'pages/notes');
    const text = '# A note\n\nOn videoId and other things.\n';
    for (let number = 0; number < 20_000; number++) writeFileSync(join(notes, `${number}.md`), text);
    const { exitCode, stdout } = await runTubematter(args, { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('2 created, 0 updated')]);
    const found = readdirSync(notes).filter((name) => name.endsWith('.md'));
    expect(found).toHaveLength(20_000);
    expect(found.filter((name) => readFileSync(join(notes, name), 'utf8') !== text)).toEqual([]);
  });
});
