import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPath } from '../../src/generators/hugo/alias.ts';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import type { Page } from '../../src/model/page.ts';
import type { Value } from '../../src/model/value.ts';
import { readClaims } from '../../src/plan/read-claims.ts';
import { planRedirects } from '../../src/redirects/plan-redirects.ts';

const served = hugo.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' });
const rules = { generator: hugo, served, now: Date.parse('2026-01-01T00:00:00Z') };

function plan(pages: Record<string, Record<string, Value>>) {
  const site = Object.entries(pages).map(
    ([name, { videoId = name.padEnd(11, '0'), ...data }]): Page => ({
      path: `${name}.md`,
      videoId: videoId as string | null,
      bodyIsEmpty: false,
      data,
    }),
  );
  const { redirects, clashes, leftOut } = planRedirects(readClaims(site, rules), hugo);
  return {
    rules: redirects.map(({ from, to }) => `${from} ${to}`),
    clashes: clashes.map(({ url, paths }) => `${url} ${paths.join(' ')}`),
    leftOut: leftOut.map(({ path, entry }) => `${path} ${entry}`),
  };
}

type Case = [string, Record<string, Record<string, Value>>, Partial<ReturnType<typeof plan>>];

const cases: Case[] = [
  [
    'both lists, sorted, each URL once',
    { a: { url: '/v/a', aliases: ['/old', '/x/'], aliasesArchive: ['/old/', '/b', '/old/index.html'] } },
    { rules: ['/b /v/a/', '/old /v/a/', '/x /v/a/'] },
  ],
  [
    'nothing from a page to itself',
    { a: { url: '/v/a', aliases: ['/v/a', '/v/a/', 'a'], aliasesArchive: ['/v/a/index.html'] } },
    { rules: [] },
  ],
  [
    'but from another spelling of its URL, for hosts to which that is another URL',
    { a: { url: '/v/a', aliasesArchive: ['/V/A'] } },
    { rules: ['/V/A /v/a/'] },
  ],
  [
    "a relative entry from the page's parent",
    { a: { url: '/v/a', aliasesArchive: ['odd', '../up'] } },
    { rules: ['/up /v/a/', '/v/odd /v/a/'] },
  ],
  [
    "nothing from another page's URL, whatever its letter case",
    { a: { url: '/v/a', aliases: ['/v/b'], aliasesArchive: ['/V/B/'] }, b: { url: '/v/b' } },
    { rules: [] },
  ],
  [
    'nothing from the URL that a page about no video has by its path',
    { a: { url: '/x', aliases: ['/v/post'] }, post: { videoId: null } },
    { rules: [] },
  ],
  [
    'nothing to a page that Hugo does not build, nor any claim by it',
    {
      a: { url: '/v/a', aliases: ['/old'], draft: true },
      b: { url: '/v/b', aliases: ['/old', '/v/a'] },
    },
    { rules: ['/old /v/b/', '/v/a /v/b/'], clashes: [] },
  ],
  [
    'a clash of two aliases',
    { a: { url: '/v/a', aliases: ['/old'] }, b: { url: '/v/b', aliases: ['/Old/'] } },
    { clashes: ['/old a.md b.md'] },
  ],
  [
    'a clash of two archives',
    { a: { url: '/v/a', aliasesArchive: ['/old'] }, b: { url: '/v/b', aliasesArchive: ['/old'] } },
    { clashes: ['/old a.md b.md'] },
  ],
  [
    'the page that has it as an alias, where an archive holds it too',
    { a: { url: '/v/a', aliasesArchive: ['/old'] }, b: { url: '/v/b', aliases: ['/old'] } },
    { rules: ['/old /v/b/'], clashes: [] },
  ],
  [
    'no redirect from an alias of a page about no video, which Hugo serves',
    {
      a: { url: '/v/a', aliasesArchive: ['/old'] },
      b: { url: '/b', videoId: null, aliases: ['/old', '/more'] },
    },
    { rules: [], clashes: [] },
  ],
  [
    'a clash with an alias of a page about no video',
    { a: { url: '/v/a', aliases: ['/old'] }, b: { url: '/b', videoId: null, aliases: ['/old'] } },
    { clashes: ['/old a.md b.md'] },
  ],
  [
    'files as targets',
    { a: { url: '/v/a.html', aliases: ['/old'] }, b: { url: '/v/:slug', slug: 'v1.0', aliases: ['/older'] } },
    { rules: ['/old /v/a.html', '/older /v/v1.0'] },
  ],
  [
    'what is copied from the address bar, decoded',
    { a: { url: '/v/a', aliases: ['/%C3%A4%20b', '/ä b', '/100%'] } },
    { rules: ['/100% /v/a/', '/ä b /v/a/'] },
  ],
  [
    'what no host can redirect',
    {
      a: {
        url: '/v/a',
        aliases: ['', '/', '..', '/../x', 'https://example.org/x', '/a\nb', '/%0Ax', '/\ud800'],
      },
      b: { url: '/v/:nonsense', aliases: ['/old'] },
    },
    {
      rules: [],
      leftOut: [
        'a.md ',
        'a.md /',
        'a.md ..',
        'a.md /../x',
        'a.md https://example.org/x',
        'a.md /a\nb',
        'a.md /%0Ax',
        'a.md /\ud800',
        'b.md /old',
      ],
    },
  ],
];

