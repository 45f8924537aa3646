import { expect, test } from 'vitest';
import { sanitiseSlug } from '../../src/generators/hugo/sanitise-slug.ts';
import { findFreeSlug, isSlugOf, makeSlug } from '../../src/plan/slug.ts';

test.each([
  ['Sharpening a Hand Plane', 'sharpening-a-hand-plane'],
  ['1st May 2024: Questions \\ Answers', '1st-may-2024-questions-answers'],
  ["What's new? 100% oak & ash", 'whats-new-100percent-oak-and-ash'],
  ['🔨🔨🔨', 'abcDEF12345'],
  ['木工の基本', 'abcDEF12345'],
  ['   ', 'abcDEF12345'],
])('makeSlug(%j) is %j', (title, slug) => {
  expect(makeSlug(title, 'abcDEF12345')).toBe(slug);
});

test.each([
  ['already-fine', 'already-fine'],
  ['Upper Case', 'upper-case'],
  ['--a -- b--', 'a--b'],
  ['a--b- -c', 'a--b--c'],
  [' padded ', 'padded'],
  ['İΟΔΟΣ', 'iοδοσ'],
  ['c# & .net', 'c#-.net'],
  ['què?!', 'què'],
  ['100%', '100'],
  ['a%20b', 'a%20b'],
])('Hugo makes %j %j', (slug, sanitised) => {
  expect(sanitiseSlug(slug)).toBe(sanitised);
});

test('a clash counts up', () => {
  const taken = new Set(['plane', 'plane-2']);
  const findFree = (findUrl: (slug: string) => string | null) =>
    findFreeSlug('plane', findUrl, (url) => taken.has(url));
  expect(findFree((slug) => slug)).toBe('plane-3');
  expect(findFree((slug) => `/free/${slug}`)).toBe('plane');
  // No number helps where the URL does not hold the slug, or is unknown.
  expect(findFree(() => 'plane')).toBe('plane');
  expect(findFree(() => null)).toBe('plane');
  expect(isSlugOf('plane-3', 'plane')).toBe(true);
  expect(isSlugOf('plane-iron', 'plane')).toBe(false);
});
