import { expect, test } from 'vitest';
import { type LockfileEntry, makeLockfile } from '../../src/model/lockfile.ts';
import type { MissingVideo } from '../../src/model/plan.ts';
import { planGoneVideos } from '../../src/plan/gone-videos.ts';

const videoId = 'aaaaaaaaaaa';
const page = { videoId, path: 'a.md', data: {}, bodyIsEmpty: false };
const missing: MissingVideo = { videoId, path: 'a.md', title: 'A', reason: 'unlisted' };
const [today, earlier] = ['2026-01-02', '2025-12-31'];
const entry: LockfileEntry = { url: '/a', values: { title: 'A' } };
const noted = { ...entry, goneSince: earlier };

/** What the lockfile is told of the page, and what the plan says of its video. */
function plan(
  isMissing: boolean,
  state: 'missing' | 'listed' | 'withheld' | 'unknown',
  last?: LockfileEntry,
  next?: LockfileEntry,
) {
  const lockfile = makeLockfile();
  if (last) lockfile.pages[videoId] = last;
  const found = planGoneVideos(
    { missing: isMissing ? [missing] : [], entries: next ? { [videoId]: next } : {} },
    [page],
    lockfile,
    () => state,
    Date.parse(`${today}T23:59:59Z`),
  );
  return [found.entries[videoId], ...found.missing.map(({ goneSince, isNew }) => [goneSince, isNew])];
}

test.each<[name: string, made: unknown[], expected: unknown[]]>([
  ['newly gone', plan(true, 'missing', entry), [{ ...entry, goneSince: today }, [today, true]]],
  ['newly unlisted', plan(true, 'withheld', entry), [{ ...entry, goneSince: today }, [today, true]]],
  ['long gone', plan(true, 'missing', noted), [undefined, [earlier, undefined]]],
  [
    'long gone, and its entry changes',
    plan(true, 'missing', noted, { ...noted, url: '/b' }),
    [undefined, [earlier, undefined]],
  ],
  [
    'of a page that no import knows',
    plan(true, 'missing'),
    [{ url: null, values: {}, goneSince: today }, [today, true]],
  ],
  ['perhaps gone', plan(true, 'unknown', entry), [undefined, [undefined, undefined]]],
  ['back', plan(false, 'listed', noted, noted), [entry]],
  ['back, unlisted', plan(false, 'withheld', noted), [entry]],
  ['not known', plan(false, 'unknown', noted), [undefined]],
  ['there', plan(false, 'listed', entry), [undefined]],
  [
    'the page of another video before, which was gone',
    plan(true, 'missing', entry, noted),
    [{ ...entry, goneSince: today }, [today, true]],
  ],
])('a video that is %s', (_, made, expected) => {
  expect(made).toEqual(expected);
});
