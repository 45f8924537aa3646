import { describe, expect, test } from 'vitest';
import { assumeSite, findSite, suggestContent, suggestUrl } from '../../src/init/site.ts';
import type { Files } from '../e2e/files.ts';
import { makeFolder } from '../e2e/run.ts';

describe("Hugo's content folder", () => {
  test.each<[name: string, files: Files, content: string]>([
    ['JSON in one line', { 'hugo.json': '{"baseURL":"x","contentDir":"site/pages"}' }, 'site/pages'],
    ['YAML with a remark', { 'hugo.yaml': 'contentDir: docs # here\n' }, 'docs'],
    ['TOML that names it in a remark', { 'hugo.toml': '# contentDir = "old"\ntitle = "x"\n' }, 'content'],
    ['a theme of that name', { 'hugo.toml': '[params]\ncontentDir = "other"\n' }, 'content'],
    [
      'the main language of several, in TOML',
      {
        'hugo.toml':
          'DefaultContentLanguage = "de"\n[languages]\n[languages.en]\ncontentDir = "content/en"\n[languages.de]\ncontentdir = \'content/de\'\n',
      },
      'content/de',
    ],
    [
      'English where no language is the main one, in YAML',
      { 'config.yaml': 'baseURL: x\nlanguages:\n  fr: {contentDir: fr}\n  en: {contentDir: en}\n' },
      'en',
    ],
    [
      'languages in a file of their own',
      {
        'config/_default/hugo.toml': 'defaultContentLanguage = "fr"\ncontentDir = "content"\n',
        'config/_default/languages.toml':
          '[en]\ncontentDir = "content/en"\n[fr]\ncontentDir = "content/fr"\n',
      },
      'content/fr',
    ],
    ['a config that is broken', { 'hugo.yaml': 'contentDir: [docs\n' }, 'content'],
  ])('%s', (_, files, content) => {
    const cwd = makeFolder(files);
    const site = findSite(cwd) ?? assumeSite('jekyll', true);
    expect([site.generator.label, site.base]).toEqual(['Hugo', content]);
    expect(suggestContent(cwd, site)).toBe(`${content}/videos`);
    expect(suggestUrl(`${content}/videos`, site)).toBe('/videos/{slug}');
  });
});
