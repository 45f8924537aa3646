import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { planUrlHistory, type UrlHistoryState } from '../../src/plan/url-history.ts';

const videoId = 'abcDEF12345';
const base: UrlHistoryState = {
  generator: hugo,
  videoId,
  aliases: [`/r/${videoId}`, '/v/now'],
  archive: ['/v/now'],
  url: '/v/now',
  earlierUrls: [],
  wanted: [`/r/${videoId}`, '/v/now'],
  manages: { live: true, archive: true },
  listsOwn: true,
  isWritable: () => true,
  isOwned: () => false,
  isClaimed: () => false,
  lastAliases: undefined,
  lastArchive: undefined,
  isPruned: false,
};
type Additions = Pick<ReturnType<typeof planUrlHistory>, 'aliases' | 'prune' | 'archive'>;
const nothing: Additions = { aliases: [], prune: [], archive: [] };

describe('planUrlHistory', () => {
  const cases: [string, Partial<UrlHistoryState>, Partial<Additions>][] = [
    ['a page in order stays', {}, {}],
    [
      'a new page gets both',
      { aliases: [], archive: [] },
      { aliases: [`/r/${videoId}`, '/v/now'], archive: ['/v/now'] },
    ],
    [
      'the old URL joins both lists',
      { url: '/v/new', earlierUrls: ['/v/old'], wanted: [] },
      { aliases: ['/v/new', '/v/old'], archive: ['/v/new', '/v/old'] },
    ],
    ['what the archive holds and aliases do not was pruned', { aliases: [`/r/${videoId}`] }, {}],
    [
      'but the URL that the page had until now joins again',
      { aliases: [`/r/${videoId}`], archive: ['/v/now', '/v/old'], earlierUrls: ['/v/old'] },
      { aliases: ['/v/old'] },
    ],
    [
      'letter case and a trailing slash make no other URL',
      { aliases: [`/R/${videoId}/`, '/V/Now/'], archive: ['/V/NOW'] },
      {},
    ],
    [
      'an alias of a person’s is archived as it is spelled',
      { aliases: ['odd one', ...base.aliases] },
      { archive: ['odd one'] },
    ],
    ['the stable URL is not archived', { archive: [] }, { archive: ['/v/now'] }],
    ['a deleted stable alias stays deleted', { aliases: ['/v/now'], lastAliases: [`/r/${videoId}`] }, {}],
    [
      'a lost archive comes back',
      { archive: [], lastArchive: ['/v/ancient', '/v/now'] },
      { archive: ['/v/ancient', '/v/now'] },
    ],
    [
      'so does an odd entry that holds the id',
      { lastArchive: ['/v/now', `/odd/${videoId}`] },
      { archive: [`/odd/${videoId}`] },
    ],
    [
      "another page's own URL is no alias",
      { url: '/v/new', wanted: [], earlierUrls: ['/v/old'], isOwned: (url) => url === '/v/old' },
      { aliases: ['/v/new'], archive: ['/v/new', '/v/old'] },
    ],
    [
      'where its own URL is no redirect, a new page gets none of it',
      { listsOwn: false, aliases: [], archive: [] },
      { aliases: [`/r/${videoId}`], archive: ['/v/now'] },
    ],
    [
      'where it is none, an archived URL joins if it was never a redirect',
      { listsOwn: false, aliases: [`/r/${videoId}`], archive: ['/v/now', '/v/old'] },
      { aliases: ['/v/old'] },
    ],
    [
      'and stays out if it was one',
      { listsOwn: false, aliases: [`/r/${videoId}`], archive: ['/v/now', '/v/old'], lastAliases: ['/v/old'] },
      {},
    ],
    ['pruning takes out what the archive holds', { isPruned: true }, { prune: ['/v/now'] }],
    [
      'pruning takes out a person’s alias once it is archived',
      { isPruned: true, aliases: ['/x', ...base.aliases] },
      { prune: ['/x', '/v/now'], archive: ['/x'] },
    ],
  ];
  test.each(cases)('%s', (_, state, expected) => {
    expect(planUrlHistory({ ...base, ...state })).toMatchObject({ ...nothing, ...expected });
  });

  test('a URL that no entry can lead to joins as soon as one can', () => {
    const moved = { ...base, url: null, earlierUrls: ['/v/now', '/v/old'], aliases: [] };
    const waiting = planUrlHistory({ ...moved, isWritable: (path) => path !== '/v/old' });
    expect(waiting).toMatchObject({
      aliases: expect.not.arrayContaining(['/v/old']),
      archive: ['/v/old'],
      remembered: { pendingUrls: ['/v/old'] },
    });
    const archive = [...moved.archive, ...waiting.archive];
    const joined = planUrlHistory({ ...moved, archive, earlierUrls: waiting.remembered.pendingUrls ?? [] });
    expect(joined.aliases).toContain('/v/old');
    expect(joined.remembered.pendingUrls).toBeUndefined();
  });

  const url = fc.constantFrom(
    '/v/a',
    '/v/b',
    '/V/A/',
    '/v/c',
    'odd',
    `/r/${videoId}`,
    `/r/${videoId.toLowerCase()}/`,
  );
  const urls = fc.uniqueArray(url);
  const states: fc.Arbitrary<UrlHistoryState> = fc.record({
    generator: fc.constant(hugo),
    videoId: fc.constant(videoId),
    aliases: urls,
    archive: urls,
    url: fc.option(url),
    earlierUrls: urls,
    wanted: urls,
    manages: fc.record({ live: fc.boolean(), archive: fc.boolean() }),
    listsOwn: fc.boolean(),
    isWritable: fc.constantFrom(
      () => true,
      (path: string) => path !== '/v/a',
    ),
    isClaimed: fc.constantFrom(
      () => false,
      (taken: string) => taken === '/v/c',
    ),
    isOwned: fc.constantFrom(
      () => false,
      (taken: string) => taken === '/v/b',
    ),
    lastAliases: fc.option(urls, { nil: undefined }),
    lastArchive: fc.option(urls, { nil: undefined }),
    isPruned: fc.boolean(),
  });

  test('a second import finds nothing to do', () => {
    fc.assert(
      fc.property(states, (state) => {
        const first = planUrlHistory(state);
        const second = planUrlHistory({
          ...state,
          aliases: [...state.aliases.filter((entry) => !first.prune.includes(entry)), ...first.aliases],
          archive: [...state.archive, ...first.archive],
          earlierUrls: first.remembered.pendingUrls ?? [],
          lastAliases: first.remembered.aliases,
          lastArchive: first.remembered.archive,
        });
        expect(second).toMatchObject(nothing);
        expect(second.remembered).toEqual(first.remembered);
      }),
    );
  });
});
