import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { until } from '../until.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

/** Takes longer than the universe is old on a long row of a with something else behind it. */
const hanging = '^(a+)+$';
const slowTitle = `${'a'.repeat(60)}!`;

describe.concurrent('--match with a pattern that hangs', () => {
  const makeSite = (titles: string[]) =>
    makeFolder({ 'channel.json': makeSnapshot(titles.map((title) => ({ title }))) });

  test('reports the title, leaves it out and goes on with the others', async () => {
    const cwd = makeSite(['aaa', slowTitle, 'bbb', 'aaaaa']);
    const args = ['import', '--from', 'channel.json', '--match', hanging];
    const { exitCode, stdout, stderr } = await runTubematter([...args, '--json'], { cwd });
    const plan = parsePlan(stdout);
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(plan.changes.map(({ title }) => title).sort()).toEqual(['aaa', 'aaaaa']);
    expect(plan.problems).toEqual([{ code: 'slow-match', videoId: makeVideoId(1) }]);
    expect(plan.skipped.map(({ reason }) => reason)).toEqual(['no-match', 'no-match']);
    const inWords = await runTubematter(args, { cwd });
    expect(inWords.stdout).toMatch(/the pattern of --match takes longer than a second on its title/);
  });

  test('takes no page of such a title for one whose video left the channel', async () => {
    const cwd = makeSite(['aaa', slowTitle]);
    const args = ['import', '--from', 'channel.json', '--json'];
    await runTubematter(args, { cwd });
    const { stdout } = await runTubematter([...args, '--match', hanging], { cwd });
    expect(parsePlan(stdout)).toMatchObject({ changes: [], missing: [] });
  });

  test('gives up after ten titles: it is the pattern', async () => {
    const cwd = makeSite(Array.from({ length: 40 }, () => slowTitle));
    const { exitCode, stdout, stderr } = await runTubematter(
      ['import', '--from', 'channel.json', '--match', hanging],
      { cwd },
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--match takes longer than a second on each of 10 titles.*\n.*\(a\+\)\+/);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('hears %s', async (signal, code) => {
    const cwd = makeSite(Array.from({ length: 40 }, () => slowTitle));
    const args = ['import', '--from', 'channel.json', '--content', 'pages', '--match', hanging];
    const moment = until(() => existsSync(join(cwd, 'pages/.tubematter-import'))).then(() => sleep(500));
    const { exitCode, stderr } = await runTubematter(args, { cwd, signalAfter: { signal, moment } });
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(`Interrupted by ${signal}.`)]);
    expect(existsSync(join(cwd, 'pages'))).toBe(false);
  });
});
