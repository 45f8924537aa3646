import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listPages, readFiles, readStamps } from '../e2e/files.ts';
import { makeFolder, type Outcome, runTubematter } from '../e2e/run.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Two sites as they were before 0.1.0, of a channel that does not exist: `default` with the config that it had without
 * one, `custom` with every update rule. People edited them, before and after the last import.
 */
const sites = join(root, '8e1669e');
const lockfiles: Record<string, string> = {
  default: 'tubematter-lock.json',
  custom: 'videos-lock.json',
};

/** Sites of each release, likewise; the last import found nothing to do. */
const releases = readdirSync(root)
  .filter((name) => /^\d+\./.test(name))
  .flatMap((release) => readdirSync(join(root, release)).map((name) => join(root, release, name)));

function copySite(name: string, from = sites): string {
  const cwd = makeFolder();
  cpSync(join(from, name), cwd, { recursive: true });
  return cwd;
}

function importAgain(cwd: string, ...args: string[]): Promise<Outcome> {
  return runTubematter(['import', '--from', 'channel.json', ...args], { cwd });
}

describe.each(Object.entries(lockfiles))('a site of before 0.1.0 (%s)', (name, lockfile) => {
  test('an upgrade changes no page, and of the lockfile the first line alone', async () => {
    const cwd = copySite(name);
    const before = readFiles(cwd);
    const { exitCode, stdout, stderr } = await importAgain(cwd);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^0 created, 0 updated, 27 unchanged/m);

    const { [lockfile]: lockBefore = '', ...filesBefore } = before;
    const { [lockfile]: lockAfter = '', ...filesAfter } = readFiles(cwd);
    expect(filesAfter).toEqual(filesBefore);
    expect(listPages(cwd)).toHaveLength(27);
    const [first, ...linesAfter] = lockAfter.split('\n');
    // The import finds that a page was removed and names its URLs, once: it notes on the first line that it did.
    expect(first).toMatch(/"removed":\{"removed_000":"\d{4}-\d\d-\d\d"\}/);
    expect(linesAfter).toEqual(lockBefore.split('\n').slice(1));
  });

  test('the import after the upgrade touches nothing', async () => {
    const cwd = copySite(name);
    await importAgain(cwd);
    const stamps = readStamps(cwd);
    const { exitCode, stdout } = await importAgain(cwd);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^0 created, 0 updated, 27 unchanged/m)]);
    expect(readStamps(cwd)).toEqual(stamps);
  });
});

test('a config with the names of version 0.1.0 is refused with the names of today', async () => {
  const cwd = copySite('custom');
  const before = readFiles(cwd);
  const { exitCode, stderr } = await importAgain(cwd, '--config', 'old.config.yaml');
  expect(exitCode).toBe(2);
  for (const name of ['file', 'lockfile', 'update', 'premieres']) {
    expect(stderr).toContain(`\`${name}\``);
  }
  expect(readFiles(cwd)).toEqual(before);
});

test.each(releases)('an upgrade leaves %s as it is, lockfile and redirects too', async (site) => {
  const cwd = copySite('', site);
  const stamps = readStamps(cwd);
  const { exitCode, stdout } = await importAgain(cwd);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^0 created, 0 updated, 9 unchanged/m)]);
  expect(readStamps(cwd)).toEqual(stamps);
});

test('what a preset adds later reaches no page that exists, and diff --preset-changes shows what it would do', async () => {
  const cwd = copySite('0.1.0/seed', root);
  // As if the version of that site had not known the field.
  for (const path of [...listPages(cwd), 'tubematter-lock.json']) {
    const file = join(cwd, path);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^layout: video\n|"layout":"video",/gm, ''));
  }
  const before = readFiles(cwd);
  expect((await importAgain(cwd)).stdout).toMatch(/^0 created, 0 updated, 9 unchanged/m);
  expect(readFiles(cwd)).toEqual(before);

  const show = (...args: string[]) => runTubematter(['diff', '--from', 'channel.json', ...args], { cwd });
  expect((await show()).exitCode).toBe(0);
  const { exitCode, stdout } = await show('--preset-changes');
  const added = stdout.match(/^[+-][^+-].*$/gm);
  expect([exitCode, added]).toEqual([1, Array.from({ length: 8 }, () => '+layout: video')]);
  const words = 'What would change if the pages got the new fields of the preset, too';
  const stat = await show('--preset-changes', '--stat', '--report', '../changes.md');
  for (const text of [stdout, stat.stdout]) {
    expect(text).toMatch(new RegExp(`^${words}:\n0 would be created, 8 `, 'm'));
  }
  expect(readFileSync(join(cwd, '../changes.md'), 'utf8')).toMatch(
    new RegExp(`^# Videos and preset: 8 changed\n\n## ${words}\n`),
  );
  expect(readFiles(cwd)).toEqual(before);
});
