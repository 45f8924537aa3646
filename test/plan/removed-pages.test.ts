import { describe, expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { LockfileEntry } from '../../src/model/lockfile.ts';
import type { Page, UnreadablePage } from '../../src/model/page.ts';
import type { PageChange } from '../../src/model/plan.ts';
import type { GoneUrl } from '../../src/model/rules.ts';
import type { Value } from '../../src/model/value.ts';
import { planRemovedPages } from '../../src/plan/removed-pages.ts';
import { makeUpdate } from '../report/sample.ts';

const id = 'removed0000';

const rules = {
  generator: defaultGenerator,
  served: defaultGenerator.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' }),
  now: Date.parse('2026-01-02T03:04:05Z'),
};

const entry: LockfileEntry = {
  url: '/v/talk',
  values: { title: 'A talk' },
  aliases: ['/go/removed0000', '/V/Talk/'],
  archive: ['/old/talk', 'odd'],
  pendingUrls: ['/v/meanwhile'],
};

interface Given {
  entry?: LockfileEntry;
  pages?: Page[];
  unreadable?: UnreadablePage[];
  gone?: GoneUrl[];
  changes?: PageChange[];
}

function plan({ entry: known = entry, pages = [], unreadable = [], gone = [], changes = [] }: Given) {
  return planRemovedPages({ pages, unreadable }, [[id, known]], gone, changes, rules);
}

const urlsOf = (given: Given) => plan(given).removed.flatMap(({ urls }) => urls);

function page(path: string, data: Record<string, Value>, videoId: string | null = null): Page {
  return { path, videoId, data, bodyIsEmpty: false };
}

const all = ['/v/talk', '/v/meanwhile', '/go/removed0000', '/old/talk', '/v/odd'];
const without = (...urls: string[]) => all.filter((url) => !urls.includes(url));

describe('a removed page', () => {
  test('is named with all its URLs, each once, and noted with the day', () => {
    expect(plan({})).toEqual({
      removed: [{ videoId: id, title: 'A talk', urls: all }],
      entries: { [id]: { ...entry, removedSince: '2026-01-02' } },
    });
  });

  test('is named with a URL that another page loses in the same import', () => {
    const other = page(
      'other.md',
      { title: 'Other', slug: 'other', aliases: ['/old/talk', '/v/talk'] },
      'other000000',
    );
    const change = {
      ...makeUpdate('other000000', 'Other', 'other.md', [
        { key: 'aliases', action: 'prune', reason: 'pruned', entries: ['/old/talk'] },
      ]),
      page: { ...other, videoId: 'other000000' },
    };
    expect(urlsOf({ pages: [other] })).toEqual(without('/old/talk', '/v/talk'));
    expect(urlsOf({ pages: [other], changes: [change] })).toEqual(without('/v/talk'));
  });

  test('that never was served is not named, and its URLs are forgotten', () => {
    const known: [string, LockfileEntry][] = [[id, entry]];
    const { removed, entries } = planRemovedPages(
      { pages: [], unreadable: [] },
      known,
      [],
      [],
      rules,
      new Set([id]),
    );
    expect([removed, entries]).toEqual([[], { [id]: { url: null, values: { title: 'A talk' } } }]);
  });

  test('is named once', () => {
    expect(plan({ entry: { ...entry, removedSince: '2025-01-01' } })).toEqual({ removed: [], entries: {} });
  });

  test.each<[string, Page]>([
    ['there', page('a.md', { url: '/elsewhere' }, id)],
    ['at another video, of which its page says so', page('a.md', { formerVideoIds: [id] }, 'another0000')],
  ])('is none where its page is %s', (_, remaining) => {
    expect(plan({ pages: [remaining] })).toEqual({ removed: [], entries: {} });
  });

  const unreadable: UnreadablePage = {
    path: 'a.md',
    kind: 'bad-front-matter',
    line: 2,
    detail: 'a quote is not closed',
    namesVideo: true,
    videoId: id,
  };
  test.each<[string, UnreadablePage, number]>([
    ['its page cannot be read', unreadable, 0],
    ['a page cannot be read that may be it', { ...unreadable, videoId: null }, 0],
    ['a page cannot be read that is about another video', { ...unreadable, videoId: 'another0000' }, 1],
    ['a page cannot be read that is about no video', { ...unreadable, namesVideo: false, videoId: null }, 1],
  ])('where %s', (_, broken, expected) => {
    expect(plan({ unreadable: [broken] }).removed).toHaveLength(expected);
  });

  const cases: [string, Given, string[]][] = [
    ["another page's own URL", { pages: [page('a.md', { url: '/Old/Talk/' })] }, without('/old/talk')],
    [
      "another page's live alias",
      { pages: [page('a.md', { url: '/a', aliases: ['/v/talk/', 'odd'] })] },
      without('/v/talk'),
    ],
    [
      "another page's archive only",
      { pages: [page('a.md', { url: '/a', aliasesArchive: ['/v/talk'] })] },
      all,
    ],
    ["a draft's alias", { pages: [page('a.md', { url: '/a', draft: true, aliases: ['/v/talk'] })] }, all],
    [
      'a page elsewhere in the site',
      { pages: [page('../blog/a.md', { aliases: ['/v/talk'] })] },
      without('/v/talk'),
    ],
    ['410', { gone: [{ from: '/V/talk/', to: null }] }, without('/v/talk')],
    ['an address', { gone: [{ from: '/go/%72emoved0000', to: '/x' }] }, without('/go/removed0000')],
    [
      'a change of this import',
      {
        changes: [
          {
            video: { id: 'another0000', title: 'Another' },
            path: 'a.md',
            page: null,
            url: '/v/talk',
            fields: [
              { key: 'aliases', action: 'append', reason: 'url-history', entries: ['/old/talk'] },
              { key: 'aliasesArchive', action: 'append', reason: 'url-history', entries: ['/v/meanwhile'] },
            ],
            body: null,
          },
        ],
      },
      without('/v/talk', '/old/talk'),
    ],
  ];
  test.each(cases)('and %s', (_, given, expected) => {
    expect(urlsOf(given)).toEqual(expected);
  });

  test('is not named while every URL leads somewhere: it may yet lose one', () => {
    const gone = all.map((from) => ({ from, to: null }));
    expect(plan({ gone })).toEqual({ removed: [], entries: {} });
    expect(urlsOf({ gone: gone.slice(1) })).toEqual(['/v/talk']);
  });
});
