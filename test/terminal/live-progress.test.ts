import { describe, expect, test } from 'vitest';
import type { Fault } from '../api/faults.ts';
import { makeWorld } from '../api/world.ts';
import { listPages, readFiles } from '../e2e/files.ts';
import { leadTo, makeFolder, startApi } from '../e2e/run.ts';
import { makeSlowDisk, preload } from '../e2e/slow-disk.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { until } from '../until.ts';
import { hasTmux, openScreen, type Screen } from './screen.ts';

const args = ['import', '--channel', '@sample', '--content', 'pages', '--concurrency', '1'];
const hang = (method: Fault['method'], at: number): Fault => ({ method, at, times: 99, what: 'hang' });

/** A run over 115 videos that meets a fault. */
async function openRun(fault: Fault | null, columns: number, more: { shell?: string; rows?: number } = {}) {
  const api = await startApi({ world: makeWorld(115), faults: fault ? [fault] : [] });
  const cwd = makeFolder();
  return { cwd, screen: openScreen(args, { cwd, env: leadTo(api), columns, ...more }) };
}

/** As a disk that is far away. */
const onSlowDisk = makeSlowDisk(100);

/** As a terminal that is far away. */
const onSlowTerminal = {
  NODE_OPTIONS: preload(`
    const clock = new Int32Array(new SharedArrayBuffer(4));
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (...args) => {
      Atomics.wait(clock, 0, 0, 20);
      return write(...args);
    };
  `),
};

/** So many that the disk is slow for half a minute. */
const pages = 300;

function openWriting(columns: number): { cwd: string; screen: Screen } {
  const cwd = makeFolder({ '../channel.json': makeSnapshot(Array.from({ length: pages }, () => ({}))) });
  const line = ['import', '--from', '../channel.json', '--content', 'pages'];
  return { cwd, screen: openScreen(line, { cwd, env: onSlowDisk, columns }) };
}

const interrupted: Record<number, string> = {
  80: `tubematter: Interrupted by SIGINT. What was written is whole; run the command
again to go on.`,
  40: `tubematter: Interrupted by SIGINT. What
was written is whole; run the command
again to go on.`,
};

/** 50 videos are read, and no answer comes any more. */
const isSettled = /Details .*50 of 115[\s\S]*[4-6] of 7 units/;

/**
 * Waits for a screen. Requests at once may be counted with the one answer or the next: their units do not matter. The
 * time left is shown where the first videos took more than two seconds.
 */
async function expectScreen(screen: Screen, text: string): Promise<void> {
  const read = () =>
    screen
      .readAll()
      .replace(/[4-6] of 7 units/, 'N of 7 units')
      .replace(/ {2}\d+ (s|min) left$/gm, '');
  // Where it never comes, the comparison shows what came.
  await until(() => read() === text, 100).catch(() => {});
  expect(read()).toBe(text);
}

const stages: [name: string, fault: Fault, columns: number, shown: string][] = [
  [
    'listing',
    hang('playlistItems.list', 2),
    80,
    `⠿ Listing   ━━━━━━━━━━━━━──────────────────   50 of 115 videos
⠿ Details   ━━━━━━━━━━━━━──────────────────   50 of 115 videos
  Quota     N of 7 units`,
  ],
  [
    'listing',
    hang('playlistItems.list', 2),
    40,
    `⠿ Listing   50 of 115 videos
⠿ Details   50 of 115 videos
  Quota     N of 7 units`,
  ],
  [
    'details',
    hang('videos.list', 2),
    80,
    `✔ Listing   115 videos
⠿ Details   ━━━━━━━━━━━━━──────────────────   50 of 115 videos
  Quota     N of 7 units`,
  ],
  [
    'details',
    hang('videos.list', 2),
    40,
    `✔ Listing   115 videos
⠿ Details   50 of 115 videos
  Quota     N of 7 units`,
  ],
];

describe.skipIf(!hasTmux).concurrent('while YouTube is asked', () => {
  test.each(stages)('%s (%o, %i columns); Ctrl-C leaves nothing of it', async (_, fault, columns, shown) => {
    const { cwd, screen } = await openRun(fault, columns);
    await expectScreen(screen, shown);
    screen.press('C-c');
    expect(await screen.waitForEnd()).toEqual({ text: interrupted[columns], exitCode: 130 });
    expect(screen.readAll()).toBe(`${interrupted[columns]}\n[exit 130]`);
    expect(screen.isAsBefore()).toBe(true);
    expect(readFiles(cwd)).toEqual({});
  });

  test.each([
    [80, '  Waiting   N s, try 2: YouTube answered with an error of its own: The servic…'],
    [40, '  Waiting   N s, try 2: YouTube answe…'],
  ])('a pause says how long and why (%i columns)', async (columns, row) => {
    const headers = { 'retry-after': '50' };
    const { screen } = await openRun({ method: 'videos.list', at: 2, what: 'unavailable', headers }, columns);
    const text = await screen.waitFor(/50 of 115[\s\S]*Waiting/);
    expect(
      text
        .split('\n')
        .at(-1)
        ?.replace(/\d\d s/, 'N s'),
    ).toBe(row);
    screen.press('C-c');
    expect(await screen.waitForEnd()).toEqual({ text: interrupted[columns], exitCode: 130 });
  });

  test.each([80, 40])('at the end the summary is all that is left (%i columns)', async (columns) => {
    const { screen } = await openRun(null, columns);
    const { text, exitCode } = await screen.waitForEnd();
    expect(exitCode).toBe(0);
    expect(text).toBe(
      columns === 80
        ? '115 created, 0 updated, 0 unchanged, 0 skipped, 0 problems (7 quota units)'
        : '115 created, 0 updated, 0 unchanged,\n0 skipped, 0 problems (7 quota units)',
    );
    expect(screen.readAll()).toMatch(/^115 created.*\n\[exit 0\]$/s);
    expect(screen.isAsBefore()).toBe(true);
  });
});

