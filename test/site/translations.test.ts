import { describe, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { findMainPages, omitTranslations } from '../../src/site/translations.ts';

const makePage = (path: string, videoId: string | null = 'abcDEF12345') => ({ path, videoId });
const rules = { generator: hugo };

describe('of pages about one video, the main ones are', () => {
  test.each<[paths: string[], main: string[]]>([
    [['index.de.md', 'index.md'], ['index.md']],
    [['a/b/index.pt-br.md', 'a/b/index.md'], ['a/b/index.md']],
    [['wheel.new.md', 'wheel.md'], ['wheel.md']],
    // Nothing is the base: English, else the first.
    [['index.de.md', 'index.en.md'], ['index.en.md']],
    [['index.fr.md', 'index.de.md'], ['index.de.md']],
    // Something beside the page of a bundle.
    [['a/index.md', 'a/transcript.md'], ['a/index.md']],
    [['a/index.de.md', 'a/index.en.md', 'a/transcript.de.md', 'a/transcript.en.md'], ['a/index.en.md']],
    // Folders, where names may be translated, too.
    [['de/a.md', 'en/a.md'], ['en/a.md']],
    [['site/de/hallo.md', 'site/en/x/hello.md', 'site/pt-br/ola.md'], ['site/en/x/hello.md']],
    [['videos/a.md', 'de/videos/a.md'], ['videos/a.md']],
    [['fr/a.md', 'de/a.md'], ['de/a.md']],
  ])('%j: %j', (paths, main) => {
    expect(findMainPages(paths, rules)).toEqual(main);
  });

  test.each<[paths: string[]]>([
    [['a/index.de.md', 'b/index.md']],
    [['index.de.markdown', 'index.md']],
    [['wheel.part2.md', 'wheel.md']],
    [['copy/index.md', 'index.md']],
    [['wheel.old.md', 'wheel.copy.md']],
    [['js/a.md', 'ai/a.md']],
    [['en/a.md', 'en/b.md']],
    [['de.md', 'en.md']],
    [['videos/a.md', 'de/videos/b.md']],
    [['a.md', 'transcript.md']],
  ])('%j: both', (paths) => {
    expect(findMainPages(paths, rules)).toEqual(paths);
  });

  test('those in the main language of the site', () => {
    const german = { ...rules, mainLanguage: 'de' };
    expect(findMainPages(['index.en.md', 'index.de.md'], german)).toEqual(['index.de.md']);
    expect(findMainPages(['en/a.md', 'de/a.md', 'fr/a.md'], german)).toEqual(['de/a.md']);
    expect(findMainPages(['en/a.md', 'fr/a.md'], german)).toEqual(['en/a.md']);
    expect(findMainPages(['en/a.md', 'en/b.md', 'de/a.md'], rules)).toEqual(['en/a.md', 'en/b.md']);
  });
});

test('a page about another video is no translation, whatever its name', () => {
  const pages = [makePage('wheel.new.md', 'zzzzzzzzzzz'), makePage('wheel.md'), makePage('x.de.md', null)];
  expect(omitTranslations(pages, [], rules)).toEqual(pages);
});

test('a translation is left out, even if the main page cannot be read', () => {
  const [page, translation] = [makePage('wheel.md'), makePage('wheel.de.md')];
  expect(omitTranslations([translation, page], [], rules)).toEqual([page]);
  expect(omitTranslations([translation], [page], rules)).toEqual([]);
});

test.each([
  [{ 'hugo.toml': 'defaultContentLanguage = "de"\n' }, 'de'],
  [{ 'config/_default/hugo.yaml': 'defaultcontentlanguage: pt-BR\n' }, 'pt-br'],
  [{ 'config.json': '{"title":"x"}' }, null],
  [{ 'hugo.toml': 'broken' }, null],
])('the main language of %j is %s', (files, language) => {
  expect(hugo.findMainLanguage(new Map(Object.entries(files)))).toBe(language);
});
