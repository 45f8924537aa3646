import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { foldPagePath, makePagePath } from '../../src/plan/page-path.ts';
import type { Tokens } from '../../src/text/template.ts';

const videoId = 'abcDEF12345';
/** A generator that hides names as Jekyll does. */
const strict = { ...defaultGenerator, hiddenPrefix: /^[._#~]/ };

function makePath(template: string, tokens: Tokens, taken: string[] = [], generator = defaultGenerator) {
  const claimed = new Set(taken.map(foldPagePath));
  const isTaken = (path: string) => claimed.has(foldPagePath(path));
  return makePagePath(template, { videoId, ...tokens }, generator, isTaken);
}

test.each([
  ['Oiling a Chain', 'Oiling a Chain'],
  ['Why? Part 2: "oil" | <grease> *', 'Why Part 2 oil grease'],
  ['TLS/SSL\\TCP', 'TLS SSL TCP'],
  ['../../up', 'up'],
  ['Wait for it... ', 'Wait for it'],
  ['.hidden', 'hidden'],
  ['#tag ~ and ~', 'tag ~ and'],
  ['_private', '_private'],
  ['con', 'con-2'],
  ['NUL. And void', 'NUL-2. And void'],
  ['Com1', 'Com1-2'],
  ['Console', 'Console'],
  ['Index', 'Index-2'],
  ['_index', '_index-2'],
  ['node_modules', 'node_modules-2'],
  ['Saw.js', 'Saw-js'],
  ['Vol. 2', 'Vol. 2'],
  ['e\u0301tude', 'étude'],
  ['a\u202eb\u0000c\nd', 'a b c d'],
  ['鉋'.repeat(100), '鉋'.repeat(60)],
  ['👩‍🔧'.repeat(40), '👩‍🔧'.repeat(16)],
  ['x'.repeat(1000), 'x'.repeat(180)],
  ['???', videoId],
  ['...', videoId],
])('the file of %j is %s.md', (title, name) => {
  expect(makePath('{title}.md', { title })).toBe(`${name}.md`);
});

test.each([
  ['_private', 'private'],
  ['__index', 'index-2'],
  ['._#~', 'abcDEF12345'],
])('names that a generator hides are not given: %s', (title, name) => {
  expect(makePath('{title}/index.md', { title }, [], strict)).toBe(`${name}/index.md`);
  expect(makePath('{title}.md', { title }, [], strict)).toBe(`${name}.md`);
});

test('a folder with an id that a generator hides is another', () => {
  const tokens = { videoId: '_bcDEF12345' };
  expect(makePath('{videoId}/index.md', tokens)).toBe('_bcDEF12345/index.md');
  expect(makePath('{videoId}/index.md', tokens, [], strict)).toBe('bcDEF12345/index.md');
});

test('a number joins the last name that is the page’s own', () => {
  const tokens = { title: 'Same', slug: 'same', year: '2021' };
  expect(makePath('{title}.md', tokens, ['same.md', 'SAME-2.md'])).toBe('Same-3.md');
  expect(makePath('{title}/index.md', tokens, ['same/index.md'])).toBe('Same-2/index.md');
  expect(makePath('{year}/{slug}/{year}.md', tokens, ['2021/same/2021.md'])).toBe('2021/same-2/2021.md');
  expect(makePath('{title}.md', { title: 'É' }, ['E\u0301.md'])).toBe('É-2.md');
  // Such a template gives many pages one path: that is the user's to fix.
  expect(makePath('{year}.md', tokens, ['2021.md'])).toBe('2021.md');
});

test('what the template itself says stays, and what has no value leaves no gap', () => {
  const tokens = { title: 'A/B', date: '2021-03-04T05:06:07Z', category: null, tags: ['x', 'y/z'] };
  expect(makePath('_posts/index/{date}-{title}.md', tokens)).toBe('_posts/index/2021-03-04T05 06 07Z-A B.md');
  expect(makePath('{category}/{title}.markdown', tokens)).toBe('A B.markdown');
  expect(makePath('{tags}/{title}.md', tokens)).toBe('x, y z/A B.md');
});

test('each name is one that every system takes', () => {
  const title = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.stringMatching(/^[._#~ ]{0,3}(con|AUX|lPt1|Index|a)[.~ ]{0,3}(md|x)?$/),
  );
  fc.assert(
    fc.property(
      title,
      fc.constantFrom('{title}.md', '{title}/index.md', '{title}-{videoId}/{title}.md'),
      (title, file) => {
        const path = makePath(file, { title }, [], strict);
        for (const name of path.split('/')) {
          expect(name).not.toMatch(/[<>:"\\|?*\p{Cc}]|^[._#~ ]|[. ]$|^$/u);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i);
          expect(Buffer.byteLength(name)).toBeLessThan(255);
          expect(name.isWellFormed?.() ?? true).toBe(true);
        }
        expect(path.split('/')).toHaveLength(file.split('/').length);
      },
    ),
  );
});
