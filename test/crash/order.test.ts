import { dirname } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { writeFiles } from '../e2e/files.ts';
import { makeFolder } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { needStrace, traceTubematter } from './strace.ts';

const config = 'content: site/pages\nlockfile: state/deep/lock.json\n';
const lockfile = 'state/deep/lock.json';
const folderOf = (number: number) => `site/pages/${makeVideoId(number)}`;

/** Imports into a site, and tells what is flushed and what gets a name, in this order, with paths below the site. */
async function traceImport(cwd: string, titles: (string | undefined)[]): Promise<string[]> {
  const videos = titles.map((title) => (title === undefined ? {} : { title }));
  writeFiles(cwd, { 'tubematter.config.yaml': config, '../channel.json': makeSnapshot(videos) });
  const args = ['import', '--from', '../channel.json'];
  const { exitCode, calls } = await traceTubematter(args, { cwd }, '/^(fsync|fdatasync|rename|link)');
  expect(exitCode).toBe(0);
  return calls.flatMap(({ text }) => readStep(text.replaceAll(`${cwd}/`, '').replaceAll(cwd, '.')));
}

function readStep(text: string): string[] {
  const [, flushed] = /^f(?:data)?sync\(\d+<(.*?)>\)/.exec(text) ?? [];
  if (flushed !== undefined) return [`flush ${hideNumbers(flushed)}`];
  const [, from = '', to] = /^(?:rename|link)\w*\(.*?"(.*?)", .*?"(.*?)".*\) = 0$/.exec(text) ?? [];
  // The lock of the content folder stands for nothing that is to be kept.
  return to === undefined || to.endsWith('/.tubematter-import')
    ? []
    : [`place ${hideNumbers(from)} as ${to}`];
}

const hideNumbers = (path: string) => path.replace(/\.tubematter-\d+-\d+\.tmp$/, '.tmp');
const flush = (folder: string) => `flush ${folder}`;

/** What is done for each file: a temporary one beside it is flushed, then it gets the name. */
function write(...files: string[]): string[] {
  return files.flatMap((file) => [`flush ${dirname(file)}/.tmp`, `place ${dirname(file)}/.tmp as ${file}`]);
}

/**
 * Expects the steps group by group. Within a group, of what is done at the same time, the order is only that a file is
 * flushed before it gets its name, and its folder after.
 */
function expectSteps(steps: string[], ...groups: string[][]): void {
  const found = groups.map((group, at) => {
    const start = groups.slice(0, at).reduce((sum, { length }) => sum + length, 0);
    return steps.slice(start, at === groups.length - 1 ? steps.length : start + group.length);
  });
  expect(found.map((group) => group.toSorted())).toEqual(groups.map((group) => group.toSorted()));
  for (const [at, step] of steps.entries()) {
    const [, temporary, file] = /^place (.*) as (.*)$/.exec(step) ?? [];
    if (temporary === undefined || file === undefined) continue;
    expect(steps.slice(0, at)).toContain(flush(temporary));
    expect(steps.slice(at)).toContain(flush(dirname(file)));
  }
}

const pageOf = (number: number) => `${folderOf(number)}/index.md`;

beforeEach(needStrace);

test('pages and their folders are on the disk before the lockfile, and its folder after', async () => {
  const cwd = makeFolder();
  // The folders of the pages and of the lockfile are new, and lie in new ones.
  expectSteps(
    await traceImport(cwd, [undefined, undefined]),
    ['site', '.'].map(flush),
    [...write(pageOf(1), pageOf(0)), ...[folderOf(1), 'site/pages', folderOf(0)].map(flush)],
    write(lockfile),
    ['state/deep', 'state', '.'].map(flush),
  );
  // One page that changes, one that stays, one that is new.
  expectSteps(
    await traceImport(cwd, ['Anew', undefined, undefined]),
    [...write(pageOf(2), pageOf(0)), ...[folderOf(2), 'site/pages', folderOf(0)].map(flush)],
    write(lockfile),
    ['state/deep'].map(flush),
  );
});

test('a page that a killed run wrote is on the disk before the lockfile tells of it', async () => {
  const cwd = makeFolder();
  await traceImport(cwd, [undefined]);
  writeFiles(cwd, { [lockfile]: '' });
  expectSteps(
    await traceImport(cwd, [undefined]),
    [folderOf(0), 'site/pages'].map(flush),
    write(lockfile),
    ['state/deep'].map(flush),
  );
});

test('nothing to do flushes nothing', async () => {
  const cwd = makeFolder();
  await traceImport(cwd, [undefined]);
  expect(await traceImport(cwd, [undefined])).toEqual([]);
});
