import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Site, writeLock } from '../../src/commands/site.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import { makeFolder } from '../e2e/run.ts';

test('a lock that a newer tubematter wrote while an import ran is told, and left alone', () => {
  const folder = makeFolder({});
  const file = join(folder, 'tubematter-lock.json');
  const settings = resolveSettings({ content: 'pages' }, {}, null, folder, new Date());
  const site: Site = {
    scan: { pages: [], unreadable: [], problems: [], leftovers: [] },
    pages: new Map(),
    lock: {},
    lockState: 'absent',
  };
  const news = [['aaaaaaaaaaa', { url: '/a', fields: {} }]] satisfies Parameters<typeof writeLock>[2];
  expect(writeLock(settings, site, news)).toBeNull();
  expect(readFileSync(file, 'utf8')).toContain('aaaaaaaaaaa');

  const newer = '{"version":2,"pages":{\n"bbbbbbbbbbb":{"url":"/b","fields":{},"more":1}\n}}\n';
  writeFileSync(file, newer);
  expect(writeLock(settings, site, news)).toMatchObject({
    code: 'cannot-write',
    detail: expect.stringContaining('a newer tubematter has written it meanwhile'),
  });
  expect(readFileSync(file, 'utf8')).toBe(newer);
});
