import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/config/settings.ts';
import { type Site, writeLock } from '../../src/pipeline/read-site.ts';
import { serialiseLock } from '../../src/site/lockfile.ts';
import { readLock } from '../../src/site/read-lockfile.ts';
import { makeFolder } from '../e2e/run.ts';

const folder = makeFolder({});
const file = join(folder, 'tubematter-lock.json');
const settings = resolveSettings({ content: 'pages' }, {}, null, folder, new Date());
const makeSite = (lock: Site['lock']): Site => ({
  scan: { pages: [], unreadable: [], problems: [], staleTempFiles: [] },
  pages: new Map(),
  lock,
  lockState: 'whole',
});
const entry = (url: string) => ({ url, fields: {} });
const news: Parameters<typeof writeLock>[2] = [['aaaaaaaaaaa', entry('/a')]];

test('a lock that a newer tubematter wrote while an import ran is told, and left alone', () => {
  const newer = '{"version":2,"pages":{\n"bbbbbbbbbbb":{"url":"/b","fields":{},"more":1}\n}}\n';
  writeFileSync(file, newer);
  expect(writeLock(settings, makeSite({}), news)).toMatchObject({
    code: 'cannot-write',
    detail: expect.stringMatching(/^a newer tubematter has written it meanwhile\..*Update tubematter/),
  });
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

test('a lock that cannot be read any more is told', () => {
  rmSync(file);
  mkdirSync(file);
  expect(writeLock(settings, makeSite({}), news)).toMatchObject({
    code: 'cannot-write',
    detail:
      'a folder is where a file should be. The pages are whole. Mend the cause and run the import again',
  });
  rmSync(file, { recursive: true });
});

const whole = [...serialiseLock({ bbbbbbbbbbb: entry('/b'), ccccccccccc: entry('/c') })].join('');

test.each([
  ['another import has written', whole, { bbbbbbbbbbb: entry('/old') }, ['/a', '/b', '/c']],
  ['a merge has damaged', whole.replace('"/b"', '/b'), { bbbbbbbbbbb: entry('/b') }, ['/a', '/b', '/c']],
  ['somebody has deleted', null, { bbbbbbbbbbb: entry('/b') }, ['/a', '/b']],
])('what %s meanwhile costs no entry', (_, text, before, urls) => {
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  expect(writeLock(settings, makeSite(before), news)).toBeNull();
  const { lock, damage } = readLock(file) ?? {};
  expect(damage).toBeNull();
  expect(Object.values(lock ?? {}).map(({ url }) => url)).toEqual(urls);
});
