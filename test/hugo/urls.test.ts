import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findPageUrl, findUrlSlug } from '../../src/generators/hugo/page-url.ts';
import type { Value } from '../../src/model/value.ts';
import { hugoForms } from '../history/urls.ts';
import { findHugo, listUrls, writeSite } from './hugo.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-hugo-urls-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const date = '2020-04-14T19:09:07Z';
const slugs = [
  'plain',
  'Upper Case',
  'a--b- -c',
  '--ends--',
  ' padded ',
  'ünï çödé',
  '木工の 基本',
  '🎬',
  'c++',
  'a + b',
  'a.b_c~d@e#f',
  '50% off & more',
  'a%20b',
  'a?b!c',
  'İstanbul ß ΟΔΟΣ',
  'no\u00a0break\ttab',
  'x/y',
  'back\\slash',
  '2020',
];
const titles = [...slugs, 'ünï', ...Object.keys(hugoForms), '  Spaced -- out: “quotes” 🎬 ', '- x + y -'];
const urls = [
  '/resources/videos/:slug',
  '/Upper/:slug/Case',
  '/:year/:month/:day/:slug',
  '/t/:title',
  '/Custom/Page/',
  'relative/page',
  '//twice//over/',
  '/ünï/%41bc',
  '/with space/x',
  '/a+b/c',
  '/a+b/:slug',
  '/file.html',
];

type Front = Record<string, Value>;
const pages: Front[] = [
  ...slugs.map((slug) => ({ title: 'T', slug })),
  ...titles.map((title) => ({ title })),
  ...titles.map((title) => ({ title, slug: '' })),
  ...urls.map((url) => ({ title: 'T', slug: 'The Slug', url })),
  ...urls.map((url) => ({ title: 'The Title', url })),
  ...slugs.map((slug) => ({ title: 'T', slug, url: '/v/:slug' })),
].map((front) => ({ ...front, date }));

const templates = ['/resources/videos/{slug}', '/Videos/{year}-{month}/{slug}'];

test.for(templates)('findPageUrl says what Hugo says, with %s', (template, context) => {
  const hugo = findHugo();
  if ('reason' in hugo) return context.skip(hugo.reason);
  const folder = mkdtempSync(join(root, 'site-'));
  writeSite(folder, `${template.replace(/\{(\w+)\}/g, ':$1')}/`);
  mkdirSync(join(folder, 'content', 'videos'), { recursive: true });
  for (const [number, front] of pages.entries()) {
    writeFileSync(join(folder, 'content', 'videos', `p${number}.md`), `---\n${toYaml(front)}---\n`);
  }
  const answers = listUrls(hugo.path, folder);
  const withoutSlash = (url: string | undefined) => url?.replace(/(.)\/$/, '$1');
  const asked = pages.map((front, number) => ({
    front,
    hugo: withoutSlash(answers.get(`videos/p${number}.md`)),
  }));
  expect(asked.map(({ front }) => ({ front, url: findPageUrl(front, template) }))).toEqual(
    // Without title and slug Hugo serves a page at the URL of its folder, which is another page's.
    asked.map(({ front, hugo: url }) => ({ front, url: lacksSlug(front) ? null : url })),
  );
});

const lacksSlug = ({ url = '/:slug', ...front }: Front) =>
  findUrlSlug(front) === '' && String(url).includes(':slug');

const toYaml = (front: Front) =>
  Object.entries(front)
    .map(([key, value]) => `${key}: ${key === 'date' ? value : JSON.stringify(value)}\n`)
    .join('');
