import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLock } from '../../src/site/read-lockfile.ts';
import { type Readings, readAhead, readOnce, startReadings } from '../../src/site/readings.ts';
import { scanPages } from '../../src/site/scan.ts';
import { makeFolder } from '../e2e/run.ts';

const makePage = (videoId: string, title: string) =>
  `---\nvideoId: ${videoId}\ntitle: ${title}\n---\nWords.\n`;
const files = {
  'a/index.md': makePage('aaaaaaaaaaa', 'One'),
  'b/index.md': makePage('bbbbbbbbbbb', 'Two'),
  'c.md': '# A note about videoId and other things\n',
  'd.md': '---\nvideoId: ddddddddddd\ntitle: [\n---\n',
};
const never = new AbortController().signal;

async function readFolder(): Promise<{ root: string; readings: Readings }> {
  const [root, readings] = [makeFolder(files), startReadings()];
  await readAhead(root, join(root, 'lock.json'), readings, never);
  const paths = Object.keys(files).map((path) => join(root, path));
  expect([...readings.pages.keys()].toSorted()).toEqual(paths);
  return { root, readings };
}

test('what was read ahead is not read again', async () => {
  const { root, readings } = await readFolder();
  const read = [...readings.pages.values()].flatMap(({ reading }) =>
    reading && 'page' in reading ? reading.page : [],
  );
  const { pages, problems, unreadable } = scanPages(root, readings);
  expect(pages.every((page) => read.includes(page))).toBe(true);
  expect([pages.length, problems.length, unreadable.length]).toEqual([2, 1, 1]);
});

const edits: Record<string, (path: (name: string) => string) => void> = {
  'an edit as long as what was there': (path) =>
    writeFileSync(path('a/index.md'), makePage('aaaaaaaaaaa', 'Eno')),
  'an edit that keeps the time of the last change': (path) => {
    const then = new Date(2020, 1, 1);
    writeFileSync(path('a/index.md'), makePage('aaaaaaaaaaa', 'Eno'));
    utimesSync(path('a/index.md'), then, then);
  },
  'a page in the place of another': (path) => {
    writeFileSync(path('new'), makePage('aaaaaaaaaaa', 'New'));
    renameSync(path('new'), path('a/index.md'));
  },
  'two pages that change places': (path) => {
    renameSync(path('a/index.md'), path('aside'));
    renameSync(path('b/index.md'), path('a/index.md'));
    renameSync(path('aside'), path('b/index.md'));
  },
  'a page that comes': (path) => writeFileSync(path('e.md'), makePage('eeeeeeeeeee', 'Three')),
  'a page that goes': (path) => rmSync(path('b/index.md')),
  'a folder of that name': (path) => {
    rmSync(path('a/index.md'));
    mkdirSync(path('a/index.md'));
  },
  'a link in the place of a page': (path) => {
    rmSync(path('a/index.md'));
    symlinkSync(path('b/index.md'), path('a/index.md'));
  },
  'a page that breaks': (path) => writeFileSync(path('a/index.md'), '---\nvideoId: aaaaaaaaaaa\na: [\n---\n'),
  'a page that is mended': (path) =>
    writeFileSync(path('d.md'), readFileSync(path('d.md'), 'utf8').replace('[', 'x')),
  'a note that becomes a page': (path) => writeFileSync(path('c.md'), makePage('ccccccccccc', 'Four')),
  'no folder any more': (path) => rmSync(path('.'), { recursive: true }),
};

test.each(Object.entries(edits))('a scan sees what happened since: %s', async (_, edit) => {
  const { root, readings } = await readFolder();
  edit((name) => join(root, name));
  const scan = scanPages(root);
  expect(scan).not.toEqual(scanPages(makeFolder(files)));
  expect(scanPages(root, readings)).toEqual(scan);
});

test('a lock is read ahead too, and again where it has changed or gone', async () => {
  const root = makeFolder({ 'lock.json': '{"version":1,"pages":{\n}}\n' });
  const [lock, readings] = [join(root, 'lock.json'), startReadings()];
  await readAhead(root, lock, readings, never);
  const read = () => readOnce(lock, readings.locks, () => readLock(lock));
  const first = read();
  expect(first).toMatchObject({ lock: {}, damage: null });
  expect(read()).toBe(first);
  writeFileSync(lock, '{"version":1,"pages":{\n"aaaaaaaaaaa":{"url":"/a","fields":{}}\n}}\n');
  expect(read()?.lock).toEqual({ aaaaaaaaaaa: { url: '/a', fields: {} } });
  rmSync(lock);
  expect(read()).toBeNull();
});

test('reading ahead ends when it is told to, and says nothing of what the scan will say', async () => {
  const ended = new AbortController();
  const readings = startReadings();
  const reading = readAhead(makeFolder(files), 'none', readings, ended.signal);
  ended.abort();
  await reading;
  expect(readings.pages.size).toBe(1);
  await readAhead(join(makeFolder(files), 'c.md'), 'none', startReadings(), never);
});