describe.skipIf(!hasTmux).concurrent('while pages are written', () => {
  test.each([
    [80, /^✔ Planning {2}300 videos\n⠿ Writing {3}━*─* {2}[ \d]{3} of 300 pages {2}\d+ (s|min) left$/],
    [40, /^✔ Planning {2}300 videos\n⠿ Writing {3}\d+ of 300 pages {2}\d+ (s|min) left$/],
  ])('counts and time left (%i columns); Ctrl-C leaves nothing of it', async (columns, shown) => {
    const { cwd, screen } = openWriting(columns);
    expect(await screen.waitFor(/ left/)).toMatch(shown);
    screen.press('C-c');
    expect(await screen.waitForEnd()).toEqual({ text: interrupted[columns], exitCode: 130 });
    expect(screen.readAll()).toBe(`${interrupted[columns]}\n[exit 130]`);
    expect(screen.isAsBefore()).toBe(true);
    expect(listPages(cwd).length).toBeGreaterThan(0);
    expect(listPages(cwd).length).toBeLessThan(pages);
  });
});

describe.skipIf(!hasTmux).concurrent('while diffs are printed', () => {
  test('Ctrl-C is heard between two of them', async () => {
    const count = 4000;
    const cwd = makeFolder({ '../channel.json': makeSnapshot(Array.from({ length: count }, () => ({}))) });
    const screen = openScreen(['diff', '--from', '../channel.json', '--content', 'pages'], {
      cwd,
      env: onSlowTerminal,
      columns: 80,
    });
    await screen.waitFor(/^\+videoId/m);
    screen.press('C-c');
    const { text, exitCode } = await screen.waitForEnd();
    expect(exitCode).toBe(130);
    expect(text).toMatch(/tubematter: Interrupted by SIGINT\. .*\nagain to go on\.$/);
    expect(screen.readBytes().match(/^.*\+\+\+ b/gm)?.length).toBeLessThan(count);
  });
});

describe.skipIf(!hasTmux)('a terminal that changes', () => {
  const lines = (text: string) => `seq 8; ${text}`;
  const above = '1\n2\n3\n4\n5\n6\n7\n8\n';
  const wide = stages[2]?.[3] ?? '';
  const narrow = stages[3]?.[3] ?? '';

  // A frame that is drawn after the change and before the signal that tells of it leaves a row behind. On a machine that
  // is busy with other things this happens now and then: hence the retries.
  test.each([
    ['wide, narrow, wide', [80, 40, 80]],
    ['narrower than the text', [80, 30, 24, 80]],
    ['in many small steps', [80, 70, 62, 55, 47, 40, 47, 62, 80]],
  ])('%s: no row is left behind', { retry: 3 }, async (_, widths) => {
    const { screen } = await openRun(hang('videos.list', 2), 80, { shell: lines('eval "$TUBEMATTER"') });
    await expectScreen(screen, `${above}${wide}`);
    for (const columns of widths) {
      screen.resize(columns);
      // The bar shrinks, and goes where there is no room for it.
      const hasBar = columns > 56;
      await screen.waitFor(hasBar ? /Details {3}━+─+ / : /Details {3}50 of 115/);
    }
    await expectScreen(screen, `${above}${wide}`);
    screen.resize(40);
    await expectScreen(screen, `${above}${narrow}`);
    screen.press('C-c');
    expect((await screen.waitForEnd()).exitCode).toBe(130);
    expect(screen.readAll()).toBe(`${above}${interrupted[40]}\n[exit 130]`);
    expect(screen.isAsBefore()).toBe(true);
  });

  test('so low that only the last rows fit', async () => {
    const { screen } = await openRun(hang('videos.list', 2), 80, { rows: 3 });
    await expectScreen(screen, wide.split('\n').slice(1).join('\n'));
    screen.press('C-c');
    await screen.waitForEnd();
    expect(screen.readAll()).toBe(`${interrupted[80]}\n[exit 130]`);
  });

  test('stopped with Ctrl-Z, and going on', async () => {
    const shell = 'bash --norc --noprofile -i';
    const { screen } = await openRun(hang('videos.list', 2), 80, { shell });
    screen.press('PS1="> "; clear; eval "$TUBEMATTER"', 'Enter');
    await screen.waitFor(isSettled);
    expect(screen.isAsBefore()).toBe(false);
    screen.press('C-z');
    const stopped = await screen.waitFor(/Stopped[\s\S]*^>$/m);
    expect(stopped).not.toMatch(/Details/);
    expect(screen.isAsBefore()).toBe(true);
    screen.press('fg', 'Enter');
    await screen.waitFor(isSettled);
    screen.press('C-c');
    expect(await screen.waitFor(/go on\./)).not.toMatch(/Details/);
    screen.press('exit', 'Enter');
    await screen.waitForEnd();
    expect(screen.isAsBefore()).toBe(true);
  });
});
