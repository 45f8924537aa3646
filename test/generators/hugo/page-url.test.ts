import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldUrl, isSameUrl } from '../../../src/generators/hugo/page-url.ts';

test('two URLs are the same where they are when folded', () => {
  const url = fc.string({
    unit: fc.constantFrom('/', 'a', 'A', 'i', 'I', 'İ', '\u0307', 'ß', 'ẞ'),
    maxLength: 5,
  });
  fc.assert(
    fc.property(url, url, (a, b) => {
      expect(isSameUrl(a, b)).toBe(foldUrl(a) === foldUrl(b));
    }),
    { numRuns: 3000 },
  );
});
