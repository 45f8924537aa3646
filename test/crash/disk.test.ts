import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, type Outcome, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { makeReadOnly, makeWritable, mountDisk, needMounts, resizeDisk } from './mounts.ts';

const args = ['import', '--from', '../channel.json'];
const old = 30;
const fresh = 30;
const all = old + fresh;
const path = (number: number) => `${makeVideoId(number)}/index.md`;

const then = Array.from({ length: old }, (_, number) => describeVideo(number, 'PT1M'));
// Old and new ones take turns.
const now = Array.from({ length: old }, (_, number) => [
  describeVideo(number, 'PT2M'),
  describeVideo(old + number, 'PT2M'),
]).flat();

function describeVideo(number: number, duration: string): VideoSpec {
  return { id: makeVideoId(number), title: `Wheel ${number}`, duration };
}

interface Site {
  cwd: string;
  before: Record<string, string>;
  after: Record<string, string>;
}

/** A site of 30 pages that change and 30 that are new; `prepare` makes the disks on which it lies. */
async function makeSite(prepare: (cwd: string) => void = () => {}): Promise<Site> {
  const files = { 'tubematter.config.yaml': 'content: pages\nlockfile: state/lock.json\n' };
  const [cwd, undisturbed] = [makeFolder(files), makeFolder(files)];
  prepare(cwd);
  for (const folder of [cwd, undisturbed]) {
    writeFiles(folder, { 'state/x': '', '../channel.json': makeSnapshot(then) });
    await importInto(folder, 0);
    writeFiles(folder, { '../channel.json': makeSnapshot(now) });
  }
  const before = readFiles(cwd);
  await importInto(undisturbed, 0);
  return { cwd, before, after: readFiles(undisturbed) };
}

async function importInto(cwd: string, exitCode: number, more: string[] = []): Promise<Outcome> {
  const run = await runTubematter([...args, ...more], { cwd });
  expect(run.exitCode, run.stdout + run.stderr).toBe(exitCode);
  expect(run.stderr.includes('tubematter:')).toBe(exitCode === 2);
  return run;
}

/** Every file is its old or its new version, and nothing else is left. */
function expectWhole(found: Record<string, string>, { before, after }: Site): void {
  const odd = Object.keys(found).filter(
    (file) => !file.endsWith('lock.json') && found[file] !== before[file] && found[file] !== after[file],
  );
  expect(odd).toEqual([]);
  expect(Object.keys(before).filter((file) => found[file] === undefined)).toEqual([]);
}

/** Fills a disk to its last byte. */
function fill(folder: string): void {
  try {
    writeFileSync(join(folder, 'filler'), Buffer.alloc(4096 * 1024));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
    return;
  }
  throw new Error(`${folder} is too large to be filled.`);
}

const isPage = (file: string) => file.endsWith('.md');

test('no space for all pages: each that fails is reported, the others are written', async (context) => {
  needMounts(context);
  const site = await makeSite((folder) => mountDisk(join(folder, 'pages'), 4 * (old + 15)));
  const { cwd, after } = site;
  const { stdout } = await importInto(cwd, 1);
  const found = readFiles(cwd);
  expectWhole(found, site);
  const written = Object.keys(found).filter((file) => isPage(file) && found[file] === after[file]);
  const [, others] =
    /^Problem: pages\/\S+\/index\.md: it could not be written: no space is left on the disk\. And (\d+) more like this: /m.exec(
      stdout,
    ) ?? [];
  expect(written.length).toBeGreaterThan(10);
  expect(1 + Number(others)).toBe(all - written.length);
  // The lock knows the new values of what was written, and of nothing else.
  const lines = (files: Record<string, string>) => (files['state/lock.json'] ?? '').split(/,?\n/);
  expect(lines(found)).toHaveLength(lines(after).length - (all - Object.keys(found).filter(isPage).length));

  resizeDisk(join(cwd, 'pages'), 4096);
  await importInto(cwd, 0);
  expect(readFiles(cwd)).toEqual(after);
});

