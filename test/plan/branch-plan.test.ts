import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import type { Page } from '../../src/model/page.ts';
import type { MissingVideo } from '../../src/model/plan.ts';
import { planBranch } from '../../src/plan/branch-plan.ts';
import { startPlan } from '../../src/plan/plan-in-progress.ts';

const rules = {
  generator: defaultGenerator,
  served: defaultGenerator.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' }),
  now: 0,
};
const makePage = (name: string, videoId = `video-${name}-id`): Page => ({
  path: `${name}.md`,
  videoId,
  data: { title: name, slug: name, videoId },
  bodyIsEmpty: false,
});
const makeMissing = ({ videoId, path }: Page): MissingVideo => ({
  videoId: videoId ?? '',
  path,
  title: 'x',
  reason: 'deleted',
});

function compare(base: Page[], branch: Page[], missing: MissingVideo[], goneSince?: string) {
  const site = { others: [], unreadable: [], lockfile: makeLockfile() };
  const lockfile = makeLockfile();
  for (const { videoId } of branch) {
    lockfile.pages[videoId ?? ''] = { url: null, values: {}, ...(goneSince && { goneSince }) };
  }
  const plan = { ...startPlan([]), missing, unchanged: base.length };
  const there = { ...site, pages: branch, lockfile };
  return planBranch(plan, { ...site, pages: base }, there, [], rules, () => null).plan;
}

const [a, b] = [makePage('a'), makePage('b')];

test('what is said of a page names its file on the branch, and of one that is not there nothing is', () => {
  const moved = { ...a, path: 'moved.md' };
  expect(compare([a, b], [moved], [a, b].map(makeMissing))).toMatchObject({
    missing: [{ path: 'moved.md' }],
    unchanged: 1,
    removed: [{ videoId: b.videoId, title: 'b', urls: ['/v/b'] }],
  });
});

test('a page that got another video does not miss its former one', () => {
  expect(compare([a], [makePage('a', 'video-b-id')], [makeMissing(a)])).toMatchObject({
    missing: [],
    removed: [],
    unchanged: 0,
    changes: [{ path: 'a.md', fields: [{ key: 'videoId', reason: 'branch' }] }],
  });
});

test('a page whose URLs another serves is not told as removed', () => {
  const heir: Page = { ...b, data: { ...b.data, aliases: ['/v/a'] } };
  expect(compare([a, b], [heir], []).removed).toEqual([]);
});

test('the video of a new page may have left meanwhile', () => {
  expect(compare([], [a], [], '2026-01-02')).toMatchObject({
    changes: [{ path: 'a.md', page: null }],
    missing: [{ videoId: a.videoId, path: 'a.md', goneSince: '2026-01-02', isNew: true }],
  });
});