describe('planRedirects gives', () => {
  test.each(cases)('%s', (_, pages, expected) => expect(plan(pages)).toMatchObject(expected));
});

const url = fc.constantFrom(
  '/v/a',
  '/v/b',
  '/V/A',
  '/v/c/',
  '/x',
  '/X/',
  '/y',
  'b',
  'odd',
  '../x',
  '/z.html',
  '/',
  '/%61',
);
const site = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    url: fc.constantFrom('/v/a', '/v/b', '/v/:slug', '/x', '/z.html'),
    aliases: fc.array(url, { maxLength: 3 }),
    aliasesArchive: fc.array(url, { maxLength: 4 }),
    draft: fc.boolean(),
    isVideo: fc.boolean(),
  }),
  { selector: ({ name }) => name },
);

test('no redirect leads to another; every old URL of a built page is answered once, or is said', () => {
  fc.assert(
    fc.property(site, (records) => {
      const pages = records.map(
        ({ name, isVideo, ...data }): Page => ({
          path: `${name}.md`,
          videoId: isVideo ? name.padEnd(11, '0') : null,
          data: { ...data, slug: name },
          bodyIsEmpty: false,
        }),
      );
      const claims = readClaims(pages, rules).filter(({ unbuilt }) => unbuilt === null);
      const live = new Map(claims.map((claim) => [foldPath(claim.url ?? ''), claim]));
      const { redirects, clashes, leftOut } = planRedirects(readClaims(pages, rules), hugo);
      for (const { from, to } of redirects) {
        expect(live.has(foldPath(to))).toBe(true);
        expect(claims.map((claim) => claim.url)).not.toContain(`${from}/`);
        expect(claims.map((claim) => claim.url)).not.toContain(from);
      }
      const sources = redirects.map(({ from }) => from);
      expect(new Set(sources).size).toBe(sources.length);

      const answered = new Set([
        ...live.keys(),
        ...sources.map(foldPath),
        ...clashes.map(({ url: clash }) => foldPath(clash)),
        ...claims
          .filter(({ page }) => page.videoId === null)
          .flatMap(({ aliases }) => aliases.map(({ path }) => foldPath(decodeURI(path ?? '')))),
      ]);
      for (const { page, aliases, archive } of claims.filter((claim) => claim.page.videoId !== null)) {
        for (const { path, text } of [...aliases, ...archive]) {
          const isSaid = leftOut.some((left) => left.path === page.path && left.entry === text);
          expect(isSaid || answered.has(foldPath(decodeURI(path ?? '')))).toBe(true);
        }
      }
    }),
  );
});
