import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld } from '../api/world.ts';
import { until } from '../until.ts';
import { listPages, readFiles, readText, writeFiles } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi, startTubematter } from './run.ts';
import { makeHeldDisk, makeSlowDisk, preload } from './slow-disk.ts';
import { makeSnapshot } from './snapshot.ts';

const pages = 120;
const snapshot = makeSnapshot(Array.from({ length: pages }, () => ({})));
const args = ['import', '--from', '../channel.json', '--content', 'pages'];
const makeSite = () => makeFolder({ '../channel.json': snapshot });
/** Heartbeats come, and are waited for, a hundred times as fast. */
const fastClock = `
  const { setInterval } = globalThis;
  globalThis.setInterval = (action, milliseconds) => setInterval(action, milliseconds / 100);
  const timers = require('node:timers/promises');
  const { setTimeout } = timers;
  timers.setTimeout = (milliseconds, ...rest) => setTimeout(milliseconds / 100, ...rest);
  require('node:module').syncBuiltinESMExports();
`;
const withFastClock = { NODE_OPTIONS: preload(fastClock) };
const lock = 'pages/.tubematter-import';
/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['--version']).pid;

let undisturbed: Record<string, string>;
beforeAll(async () => {
  const cwd = makeSite();
  expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
  undisturbed = readFiles(cwd);
});

/** As many pages are written when the disk stands still. More are begun, but not all. */
const some = 12;

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

describe.concurrent('a signal while YouTube is asked', () => {
  test.each(
    signals.flatMap(([signal, code]) =>
      [['hang', 'import'] as const, ['unavailable', 'fetch'] as const].map(
        ([what, command]) => [signal, code, what, command] as const,
      ),
    ),
  )('%s: exit %i, and nothing is written (%s, %s)', async (signal, code, what, command) => {
    const api = await startApi({ world: makeWorld(60) });
    api.faults.push({ method: 'videos.list', at: 1, times: 99, what });
    const cwd = makeFolder();
    const moment = until(() => api.requests.some(({ method }) => method === 'videos.list')).then(() =>
      sleep(50),
    );
    const { exitCode, stdout, stderr } = await runTubematter(
      [command, '--channel', '@sample', '--save', 'x.json'],
      {
        cwd,
        env: leadTo(api),
        signalAfter: { signal, moment },
      },
    );
    expect([exitCode, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(new RegExp(`tubematter: Interrupted by ${signal}\\.`));
    expect(readFiles(cwd)).toEqual({});
  });
});

describe.concurrent('a signal while pages are written', () => {
  test.each(signals)('%s: exit %i, every page is whole, and the next run completes', async (signal, code) => {
    const cwd = makeSite();
    const disk = makeHeldDisk(some);
    const { child, outcome } = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    child.kill(signal);
    disk.release();
    const { exitCode, stderr } = await outcome;
    expect(exitCode).toBe(code);
    expect(stderr).toContain('What was written is whole; run the command again to go on.');

    const after = readFiles(cwd);
    const done = listPages(cwd);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(pages);
    const { 'tubematter-lock.json': lockfile = '', ...files } = after;
    for (const [path, text] of Object.entries(files)) expect(undisturbed[path], path).toBe(text);
    expect(lockfile.match(/^"/gm)).toHaveLength(done.length);

    const next = await runTubematter(args, { cwd });
    expect(next.stdout).toContain(`${pages - done.length} created, 0 updated, ${done.length} unchanged`);
    expect(readFiles(cwd)).toEqual(undisturbed);
  });

  test('SIGKILL: what it left is taken over and cleared away', async () => {
    const cwd = makeSite();
    const disk = makeHeldDisk(some);
    const moment = disk.untilHeld();
    expect(
      (await runTubematter(args, { cwd, env: disk.env, signalAfter: { signal: 'SIGKILL', moment } }))
        .exitCode,
    ).toBe(null);
    expect(existsSync(join(cwd, lock))).toBe(true);
    expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(undisturbed);
  });

  test('temporary files of a killed run are removed by an import, and by nothing else', async () => {
    const cwd = makeFolder({
      '../channel.json': makeSnapshot([{}]),
      [`pages/old/.tubematter-${dead}-1.tmp`]: 'half a pa',
    });
    const before = readFiles(cwd);
    await runTubematter(['diff', ...args.slice(1)], { cwd });
    await runTubematter([...args, '--dry-run'], { cwd });
    expect(readFiles(cwd)).toEqual(before);
    await runTubematter(args, { cwd });
    expect(readdirSync(join(cwd, 'pages/old'))).toEqual([]);
  });
});

describe('an error that nobody foresaw while pages are written', () => {
  const broken = preload(`
    const fs = require('node:fs');
    const { mkdirSync } = fs;
    fs.mkdirSync = (folder, options) => {
      if (folder.endsWith('${makeVideoId(60)}')) throw new RangeError('out of range');
      return mkdirSync(folder, options);
    };
    require('node:module').syncBuiltinESMExports();
  `);

  test('the lockfile knows each page that was written, and the next run completes', async () => {
    const cwd = makeSite();
    const run = runTubematter(args, { cwd, env: makeSlowDisk(10, broken) });
    await expect(run).rejects.toThrow('out of range');
    const written = listPages(cwd).map((path) => basename(dirname(path)));
    expect(written.length).toBeGreaterThan(2);
    expect(written.length).toBeLessThan(pages);
    expect(Object.keys(JSON.parse(readText(cwd, 'tubematter-lock.json')).pages).sort()).toEqual(
      written.sort(),
    );
    expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(undisturbed);
  });
});

describe.concurrent('a page that a person touches between plan and write', () => {
  // The oldest video comes first.
  const last = `pages/${makeVideoId(0)}/index.md`;
  const changed = makeSnapshot(Array.from({ length: pages }, () => ({ duration: 'PT7S' })));

  /** Updates all pages; in the middle of it, a person does something to the last one. */
  async function importWith(touch: (file: string) => void, before = undisturbed): Promise<string> {
    const cwd = makeSite();
    const texts = Object.entries(before).filter(([path]) => !path.endsWith('/'));
    writeFiles(cwd, { ...Object.fromEntries(texts), '../channel.json': changed });
    const disk = makeHeldDisk(some);
    const { outcome } = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    expect(existsSync(join(cwd, lock))).toBe(true);
    touch(join(cwd, last));
    disk.release();
    expect(await outcome).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(new RegExp(`^Problem: ${last}: .*(changed while|does not exist)`, 'm')),
    });
    return cwd;
  }

  test('is left alone where its front matter changed, and the next import goes on', async () => {
    const cwd = await importWith((file) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Mine')),
    );
    expect(readText(cwd, last)).toMatch(/^title: Mine$/m);
    expect(readText(cwd, last)).not.toMatch(/^duration: 7$/m);
    expect((await runTubematter(args, { cwd })).stdout).toContain('0 created, 1 updated');
    expect(readText(cwd, last)).toMatch(/^title: Mine$[\s\S]*^duration: 7$/m);
  });

  test('stays deleted', async () => {
    const cwd = await importWith((file) => rmSync(file));
    expect(existsSync(join(cwd, last))).toBe(false);
  });

  test('stays a link, and what it leads to stays too', async () => {
    const cwd = await importWith((file) => {
      renameSync(file, `${file}.real`);
      symlinkSync('index.md.real', file);
    });
    expect(readFiles(cwd)[last]).toBe('→ index.md.real');
    expect(readText(cwd, `${last}.real`)).toBe(undisturbed[last]);
  });

  test('stays where it was made while the import was about to make it', async () => {
    const before: Record<string, string> = { ...undisturbed, 'tubematter-lock.json': '' };
    delete before[last];
    const cwd = await importWith((file) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, 'Mine.\n');
    }, before);
    expect(readText(cwd, last)).toBe('Mine.\n');
  });
});

