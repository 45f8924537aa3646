import { describe, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import type { LockEntry } from '../../src/model/lockfile.ts';
import type { PageFacts } from '../../src/model/page.ts';
import type { PageCreation, Plan } from '../../src/model/plan.ts';
import type { Value } from '../../src/model/value.ts';
import { countTooManyFlags } from '../../src/plan/missing.ts';
import { makePlan } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { makeRules, makeVideo } from './video.ts';

function plan(input: Partial<PlanInput>) {
  return makePlan({
    videos: [],
    unavailable: [],
    isComplete: true,
    pages: [],
    isPathTaken: () => false,
    unreadable: [],
    lock: {},
    rules: makeRules(),
    generator: hugo,
    ...input,
  });
}

/** The page that a plan creates, as the next import finds it. */
function pageOf(creation: PageCreation, changes: Record<string, Value> = {}): PageFacts {
  const data = Object.fromEntries(creation.fields.map(({ key, value }) => [key, value]));
  return {
    path: creation.path,
    videoId: creation.videoId,
    data: { ...data, ...changes },
    bodyIsEmpty: false,
  };
}

function importOnce(input: Partial<PlanInput>): { page: PageFacts; lock: Record<string, LockEntry> } {
  const { plan: made, entries } = plan(input);
  return { page: pageOf(made.changes[0] as PageCreation), lock: Object.fromEntries(entries) };
}

const creations = (made: Plan) =>
  made.changes.filter((change) => change.action === 'create') as PageCreation[];
const slugsOf = (made: Plan) =>
  creations(made).map(({ fields }) => fields.find(({ key }) => key === 'slug')?.value);

describe('makePlan', () => {
  test('a new video becomes a page with every field in order, then nothing is left to do', () => {
    const { plan: made } = plan({ videos: [makeVideo()] });
    const [creation] = creations(made);
    expect(creation?.path).toBe('abcDEF12345/index.md');
    expect(creation?.fields.map(({ key }) => key)).toEqual(makeRules().fields.map(({ key }) => key));
    expect(creation?.fields.find(({ key }) => key === 'url')?.value).toBe('/resources/videos/:slug');
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    expect(plan({ videos: [makeVideo()], pages: [page], lock }).plan).toMatchObject({
      changes: [],
      unchanged: 1,
    });
    expect(plan({ videos: [makeVideo()], pages: [page] }).plan).toMatchObject({ changes: [], unchanged: 1 });
  });

  test('slugs clash in the order of publication, and never with a URL that another page had', () => {
    const second = makeVideo({ id: 'bbbbbbbbbbb', publishedAt: '2022-01-01T00:00:00Z' });
    const first = makeVideo({ id: 'zzzzzzzzzzz', publishedAt: '2020-01-01T00:00:00Z' });
    const { plan: both } = plan({ videos: [second, first] });
    expect(slugsOf(both)).toEqual(['sharpening-a-hand-plane', 'sharpening-a-hand-plane-2']);
    expect(both.clashes).toEqual([
      expect.objectContaining({ videoId: 'bbbbbbbbbbb', takenBy: 'zzzzzzzzzzz/index.md' }),
    ]);

    const { page } = importOnce({ videos: [first] });
    const renamed = { ...page, data: { ...page.data, slug: 'renamed' } };
    expect(slugsOf(plan({ videos: [first, second], pages: [renamed] }).plan)).toEqual([
      'sharpening-a-hand-plane-2',
    ]);
  });

  test('a path that holds the slug holds the number that a clash gave it', () => {
    const videos = [makeVideo(), makeVideo({ id: 'zzzzzzzzzzz', publishedAt: '2024-01-01T00:00:00Z' })];
    const { plan: made } = plan({ videos, rules: makeRules({ file: '{year}/{slug}.md' }) });
    expect(made.problems).toEqual([]);
    expect(creations(made).map(({ path }) => path.slice(5))).toEqual([
      'sharpening-a-hand-plane.md',
      'sharpening-a-hand-plane-2.md',
    ]);
  });

  test('a URL that one page gets only for its archive is no alias of the next page', () => {
    const rules = makeRules({
      urls: {
        page: '/resources/videos/{slug}',
        aliases: ['/go/{slug}'],
        pruneBefore: '2020-06-01T00:00:00Z',
      },
    });
    const old = makeVideo({ id: 'aaaaaaaaaaa', publishedAt: '2019-01-01T00:00:00Z' });
    const young = makeVideo({ id: 'bbbbbbbbbbb', publishedAt: '2022-01-01T00:00:00Z' });
    const pages = [old, young].map((video) => {
      const { page } = importOnce({ videos: [video] });
      return { ...page, data: { ...page.data, slug: 'by-hand' } };
    });
    const { plan: made } = plan({ videos: [old, young], pages, rules });
    const holders = made.changes.filter((change) => JSON.stringify(change).includes('/go/by-hand'));
    expect(holders.map(({ videoId }) => videoId)).toEqual(['aaaaaaaaaaa']);
  });

  test('an existing slug is never changed by a clash', () => {
    const video = makeVideo({ id: 'aaaaaaaaaaa', publishedAt: '2019-01-01T00:00:00Z' });
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const { plan: made } = plan({ videos: [makeVideo(), video], pages: [page], lock });
    expect(made).toMatchObject({ unchanged: 1, changes: [{ action: 'create', videoId: 'aaaaaaaaaaa' }] });
    expect(slugsOf(made)).toEqual(['sharpening-a-hand-plane-2']);
  });

  test('a slug that is always YouTube’s, and was emptied by hand, comes back at no URL of another page', () => {
    const fields = makeRules().fields.map((rule) =>
      rule.key === 'slug' ? { ...rule, update: 'always' as const } : rule,
    );
    const rules = makeRules({ fields });
    const [first, second] = [
      makeVideo({ id: 'aaaaaaaaaaa', title: 'One' }),
      makeVideo({ id: 'bbbbbbbbbbb' }),
    ];
    const [one, other] = [importOnce({ videos: [first], rules }), importOnce({ videos: [second], rules })];
    const emptied = { ...one.page, data: { ...one.page.data, slug: '' } };
    const { plan: made } = plan({
      videos: [{ ...first, title: second.title }, second],
      pages: [emptied, other.page],
      lock: { ...one.lock, ...other.lock },
      rules,
    });
    expect(made.changes.map(({ path }) => path)).toEqual([emptied.path]);
    expect(made.changes[0]).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ key: 'slug', after: 'sharpening-a-hand-plane-2' }),
      ]),
    });
    expect(made.clashes).toMatchObject([{ takenBy: other.page.path }]);
  });

  test.each([
    ['by hand', makeRules(), { slug: 'by-hand' }, makeVideo()],
    [
      'by a followed title',
      makeRules({
        fields: makeRules().fields.map((rule) =>
          rule.key === 'slug' ? { ...rule, update: 'until-edited' as const } : rule,
        ),
      }),
      {},
      makeVideo({ title: 'By Hand' }),
    ],
  ])('a slug that changes %s puts the old URL into both lists', (_, rules, edits, video) => {
    const { page, lock } = importOnce({ videos: [makeVideo()], rules });
    const edited = { ...page, data: { ...page.data, ...edits, aliases: [], aliasesArchive: [] } };
    const { plan: made } = plan({ videos: [video], pages: [edited], lock, rules });
    const change = made.changes[0];
    if (change?.action !== 'update') throw new Error('no update');
    const added = (key: string) =>
      change.changes.flatMap((one) => (one.key === key && one.action === 'append' ? one.entries : []));
    expect(added('aliases')).toContain('/resources/videos/sharpening-a-hand-plane');
    expect(added('aliasesArchive')).toContain('/resources/videos/sharpening-a-hand-plane');
    expect(change.url).toBe('/resources/videos/by-hand');
  });

  test('a changed URL template moves pages without a url of their own, and archives the old URL', () => {
    const fields = makeRules().fields.filter(({ key }) => key !== 'url');
    const { page, lock } = importOnce({ videos: [makeVideo()], rules: makeRules({ fields }) });
    const rules = makeRules({ fields, urls: { page: '/watch/{slug}', aliases: [], pruneBefore: null } });
    const { plan: made } = plan({ videos: [makeVideo()], pages: [page], lock, rules });
    expect(made.changes[0]).toMatchObject({
      url: '/watch/sharpening-a-hand-plane',
      changes: [
        { key: 'aliases', entries: ['/watch/sharpening-a-hand-plane'] },
        { key: 'aliasesArchive', entries: ['/watch/sharpening-a-hand-plane'] },
      ],
    });
  });

  test('a page that a person removed is not made again', () => {
    const { lock } = importOnce({ videos: [makeVideo()] });
    expect(plan({ videos: [makeVideo()], lock }).plan).toMatchObject({
      changes: [],
      skipped: [{ reason: 'page-removed' }],
    });
  });

  test('two pages of one video are both left alone', () => {
    const { page } = importOnce({ videos: [makeVideo()] });
    const { plan: made } = plan({ videos: [makeVideo()], pages: [page, { ...page, path: 'copy.md' }] });
    expect(made).toMatchObject({
      changes: [],
      problems: [{ code: 'two-pages', paths: ['abcDEF12345/index.md', 'copy.md'] }],
    });
  });

  test('a video whose page cannot be read gets no second one', () => {
    expect(
      plan({ videos: [makeVideo()], unreadable: [{ videoId: 'abcDEF12345', path: 'broken.md' }] }).plan
        .changes,
    ).toEqual([]);
  });

  test('the body is written once, into a page that is new to us and empty', () => {
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const emptied = { ...page, bodyIsEmpty: true };
    expect(plan({ videos: [makeVideo()], pages: [emptied] }).plan.changes).toMatchObject([
      { changes: [], body: expect.any(String) },
    ]);
    expect(plan({ videos: [makeVideo()], pages: [emptied], lock }).plan.changes).toEqual([]);
  });

  test('missing videos are named, flagged, and lose the flag when they come back', () => {
    const rules = makeRules({ missing: 'flag' });
    const { page, lock } = importOnce({ videos: [makeVideo()], rules });
    expect(plan({ pages: [page], lock }).plan).toMatchObject({
      changes: [],
      missing: [{ reason: 'unknown' }],
    });
    expect(plan({ pages: [page], lock, isComplete: false }).plan.missing).toEqual([]);

    const gone = plan({
      pages: [page],
      lock,
      rules,
      unavailable: [{ videoId: page.videoId, reason: 'private' }],
    });
    expect(gone.plan).toMatchObject({
      missing: [{ reason: 'private' }],
      changes: [{ changes: [{ key: 'unavailable', after: true }] }],
    });
    expect(countTooManyFlags(gone.plan, 4)).toBe(1);
    expect(countTooManyFlags(gone.plan, 5)).toBeNull();

    const flagged = { ...page, data: { ...page.data, unavailable: true } };
    const flaggedLock = Object.fromEntries(gone.entries);
    expect(plan({ pages: [flagged], lock: flaggedLock, rules }).plan.changes).toEqual([]);
    const back = plan({ videos: [makeVideo()], pages: [flagged], lock: flaggedLock, rules });
    expect(back.plan.changes).toMatchObject([{ changes: [{ key: 'unavailable', action: 'remove' }] }]);
    expect(back.entries.get(page.videoId)?.fields['unavailable']).toBeUndefined();

    expect(plan({ pages: [page], lock: flaggedLock, rules }).plan.changes).toEqual([]); // A person took it out.

    const filters = { ...rules.filters, match: /oak/iu };
    const filtered = { videos: [makeVideo()], pages: [flagged], lock: flaggedLock };
    const backBehindFilter = plan({ ...filtered, rules: { ...rules, filters } });
    expect(backBehindFilter.plan.changes).toMatchObject([
      { changes: [{ key: 'unavailable', action: 'remove' }] },
    ]);
    expect(backBehindFilter.entries.get(page.videoId)?.fields['unavailable']).toBeUndefined();
    expect(backBehindFilter.entries.get(page.videoId)?.fields['title']).toBe(makeVideo().title);
    const hidden = { ...filtered, videos: [makeVideo({ privacy: 'private' })], rules };
    expect(plan(hidden).plan.changes).toEqual([]);
  });

  test('a page that knows no archive is at rest once it got the flag', () => {
    const rules = makeRules({ missing: 'flag' });
    const { page } = importOnce({ videos: [makeVideo()], rules });
    const { aliasesArchive: _, ...data } = page.data;
    const { plan: made, entries } = plan({ pages: [{ ...page, data }], rules });
    expect(made.changes).toMatchObject([{ changes: [{ key: 'aliasesArchive' }, { key: 'unavailable' }] }]);
    const flagged = { ...page, data: { ...page.data, unavailable: true } };
    expect(plan({ pages: [flagged], lock: Object.fromEntries(entries), rules }).plan.changes).toEqual([]);
  });

  test('a field that the config drops for a while is not forgotten', () => {
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const { layout: _, ...data } = page.data;
    const without = makeRules({ fields: makeRules().fields.filter(({ key }) => key !== 'layout') });
    const pages = [{ ...page, data }];
    const { entries } = plan({ videos: [makeVideo({ title: 'Planes' })], pages, lock, rules: without });
    const site = { videos: [makeVideo()], pages };
    expect(entries.size).toBe(1);
    expect(plan({ ...site, lock: Object.fromEntries(entries) }).plan.changes).toEqual([]);
    expect(plan({ ...site, lock: {} }).plan.changes).toMatchObject([{ changes: [{ key: 'layout' }] }]);
  });

  test('a page and its copy are left alone, and the one that stays goes on as before', () => {
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const copy = { ...page, path: 'copy/index.md' };
    const videos = [makeVideo({ title: 'Planes' }), makeVideo({ id: 'bbbbbbbbbbb' })];
    const both = plan({ videos, pages: [page, copy], lock });
    expect(both.plan.problems).toMatchObject([{ code: 'two-pages', paths: [page.path, copy.path] }]);
    expect(both.plan.changes).toMatchObject([{ action: 'create', videoId: 'bbbbbbbbbbb' }]);
    expect(slugsOf(both.plan)).toEqual(['sharpening-a-hand-plane-2']);
    expect(both.entries.has(page.videoId)).toBe(false);
    expect(plan({ videos: videos.slice(0, 1), pages: [copy], lock }).plan.changes).toMatchObject([
      { path: copy.path, changes: [{ key: 'title', after: 'Planes' }] },
    ]);
  });

  test('a page that a person gives another video keeps its words and its URLs', () => {
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const id = 'bbbbbbbbbbb';
    const given = {
      ...page,
      videoId: id,
      data: { ...page.data, videoId: id, ResourceId: id, slug: 'planes' },
    };
    const videos = [makeVideo(), makeVideo({ id, title: 'Again' })];
    const { plan: made } = plan({ videos, pages: [given], lock });
    expect(made.skipped).toMatchObject([{ videoId: page.videoId, reason: 'page-removed' }]);
    expect(made.changes).toMatchObject([
      {
        videoId: id,
        changes: [
          { key: 'aliases', entries: [`/resources/${id}`, '/resources/videos/planes'] },
          { key: 'aliasesArchive', entries: [`/resources/${page.videoId}`, '/resources/videos/planes'] },
        ],
      },
    ]);
  });

  test('old pages are pruned, and then at rest', () => {
    const { page, lock } = importOnce({ videos: [makeVideo()] });
    const urls = { ...makeRules().urls, pruneBefore: '2023-01-01T00:00:00Z' };
    const { plan: made, entries } = plan({
      videos: [makeVideo()],
      pages: [page],
      lock,
      rules: makeRules({ urls }),
    });
    expect(made.changes).toMatchObject([
      {
        changes: [
          { key: 'aliases', action: 'prune', entries: ['/resources/videos/sharpening-a-hand-plane'] },
        ],
      },
    ]);
    const pruned = { ...page, data: { ...page.data, aliases: ['/resources/abcDEF12345'] } };
    const next = { videos: [makeVideo()], pages: [pruned], lock: Object.fromEntries(entries) };
    expect(plan({ ...next, rules: makeRules({ urls }) }).plan.changes).toEqual([]);
    expect(plan(next).plan.changes).toEqual([]);
  });

  test('changes are counted by field', () => {
    const { page } = importOnce({ videos: [makeVideo()] });
    const { ResourceImport: _, ...data } = page.data;
    expect(
      plan({ videos: [makeVideo({ durationSeconds: 601 })], pages: [{ ...page, data }] }).plan.fields,
    ).toEqual({
      ResourceImport: { added: 1, changed: 0, removed: 0 },
      duration: { added: 0, changed: 1, removed: 0 },
    });
  });

  test.each([
    [{ broadcast: 'upcoming' }, {}, 'upcoming'],
    [{ broadcast: 'live' }, {}, 'live'],
    [{ isShort: true }, { shorts: 'skip' }, 'short'],
    [{ privacy: 'unlisted' }, { unlisted: 'skip' }, 'unlisted'],
    [{}, { since: '2022-01-01T00:00:00Z' }, 'before-since'],
    [{}, { until: '2020-01-01T00:00:00Z' }, 'after-until'],
    [{}, { match: /oak/iu }, 'no-match'],
    [{}, { videoIds: ['bbbbbbbbbbb'] }, 'not-asked-for'],
    [{ privacy: 'private' }, {}, 'not-public'],
  ] as const)('%j is skipped with %j as %s', (properties, filters, reason) => {
    const rules = makeRules({ filters: { ...makeRules().filters, ...(filters as object) } });
    const { plan: made } = plan({ videos: [makeVideo(properties)], rules });
    expect(made).toMatchObject({ changes: [], skipped: [{ reason }] });
  });

  test('--limit keeps the newest', () => {
    const videos = ['2020', '2022', '2021'].map((year, at) =>
      makeVideo({ id: `aaaaaaaaaa${at}`, title: year, publishedAt: `${year}-01-01T00:00:00Z` }),
    );
    const rules = makeRules({ filters: { ...makeRules().filters, limit: 2 } });
    const { plan: made } = plan({ videos, rules });
    expect(creations(made).map(({ title }) => title)).toEqual(['2021', '2022']);
    expect(made.skipped).toMatchObject([{ title: '2020', reason: 'over-limit' }]);
  });
});
