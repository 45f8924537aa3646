import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter, startTubematter } from '../e2e/run.ts';
import { makeSlowDisk } from '../e2e/slow-disk.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { until } from '../until.ts';
import { makeImage, mountImage, needImages } from './mounts.ts';

/** `POWER_CUTS=100 npx vitest run test/crash/power.test.ts` for a long run. */
const cuts = Number(process.env['POWER_CUTS'] ?? 4);
const args = ['import', '--from', '../channel.json'];
/** Writing takes about as long each time, whatever else the machine does. */
const onSlowDisk = makeSlowDisk(10);
const folderLock = 'pages/.tubematter-import';
const lockfile = 'state/lock.json';
const disks = ['state', 'pages'];

/** 30 pages that change and 30 that are new; old and new ones take turns. */
const count = 30;
const describeVideo = (number: number, duration: string): VideoSpec => ({
  id: makeVideoId(number),
  title: `Wheel ${number}`,
  duration,
});
const then = Array.from({ length: count }, (_, number) => describeVideo(number, 'PT1M'));
const now = then.flatMap((_, number) => [
  describeVideo(number, 'PT2M'),
  describeVideo(count + number, 'PT2M'),
]);

interface Site {
  /** A folder with the images of both disks as they are before the import. */
  images: string;
  before: Record<string, string>;
  after: Record<string, string>;
  /** How long the undisturbed import wrote, in milliseconds. */
  writing: number;
}

/** A site whose pages and lockfile lie on disks of their own. */
function openSite(images: string): { cwd: string; close(): void } {
  const cwd = makeFolder({
    'tubematter.config.yaml': `content: pages\nlockfile: ${lockfile}\n`,
    '../channel.json': makeSnapshot(now),
  });
  const unmounts = disks.map((disk) => mountImage(join(images, `${disk}.img`), join(cwd, disk)));
  return { cwd, close: () => unmounts.forEach((unmount) => void unmount()) };
}

function copyImages(images: string): string {
  const copy = makeFolder();
  // The lockfile's first: what the kernel writes between the two copies can only make the pages newer.
  for (const disk of disks) cpSync(join(images, `${disk}.img`), join(copy, `${disk}.img`));
  return copy;
}

/** The files of both disks, without what an empty disk has. */
function readSite(cwd: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readFiles(cwd)).filter(([path]) => !path.includes('lost+found')));
}

async function makeSite(): Promise<Site> {
  const images = makeFolder();
  for (const disk of disks) makeImage(join(images, `${disk}.img`));
  const first = openSite(images);
  writeFiles(first.cwd, { '../channel.json': makeSnapshot(then) });
  expect((await runTubematter(args, { cwd: first.cwd })).exitCode).toBe(0);
  const before = readSite(first.cwd);
  first.close();

  const { cwd, close } = openSite(copyImages(images));
  const { child, outcome } = startTubematter(args, { cwd, env: onSlowDisk });
  await until(() => existsSync(join(cwd, folderLock)) || child.exitCode !== null);
  const start = performance.now();
  expect((await outcome).exitCode).toBe(0);
  const writing = performance.now() - start;
  const after = readSite(cwd);
  close();
  return { images, before, after, writing };
}

/**
 * Imports, and cuts the power: the process stops where it is, and what both disks hold at that moment is all that is left.
 * What was written and not flushed is still in the kernel's memory.
 *
 * @param part how far through its writing the import is; 1: it has just ended
 * @returns the images of the disks
 */
async function cutPower({ images, writing }: Site, part: number): Promise<string> {
  const work = copyImages(images);
  const { cwd, close } = openSite(work);
  const { child, outcome } = startTubematter(args, { cwd, env: onSlowDisk });
  await until(() => existsSync(join(cwd, folderLock)) || child.exitCode !== null);
  if (part === 1) await outcome;
  else await sleep(part * writing);
  child.kill('SIGSTOP');
  const left = copyImages(work);
  child.kill('SIGKILL');
  await outcome;
  close();
  return left;
}

/** Every page is old or new, and new where the lockfile says so. */
function expectPromises(found: Record<string, string>, { before, after }: Site): void {
  const pages = Object.keys(after).filter((path) => path.endsWith('.md'));
  const odd = pages.filter((path) => found[path] !== before[path] && found[path] !== after[path]);
  expect(odd.map((path) => `${path} is neither its old nor its new version:\n${found[path]}`)).toEqual([]);
  const lines = readEntries(found);
  const [old, fresh] = [readEntries(before), readEntries(after)];
  for (const [id, line] of Object.entries(lines)) {
    expect([old[id], fresh[id]]).toContain(line);
    const path = `pages/${id}/index.md`;
    if (line !== old[id]) expect(found[path], `${path}, of which the lockfile tells`).toBe(after[path]);
  }
  for (const id of Object.keys(old)) expect(Object.keys(lines)).toContain(id);
}

/** The lockfile's lines about pages, by video. */
function readEntries(files: Record<string, string>): Record<string, string> {
  const lines = (files[lockfile] ?? '').split(/,?\n/).filter((line) => /^"[\w-]{11}":/.test(line));
  return Object.fromEntries(lines.map((line) => [line.slice(1, 12), line]));
}

test('a power cut at any moment costs no page that the lockfile tells of, and the next import completes the job', {
  timeout: 3_600_000,
}, async (context) => {
  needImages(context);
  const site = await makeSite();
  expect(Object.keys(readEntries(site.before))).toHaveLength(count);
  expect(Object.keys(readEntries(site.after))).toHaveLength(2 * count);
  let interrupted = 0;
  // The first is cut when it has just ended: then the lockfile is new, and the kernel has had no time.
  const parts = Array.from({ length: cuts }, (_, number) => 1 - number / cuts);
  for (const part of parts) {
    const { cwd, close } = openSite(await cutPower(site, part));
    const found = readSite(cwd);
    if (found[lockfile] === site.before[lockfile] && part < 1) interrupted += 1;
    if (part === 1) expect(readEntries(found)).toEqual(readEntries(site.after));
    expectPromises(found, site);
    const next = await runTubematter(args, { cwd });
    expect(next.stderr, `after a cut at ${part}`).not.toMatch(/tubematter:|damaged/);
    expect(next.exitCode).toBe(0);
    expect(readSite(cwd)).toEqual(site.after);
    close();
  }
  expect(interrupted).toBeGreaterThan(0);
});
