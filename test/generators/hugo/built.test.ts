import { expect, test } from 'vitest';
import type { Unbuilt } from '../../../src/generators/claims.ts';
import { explainUnbuilt, findBundles } from '../../../src/generators/hugo/built.ts';
import type { Value } from '../../../src/model/value.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

/** Each was tried with Hugo 0.131, at its own time. */
const cases: [data: Record<string, Value>, expected: Unbuilt | null][] = [
  [{}, null],
  [{ draft: true }, 'draft'],
  [{ DRAFT: 'yes' }, 'draft'],
  [{ draft: 1 }, 'draft'],
  [{ draft: false }, null],
  [{ published: false }, 'draft'],
  [{ published: '2027-01-01' }, 'future'],
  [{ expiryDate: '2025-12-31' }, 'expired'],
  [{ unpublishdate: '2025-12-31T23:59:59Z' }, 'expired'],
  [{ expiryDate: 0 }, 'expired'],
  [{ expiryDate: '2026-01-02' }, null],
  [{ date: '2026-01-01T00:00:00Z' }, null],
  [{ date: '2026-01-01T00:00:01Z' }, 'future'],
  [{ date: '2026-01-01 10:00:00' }, 'future'],
  [{ date: '2026-01-01T01:00:00+02:00' }, null],
  [{ date: '2026-01-01T00:00:00-0200' }, 'future'],
  [{ date: 2099 }, null],
  [{ date: 'some day' }, null],
  [{ date: '2099-1-1' }, null],
  [{ lastmod: '2099-01-01' }, null],
  [{ date: '2027-01-01', publishDate: '2020-01-01' }, null],
  [{ date: '2020-01-01', publishDate: '2027-01-01' }, 'future'],
  [{ pubdate: '2027-01-01' }, 'future'],
  [{ headless: true }, 'not-rendered'],
  [{ build: { render: 'never' } }, 'not-rendered'],
  [{ _build: { render: 'link' } }, 'not-rendered'],
];
test.each(cases)('%j', (data, expected) => {
  expect(explainUnbuilt({ path: 'a.md', data, videoId: null, bodyIsEmpty: false }, new Set(), now)).toBe(
    expected,
  );
});

test.each([
  ['posts/a/index.md', null],
  ['posts/a/other.md', 'bundled'],
  ['posts/a/deep/index.md', 'bundled'],
  ['posts/b.md', null],
  ['posts/_index.md', null],
  ['section/one.md', null],
])('%s beside index.md', (path, expected) => {
  const bundles = findBundles([
    'posts/a/index.md',
    'posts/_index.md',
    'section/_index.md',
    'posts/a/deep/index.md',
  ]);
  expect(explainUnbuilt({ path, data: {}, videoId: null, bodyIsEmpty: false }, bundles, now)).toBe(expected);
});
