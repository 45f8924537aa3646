import { expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { omitTranslations } from '../../src/site/translations.ts';

const makePage = (path: string, videoId: string | null = 'abcDEF12345') => ({ path, videoId });

test.each([
  ['index.de.md', 'index.md', true],
  ['a/b/index.pt-br.md', 'a/b/index.md', true],
  ['a/index.de.md', 'b/index.md', false],
  ['index.de.md', 'index.en.md', false],
  ['index.de.markdown', 'index.md', false],
  ['wheel.part2.md', 'wheel.md', false],
  ['copy/index.md', 'index.md', false],
])('%s beside %s: a translation is %s', (path, other, isTranslation) => {
  const pages = [makePage(path), makePage(other)];
  expect(omitTranslations(pages, hugo)).toEqual(isTranslation ? [pages[1]] : pages);
});

test('a page about another video is no translation, whatever its name', () => {
  const pages = [makePage('wheel.new.md', 'zzzzzzzzzzz'), makePage('wheel.md')];
  expect(omitTranslations(pages, hugo)).toEqual(pages);
});
