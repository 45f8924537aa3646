import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedAlias } from '../../../src/generators/claims.ts';
import { foldPath, makeBase, resolveAlias } from '../../../src/generators/hugo/alias.ts';
import { listHugoEntries } from '../../../src/generators/hugo/url-lists.ts';
import { cleanPath } from '../../../src/generators/url-path.ts';

describe('resolveAlias', () => {
  const cases: [entry: string, own: string | null, expected: Partial<ResolvedAlias>][] = [
    ['/old', '/v/a/', { path: '/old', isRelative: false, fault: null }],
    ['/old/', '/v/a/', { path: '/old' }],
    ['/a/../b/./c//d', '/v/a/', { path: '/b/c/d' }],
    ['rel', '/v/a/', { path: '/v/rel', isRelative: true }],
    ['rel/x', '/v/a.html', { path: '/v/rel/x' }],
    ['../up', '/v/w/a/', { path: '/v/up' }],
    ['rel', null, { path: null, fault: null, isRelative: true }],
    ['/old', null, { path: '/old', fault: null }],
    ['', '/v/a/', { path: null, fault: 'empty' }],
    ['  ', '/v/a/', { fault: 'empty' }],
    ['/', '/v/a/', { path: null, fault: 'root' }],
    ['//', '/v/a/', { fault: 'root' }],
    ['..', '/v/a/', { fault: 'root' }],
    ['.', '/a/', { fault: 'root' }],
    ['https://example.org/x', '/v/a/', { path: null, fault: 'absolute' }],
    ['HTTP://example.org', '/v/a/', { fault: 'absolute' }],
    ['/../x', '/v/a/', { path: null, fault: 'climbs' }],
    ['../../x', '/v/a/', { fault: 'climbs' }],
  ];
  test.each(cases)('%j on %j', (entry, own, expected) => {
    expect(resolveAlias(entry, makeBase(own))).toMatchObject(expected);
  });

  test('gives a clean path, or a fault, or nothing where the URL is not known', () => {
    const entry = fc
      .array(fc.constantFrom('/', '.', '..', 'a', 'B', ' ', 'http://'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(entry, fc.option(fc.constantFrom('/v/a/', '/a.html')), (text, own) => {
        const { path, fault, isRelative } = resolveAlias(text, makeBase(own));
        if (path === null) expect(fault !== null || (isRelative && own === null)).toBe(true);
        else expect([path, fault]).toEqual([cleanPath(path), null]);
        expect(path).not.toBe('/');
      }),
    );
  });
});

test.each([
  ['/a/b', '/A/B/'],
  ['/a', '/a/index.html'],
  ['/', '/index.html'],
  ['/ä', '/Ä//'],
])('%s and %s are one URL', (one, other) => expect(foldPath(one)).toBe(foldPath(other)));

test.each([
  ['/a', '/a.html'],
  ['/a', '/a/b'],
])('%s and %s are two URLs', (one, other) => expect(foldPath(one)).not.toBe(foldPath(other)));

test('a text is a list of its words, between what Go takes for spaces', () => {
  const text = ' /one\u0085/two\ufeff/three\u00a0/four\u3000/five\u180e/six\u2028';
  expect(listHugoEntries(text, 'live').map((entry) => entry.text)).toEqual([
    '/one',
    '/two\ufeff/three',
    '/four',
    '/five\u180e/six',
  ]);
});
