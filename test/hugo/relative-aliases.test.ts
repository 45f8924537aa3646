import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import type { Page } from '../../src/model/page.ts';
import { readSiteFiles } from '../../src/site/site-files.ts';
import { writeFiles } from '../e2e/files.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-relative-aliases-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const base = 'baseURL: https://example.org/\ndisableKinds: [taxonomy, term, RSS, sitemap]\n';
const sites = {
  plain: base,
  ugly: `${base}uglyURLs: true\n`,
  languages: `${base}defaultContentLanguage: de\ndefaultContentLanguageInSubdir: true\nlanguages: {de: {weight: 1}, en: {weight: 2}}\n`,
};
const urls = [
  '/u/one.html',
  '/u/two.htm',
  '/u/x/three.txt',
  'u/four.html',
  '/u/v1.2/',
  '/u/folder/',
  '/u/:slug.html',
];
const aliases = ['old.html', 'rel', '../up'];

test.for(
  hugoVariables.flatMap((variable) =>
    Object.entries(sites).map(([name, config]) => ({ variable, name, config })),
  ),
)('relative aliases are where Hugo ($variable) puts them: $name', ({ variable, config }, context) => {
  const found = findHugo(variable);
  if ('reason' in found) return context.skip(found.reason);
  const folder = mkdtempSync(join(root, 'site-'));
  // Each page has aliases of its own names.
  const pages = urls.map(
    (url, number): Page => ({
      path: `content/videos/${number}.md`,
      videoId: null,
      bodyIsEmpty: true,
      data: {
        title: 'T',
        slug: `s${number}`,
        url,
        aliases: aliases.map((alias) => alias.replace(/\w+(?=\.html|$)/, `$&${number}`)),
      },
    }),
  );
  writeFiles(folder, {
    'hugo.yaml': config,
    'layouts/_default/single.html': '{{ .RelPermalink }}',
    'layouts/_default/list.html': '',
    ...Object.fromEntries(pages.map(({ path, data }) => [path, `${JSON.stringify(data)}\n`])),
  });
  const { exitCode, stdout, stderr } = runHugo(found.path, folder, []);
  expect(exitCode, stdout + stderr).toBe(0);
  const served = hugo.readSite(readSiteFiles(folder, hugo), pages, {
    template: '/never/{slug}',
    folder: '',
    version: undefined,
  });
  for (const page of pages) {
    const url = served.findUrl(page);
    for (const alias of page.data['aliases'] as string[]) {
      const { path } = served.resolveAlias(alias, page, url);
      const file = path?.endsWith('.html') ? path : `${path}/index.html`;
      expect([url, alias, path, existsSync(join(folder, 'public', file))]).toEqual([url, alias, path, true]);
      const entry = served.writeAlias(path ?? '', page, url);
      if (entry !== null)
        expect([alias, entry, served.resolveAlias(entry, page, url).path]).toEqual([alias, entry, path]);
    }
  }
});
