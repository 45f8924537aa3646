import { expect, test } from 'vitest';
import { foldUrl } from '../../../src/generators/hugo/page-url.ts';

test.each([
  ['/v/A', '/v/a', true],
  ['/v/a/', '/v/a', true],
  ['/v/a//', '/V/a/', true],
  ['/v/İ', '/v/i\u0307/', true],
  ['/v/a/index.html', '/v/a', true],
  ['/v/a', '/v/b', false],
  ['/v/a', '/v//a', false],
  ['/v/a', 'v/a', false],
  ['/v/ß', '/v/ss', false],
])('%s and %s are one URL: %s', (a, b, areOne) => {
  expect(foldUrl(a) === foldUrl(b)).toBe(areOne);
});
