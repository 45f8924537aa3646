import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSuffix } from '../../src/init/place.ts';

const isBranch = (name: string) => spawnSync('git', ['check-ref-format', '--branch', name]).status === 0;

test.each([
  ['.', ''],
  ['docs', '-docs'],
  ['clients/acme', '-clients-acme'],
  ['clients-acme', '-clients--acme'],
  ['clients/acme-shop', '-clients-acme--shop'],
  ['clients-acme/shop', '-clients--acme-shop'],
  ['Clients/acme', '-clients-acme-1ef7f966'],
  ['clients/acme.com', '-clients-acme-com-'],
  ['clients/acme.lock', '-clients-acme-lock-'],
  ['clients/acme ', '-clients-acme-'],
  ['clients/müller', '-clients-muller-'],
  ['clients/mu\u0308ller', '-clients-muller-'],
  ['-/a', '-a-'],
  ['客户', '-site-'],
])('the workflow of a site in %j is known by %j', (folder, start) => {
  expect(makeSuffix(folder)).toMatch(new RegExp(`^${start}${start.endsWith('-') ? '[0-9a-f]{8}' : ''}$`));
});

test('no two sites have one name, in any letter case, and each name is a branch and a file', () => {
  const words = fc.constantFrom(
    'acme',
    'Acme',
    'clients',
    'a',
    '-',
    '--',
    '.',
    ' ',
    '/',
    'ü',
    'u\u0308',
    'ſ',
    's',
    '.lock',
  );
  const folder = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(folder, { minLength: 2, maxLength: 40 }), (folders) => {
      const names = folders.map((name) => makeSuffix(name).toLowerCase());
      expect(new Set(names).size).toBe(folders.length);
      for (const name of names) expect(name).toMatch(/^(-[a-z0-9_-]+)?$/);
    }),
  );
  expect(
    ['Clients/acme', 'a.lock', 'x'.repeat(300), '客户']
      .map((name) => `tubematter/import${makeSuffix(name)}`)
      .filter((name) => !isBranch(name) || name.length > 230),
  ).toEqual([]);
});
