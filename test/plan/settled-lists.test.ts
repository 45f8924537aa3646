import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { isSettled } from '../../src/plan/settled-lists.ts';
import { planUrlHistory } from '../../src/plan/url-history.ts';

const videoId = 'abcDEF12345';
const url = '/v/now';
const urls = fc.uniqueArray(fc.constantFrom(url, '/v/old', '/V/Old', '/v/older', `/r/${videoId}`), {
  maxLength: 4,
});
const states = fc.record({
  aliases: urls,
  archive: urls,
  wanted: urls,
  lastAliases: urls,
  lastArchive: urls,
  listsOwn: fc.boolean(),
});

test('lists are settled only where planning them comes to nothing, and the lockfile keeps what it knows', () => {
  let settled = 0;
  const check = fc.property(states, (lists) => {
    const state = { ...lists, videoId, url };
    if (!isSettled(state)) return;
    settled++;
    const { remembered, ...additions } = planUrlHistory({
      ...state,
      generator: hugo,
      earlierUrls: [url, url],
      manages: { live: true, archive: true },
      isWritable: () => true,
      isOwned: () => false,
      isClaimed: () => false,
      isPruned: false,
    });
    expect(additions).toEqual({ aliases: [], prune: [], archive: [] });
    const { aliases = [], archive, pendingUrls } = remembered;
    expect({ archive, pendingUrls }).toEqual({ archive: lists.archive, pendingUrls: undefined });
    const fold = (entries: string[]) => [...new Set(entries.map(hugo.foldUrl))].sort();
    expect(fold([...aliases, ...lists.archive])).toEqual(fold([...lists.lastAliases, ...lists.archive]));
  });
  fc.assert(check, { numRuns: 20_000 });
  expect(settled).toBeGreaterThan(50);
});
