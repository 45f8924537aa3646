import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/config/settings.ts';
import { openPageWriter } from '../../src/files/page-writer.ts';
import { type Lockfile, makeLockfile } from '../../src/model/lockfile.ts';
import { type KnownLockfile, readLockfile, writeLockfile } from '../../src/pipeline/lockfile-store.ts';
import { serialiseLockfile } from '../../src/site/lockfile-format.ts';
import { makeFolder } from '../e2e/run.ts';

const folder = makeFolder({});
const file = join(folder, 'tubematter-lock.json');
const settings = resolveSettings({ content: 'pages' }, {}, null, folder, new Date());
const writer = openPageWriter(settings.content);
const know = (pages: Lockfile['pages']): KnownLockfile => ({
  lockfile: { ...makeLockfile(), pages },
  damage: null,
  state: 'whole',
});
const entry = (url: string) => ({ url, values: {} });
const updates = { entries: { aaaaaaaaaaa: entry('/a') }, sources: {}, listed: null };

test('a lockfile that a newer tubematter wrote while an import ran is reported, and left alone', async () => {
  const newer = '{"version":3,"pages":{\n"bbbbbbbbbbb":{"url":"/b","fields":{},"more":1}\n}}\n';
  writeFileSync(file, newer);
  expect(await writeLockfile(settings, know({}), updates, writer)).toMatchObject({
    code: 'cannot-write',
    detail: expect.stringMatching(/^a newer tubematter has written it meanwhile\..*Update tubematter/),
  });
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

test('a lockfile that cannot be read any more is reported', async () => {
  rmSync(file);
  mkdirSync(file);
  expect(await writeLockfile(settings, know({}), updates, writer)).toMatchObject({
    code: 'cannot-write',
    detail: 'a folder is where a file should be. The pages are whole. Fix the cause and run the import again',
  });
  rmSync(file, { recursive: true });
});

const both = { bbbbbbbbbbb: entry('/b'), ccccccccccc: entry('/c') };
const whole = [...serialiseLockfile({ ...makeLockfile(), pages: both })].join('');

test.each([
  ['another import has written', whole, { bbbbbbbbbbb: entry('/old') }, ['/a', '/b', '/c']],
  ['a merge has damaged', whole.replace('"/b"', '/b'), { bbbbbbbbbbb: entry('/b') }, ['/a', '/b', '/c']],
  ['somebody has deleted', null, { bbbbbbbbbbb: entry('/b') }, ['/a', '/b']],
])('what %s meanwhile costs no entry', async (_, text, before, urls) => {
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  expect(await writeLockfile(settings, know(before), updates, writer)).toBeNull();
  const { lockfile, damage } = readLockfile(file);
  expect(damage).toBeNull();
  expect(Object.values(lockfile.pages).map(({ url }) => url)).toEqual(urls);
});