test('no space at all: exit 2, and nothing is changed', async (context) => {
  needMounts(context);
  const site = await makeSite((folder) => mountDisk(join(folder, 'pages'), 4 * (old + 15)));
  fill(join(site.cwd, 'pages'));
  const before = readFiles(site.cwd);
  const { stdout, stderr } = await importInto(site.cwd, 2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^tubematter: The content folder pages cannot be written: no space is left/);
  expect(readFiles(site.cwd)).toEqual(before);
  rmSync(join(site.cwd, 'pages/filler'));
  resizeDisk(join(site.cwd, 'pages'), 4096);
  await importInto(site.cwd, 0);
  expect(readFiles(site.cwd)).toEqual(site.after);
});

test.for<[name: string, spoil: (folder: string) => void, mend: (folder: string) => void, words: string]>([
  [
    'no space for the lockfile',
    fill,
    (folder) => rmSync(join(folder, 'filler')),
    'no space is left on the disk',
  ],
  ['a read-only folder of the lockfile', makeReadOnly, makeWritable, 'the file system is read-only'],
])(
  '%s: the pages are written, the lockfile is reported and stays whole',
  async ([, spoil, mend, words], context) => {
    needMounts(context);
    const site = await makeSite((folder) => mountDisk(join(folder, 'state'), 256));
    const state = join(site.cwd, 'state');
    spoil(state);
    const lock = readText(state, 'lock.json');
    const { stdout } = await importInto(site.cwd, 1);
    expect(stdout).toContain(
      `Problem: state/lock.json: it could not be written: ${words}. The pages are whole.`,
    );
    expect(stdout).toContain(`${fresh} created, ${old} updated`);
    expect(readText(state, 'lock.json')).toBe(lock);
    mend(state);
    await importInto(site.cwd, 0);
    expect(readFiles(site.cwd)).toEqual(site.after);
  },
);

test('a read-only content folder: exit 2, nothing is changed, and diff still tells the drift', async (context) => {
  needMounts(context);
  const { cwd, before, after } = await makeSite();
  makeReadOnly(join(cwd, 'pages'));
  const { stdout, stderr } = await importInto(cwd, 2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^tubematter: The content folder pages cannot be written: .* read-only\./);
  expect(readFiles(cwd)).toEqual(before);
  const diff = await runTubematter(['diff', ...args.slice(1)], { cwd });
  expect(diff.exitCode).toBe(1);
  makeWritable(join(cwd, 'pages'));
  await importInto(cwd, 0);
  expect(readFiles(cwd)).toEqual(after);
});

test("a read-only page's folder: that page is reported, the others are written", async (context) => {
  needMounts(context);
  const site = await makeSite();
  const { cwd, before, after } = site;
  const folder = join(cwd, 'pages', makeVideoId(3));
  makeReadOnly(folder);
  const { stdout } = await importInto(cwd, 1);
  expect(stdout).toContain(
    `Problem: pages/${path(3)}: it could not be written: the file system is read-only.`,
  );
  expect(stdout).toContain(`${fresh} created, ${old - 1} updated`);
  const found = readFiles(cwd);
  expectWhole(found, site);
  expect(found[`pages/${path(3)}`]).toBe(before[`pages/${path(3)}`]);
  makeWritable(folder);
  await importInto(cwd, 0);
  expect(readFiles(cwd)).toEqual(after);
});

test('no space for what is saved: exit 2 in words, and the earlier file stays whole', async (context) => {
  needMounts(context);
  const { cwd, before, after } = await makeSite();
  const disk = join(cwd, '../disk');
  mountDisk(disk, 32);
  // As an earlier run left them.
  const saved = '{"format":"tubematter-snapshot"}';
  const report = '<!doctype html><meta name="generator" content="tubematter">';
  writeFiles(disk, { 'saved.json': saved, 'report.html': report });
  fill(disk);
  const saving = await importInto(cwd, 2, ['--save', '../disk/saved.json']);
  expect(saving.stderr).toMatch(
    /The snapshot \S+saved\.json cannot be written: no space is left on the disk/,
  );
  expect(readFiles(cwd)).toEqual(before);
  const reporting = await importInto(cwd, 2, ['--report', '../disk/report.html']);
  expect(reporting.stderr).toMatch(/The report \S+report\.html cannot be written: no space is left/);
  expect(readFiles(cwd)).toEqual(after);
  expect([readText(disk, 'saved.json'), readText(disk, 'report.html')]).toEqual([saved, report]);
  expect(readFileSync(join(disk, 'filler')).length).toBeGreaterThan(0);
});
