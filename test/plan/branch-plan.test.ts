import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import type { Page } from '../../src/model/page.ts';
import type { MissingVideo, Plan } from '../../src/model/plan.ts';
import { planBranch } from '../../src/plan/branch-plan.ts';
import { startPlan } from '../../src/plan/plan-in-progress.ts';
import { makeCreation } from '../report/sample.ts';

const served = defaultGenerator.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' });
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

/** @param whole parts of the plan of an import into the base */
function compare(base: Page[], branch: Page[], whole: Partial<Plan>, further: Partial<Plan> = {}) {
  const site = { others: [], unreadable: [], lockfile: makeLockfile(), served };
  const fill = (parts: Partial<Plan>) => ({ ...startPlan([]), ...parts });
  const rules = { generator: defaultGenerator, gone: [], maxNew: 1, now: 0, findOtherText: () => null };
  const [before, after] = [base, branch].map((pages) => ({ ...site, pages }));
  if (!before || !after) throw new Error('no sites');
  return planBranch(fill(further), fill(whole), before, after, rules).plan;
}

const [a, b] = [makePage('a'), makePage('b')];

test('what is said of a page names its file on the branch, and of one that is not there nothing is', () => {
  const moved = { ...a, path: 'moved.md' };
  expect(compare([a, b], [moved], { missing: [a, b].map(makeMissing) })).toMatchObject({
    missing: [{ path: 'moved.md' }],
    unchanged: 1,
    removed: [{ videoId: b.videoId, title: 'b', urls: ['/v/b'] }],
  });
});

test('a page that got another video does not miss its former one', () => {
  expect(compare([a], [makePage('a', 'video-b-id')], { missing: [makeMissing(a)] })).toMatchObject({
    missing: [],
    removed: [],
    unchanged: 0,
    changes: [{ path: 'a.md', fields: [{ key: 'videoId', reason: 'branch' }] }],
  });
});

test('a page whose URLs another serves is told as removed, without a URL', () => {
  const heir: Page = { ...b, data: { ...b.data, aliases: ['/v/a'] } };
  expect(compare([a, b], [heir], {}).removed).toEqual([{ videoId: a.videoId, title: 'a', urls: [] }]);
});

test('the video of a new page may have left meanwhile', () => {
  expect(compare([], [a], {}, { missing: [{ ...makeMissing(a), goneSince: '2026-01-02' }] })).toMatchObject({
    changes: [{ path: 'a.md', page: null }],
    missing: [{ videoId: a.videoId, path: 'a.md', goneSince: '2026-01-02', isNew: true }],
  });
});

test('a conflict stands while the branch has the value that it names', () => {
  const conflicts = [
    {
      videoId: a.videoId ?? '',
      path: 'a.md',
      title: 'a',
      fields: [{ key: 'title', page: 'a', youtube: 'c', last: 'b' }],
    },
  ];
  expect(compare([a], [a], { conflicts }).conflicts).toEqual(conflicts);
  const settled: Page = { ...a, data: { ...a.data, title: 'c' } };
  expect(compare([a], [settled], { conflicts }).conflicts).toEqual([]);
});

test('a page that is unchanged counts as such', () => {
  const own: Page = { ...b, data: { ...b.data, title: 'own' } };
  expect(compare([a, b], [a, own], {})).toMatchObject({ unchanged: 1, changes: [{ path: 'b.md' }] });
});

test('the videos that wait for another night count as skipped', () => {
  const waiting = makeCreation('aaaaaaaaaa1', 'Waiting', 'waiting');
  const { changes, skipped } = compare([], [], { changes: [waiting] }, { changes: [waiting] });
  expect([changes, skipped]).toEqual([
    [],
    [{ videoId: waiting.video.id, title: 'Waiting', reason: 'over-max-new' }],
  ]);
});
