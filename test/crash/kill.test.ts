import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFiles } from '../e2e/files.ts';
import { runTubematter, startTubematter } from '../e2e/run.ts';
import { makeSlowDisk } from '../e2e/slow-disk.ts';
import { until } from '../until.ts';
import { content, copySite, counts, importArgs, makeSite, pageCount, removeSite, type Site } from './site.ts';

/** `CRASHES=200 npx vitest run test/crash` for a long run. */
const crashes = Number(process.env['CRASHES'] ?? 20);
const { fresh } = counts;
const old = pageCount - fresh;
const folderLock = `${content}/.tubematter-import`;
const temporary = /(^|\/)\.tubematter-\d+-\d+\.tmp$/;

let site: Site;
/** How long the undisturbed import wrote, in milliseconds. */
let writing = 0;
let interrupted = 0;

beforeAll(async () => {
  site = await makeSite();
  const copy = copySite(site.folder);
  const { child, outcome } = startTubematter(importArgs, { cwd: copy });
  await untilWriting(copy, () => child.exitCode !== null);
  const start = performance.now();
  await outcome;
  writing = performance.now() - start;
  removeSite(copy);
});

async function untilWriting(cwd: string, isOver: () => boolean): Promise<void> {
  await until(() => existsSync(join(cwd, folderLock)) || isOver(), 1);
}

/** By its pages, an import is killed on a disk so slow that it has not ended before it is. */
const onSlowDisk = makeSlowDisk(5);
/** In time since the start, in time since it began to read, and by the pages that are there, however slow the machine is. */
const kinds = ['the start', 'its folder lock', 'its new pages', 'its folder lock', 'its new pages'] as const;
const moments = Array.from({ length: crashes }, (_, number) => ({
  number,
  kind: kinds[number % kinds.length],
  // Spread evenly by the golden ratio, the same each time.
  part: Number(((number * 0.618034) % 1).toFixed(3)),
}));

describe.concurrent('an import that is killed', () => {
  test.each(moments)('at moment $number, $part of $kind', async ({ kind, part }) => {
    const cwd = copySite(site.folder);
    const env = kind === 'its new pages' ? onSlowDisk : {};
    const { child, outcome } = startTubematter(importArgs, { cwd, env });
    const isOver = () => child.exitCode !== null;
    if (kind === 'the start') await sleep(part * site.duration);
    if (kind === 'its new pages') await until(() => countPages(cwd) >= old + part * fresh || isOver(), 1);
    if (kind === 'its folder lock') {
      await untilWriting(cwd, isOver);
      await sleep(part * writing);
    }
    child.kill('SIGKILL');
    await outcome;

    const { written, missing } = expectWhole(readFiles(cwd));
    if (written > 0 && missing > 0) interrupted += 1;

    const next = await runTubematter(importArgs, { cwd });
    expect(next.stderr).not.toMatch(/tubematter:|damaged|lock/);
    expect(next.exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(site.after);
    removeSite(cwd);
  });
});

test('the kills struck while pages were written', () => {
  expect(interrupted).toBeGreaterThanOrEqual(Math.ceil(crashes / 10));
});

/** Each page has a folder of its own; they are made in the order of the pages. */
function countPages(cwd: string): number {
  return readdirSync(join(cwd, content)).length;
}

/** Every file is as it was or as it will be; beside them stand at most the folder lock of the dead import and its temporary. */
function expectWhole(found: Record<string, string>): { written: number; missing: number } {
  const { before, after } = site;
  const files = Object.keys(found).filter(
    (path) => !path.endsWith('/') && path !== folderLock && !temporary.test(path),
  );
  const odd = files.filter((path) => found[path] !== before[path] && found[path] !== after[path]);
  expect(odd.map((path) => `${path} is neither its old nor its new version:\n${found[path]}`)).toEqual([]);
  expect(Object.keys(before).filter((path) => found[path] === undefined)).toEqual([]);

  const pages = Object.keys(after).filter((path) => path.endsWith('.md'));
  expect(pages).toHaveLength(pageCount);
  const changing = pages.filter((path) => after[path] !== before[path]);
  const written = changing.filter((path) => found[path] === after[path]).length;
  return { written, missing: changing.length - written };
}