describe.concurrent('two imports on one content folder', () => {
  test('the second is refused and touches nothing, the first ends well', async () => {
    const cwd = makeSite();
    const disk = makeHeldDisk(some);
    const first = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    const before = readFiles(cwd);
    const second = await runTubematter(args, { cwd });
    expect(second).toMatchObject({ exitCode: 2, stdout: '' });
    expect(second.stderr).toMatch(
      /^tubematter: Another import is running in pages\.\nWait until it has ended\./,
    );
    const looking = await runTubematter([...args, '--dry-run'], { cwd });
    expect(looking.exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(before);
    disk.release();
    expect((await first.outcome).exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(undisturbed);
  });

  test('the second is refused by way of a link too', async () => {
    const cwd = makeSite();
    symlinkSync('pages', join(cwd, 'link'));
    const disk = makeHeldDisk(some);
    const first = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    const second = await runTubematter([...args.slice(0, -1), 'link'], { cwd });
    expect(second).toMatchObject({ exitCode: 2, stdout: '' });
    expect(second.stderr).toContain('Another import is running');
    disk.release();
    expect((await first.outcome).exitCode).toBe(0);
    expect(listPages(cwd)).toHaveLength(pages);
  });

  test('on two folders that share a lockfile, at once: it knows the pages of both', async () => {
    const cwd = makeSite();
    const others = [{ id: makeVideoId(900) }, { id: makeVideoId(901) }];
    writeFiles(cwd, { '../others.json': makeSnapshot(others) });
    const disk = makeHeldDisk(some);
    const first = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    const second = await runTubematter(['import', '--from', '../others.json', '--content', 'more'], { cwd });
    expect([second.exitCode, existsSync(join(cwd, lock))]).toEqual([0, true]);
    disk.release();
    expect((await first.outcome).exitCode).toBe(0);
    expect(readText(cwd, 'tubematter-lock.json').match(/^"/gm)).toHaveLength(pages + others.length);
  });

  test('a long one stamps its folder lock again and again', async () => {
    const cwd = makeSite();
    const first = startTubematter(args, { cwd, env: makeSlowDisk(50, preload(fastClock)) });
    await until(() => existsSync(join(cwd, lock)));
    const longAgo = Date.now() / 1000 - 700;
    utimesSync(join(cwd, lock), longAgo, longAgo);
    await until(() => statSync(join(cwd, lock)).mtimeMs > Date.now() - 60_000);
    first.child.kill('SIGSTOP');
    expect((await runTubematter(args, { cwd })).exitCode).toBe(2);
    first.child.kill('SIGCONT');
    expect((await first.outcome).exitCode).toBe(0);
  });

  test.each<[name: string, take: (file: string) => void, left: string | null]>([
    ['was deleted by hand', (file) => rmSync(file), null],
    ['another import has by now', (file) => writeFileSync(file, 'of another'), 'of another'],
  ])('a folder lock that %s: the import ends well, and leaves it so', async (_, take, left) => {
    const cwd = makeSite();
    const disk = makeHeldDisk(some);
    const { outcome } = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    take(join(cwd, lock));
    disk.release();
    expect(await outcome).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('tubematter:') });
    expect(existsSync(join(cwd, lock)) ? readText(cwd, lock) : null).toBe(left);
    expect(listPages(cwd)).toHaveLength(pages);
  });

  test('a folder lock that cannot be removed is one sentence, and the result stays what it was', async () => {
    const cwd = makeSite();
    const disk = makeHeldDisk(some);
    const { outcome } = startTubematter(args, { cwd, env: disk.env });
    await disk.untilHeld();
    rmSync(join(cwd, lock));
    mkdirSync(join(cwd, lock));
    disk.release();
    const { exitCode, stdout, stderr } = await outcome;
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`${pages} created`)]);
    expect(stderr).toMatch(/^The folder lock \S+\.tubematter-import cannot be removed: [^\n]+\n$/m);
  });

  test.each([
    ['hours ago', -7200],
    ['in the future', 7200],
  ])(
    'an import that is asleep on this machine keeps its lock, also if that was stamped %s',
    async (_, seconds) => {
      const cwd = makeSite();
      const disk = makeHeldDisk(some);
      const first = startTubematter(args, { cwd, env: disk.env });
      await disk.untilHeld();
      first.child.kill('SIGSTOP');
      const stamp = Date.now() / 1000 + seconds;
      utimesSync(join(cwd, lock), stamp, stamp);
      expect((await runTubematter(args, { cwd })).exitCode).toBe(2);
      first.child.kill('SIGCONT');
      disk.release();
      expect((await first.outcome).exitCode).toBe(0);
      expect(listPages(cwd)).toHaveLength(pages);
    },
  );

  test.each<[name: string, owner: string, ageSeconds: number, isTaken: boolean]>([
    ['a dead process', JSON.stringify({ pid: dead, host: hostname() }), 0, true],
    ['nobody: it is cut off,', '{"pi', 60, true],
    ['a living process', JSON.stringify({ pid: process.pid, host: hostname() }), 500, false],
    // The number of the dead one may be that of another process by now.
    ['a living process, silent for long', JSON.stringify({ pid: process.pid, host: hostname() }), 700, true],
    ['a process of another machine', JSON.stringify({ pid: dead, host: 'elsewhere' }), 500, false],
    [
      'a process of another machine, silent for long',
      JSON.stringify({ pid: dead, host: 'elsewhere' }),
      700,
      true,
    ],
    [
      'a process of another container',
      JSON.stringify({ pid: dead, host: hostname(), space: 'pid:[1]' }),
      500,
      false,
    ],
  ])('a folder lock of %s', async (_, owner, ageSeconds, isTaken) => {
    const cwd = makeFolder({ '../channel.json': makeSnapshot([{}]), [lock]: owner });
    const written = Date.now() / 1000 - ageSeconds;
    utimesSync(join(cwd, lock), written, written);
    const { exitCode, stderr } = await runTubematter(args, { cwd, env: withFastClock });
    expect([exitCode, existsSync(join(cwd, lock))]).toEqual(isTaken ? [0, false] : [2, true]);
    if (isTaken) expect(readText(cwd, `pages/${makeVideoId(0)}/index.md`)).toContain('Sample video 0');
    else expect(stderr).toMatch(/Another import is running.*\n.*delete \S+\.tubematter-import\./);
  });
});
