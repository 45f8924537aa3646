import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { Batch } from '../../src/model/batch.ts';
import { type LockfileEntry, makeLockfile } from '../../src/model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../../src/model/page.ts';
import type { PageChange, Plan } from '../../src/model/plan.ts';
import type { Rules } from '../../src/model/rules.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import type { Video } from '../../src/model/video.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { planRefused } from '../../src/plan/refused-page.ts';
import type { PlanInput } from '../../src/plan/site-index.ts';
import { countTooManyFlags } from '../../src/plan/unavailable-flag.ts';
import { parseLockfile, serialiseLockfile } from '../../src/site/lockfile-format.ts';
import { makeRules, makeVideo } from './video.ts';

/** A site with one source. */
interface Given extends Partial<Batch> {
  isFormer?: boolean;
  pages?: Page[];
  others?: Page[];
  unreadable?: UnreadablePage[];
  entries?: Record<string, LockfileEntry>;
  findMention?: PlanInput['findMention'];
  generator?: PlanInput['generator'];
}

const now = Date.parse('2026-01-02T03:04:05Z');

function serve(pages: Page[], template = makeRules().urls.page) {
  return defaultGenerator.readSite(new Map(), pages, { template, folder: 'content/resources/videos' });
}

function plan({
  pages = [],
  others = [],
  unreadable = [],
  entries = {},
  findMention = () => null,
  isFormer = false,
  generator = defaultGenerator,
  ...batch
}: Given): Plan {
  const rules = makeRules();
  return makePlan({
    batches: [
      {
        source: null,
        videos: [],
        unavailable: [],
        isComplete: true,
        rules,
        matching: null,
        asked: null,
        isReplay: false,
        ...batch,
      },
    ],
    pages,
    others,
    served: serve([...pages, ...others], (batch.rules ?? rules).urls.page),
    unreadable,
    lockfile: { ...makeLockfile(), pages: entries, isFormer },
    generator,
    isPathTaken: () => false,
    findMention,
    problems: [],
    now,
  });
}

/** The page that a plan creates, as the next import finds it. */
function pageOf({ fields, path, video }: PageChange): VideoPage {
  const data = Object.fromEntries(fields.map((change) => [change.key, readAfter(change)]));
  return { path, videoId: video.id, data, bodyIsEmpty: false };
}

function readAfter(change: FieldChange): Value {
  if (change.action !== 'set') throw new Error(`${change.key} is not set`);
  return change.after;
}

function importOnce(given: Given): { page: VideoPage; entries: Record<string, LockfileEntry> } {
  const { changes, entries } = plan(given);
  if (!changes[0]) throw new Error('no page is made');
  return { page: pageOf(changes[0]), entries };
}

/** A page as a change leaves it, as far as its own values and lists go. */
function applyChange(page: VideoPage, change: PageChange | undefined): VideoPage {
  const data = { ...page.data };
  for (const field of change?.fields ?? []) {
    if (field.action === 'set') data[field.key] = field.after;
    if (field.action === 'append')
      data[field.key] = [...((data[field.key] as Value[] | undefined) ?? []), ...field.entries];
  }
  return { ...page, data };
}

const creations = (made: Plan) => made.changes.filter(({ page }) => !page);
const slugsOf = (made: Plan) => creations(made).map((change) => pageOf(change).data['slug']);

describe('makePlan', () => {
  test('a new video becomes a page with every field in order, then nothing is left to do', () => {
    const made = plan({ videos: [makeVideo()] });
    const [creation] = creations(made);
    expect(creation?.path).toBe('abcDEF12345/index.md');
    expect(creation?.fields.map(({ key }) => key)).toEqual(makeRules().fields.map(({ key }) => key));
    expect(creation && pageOf(creation).data['url']).toBe('/resources/videos/:slug');
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    expect(plan({ videos: [makeVideo()], pages: [page], entries })).toMatchObject({
      changes: [],
      unchanged: 1,
    });
    expect(plan({ videos: [makeVideo()], pages: [page] })).toMatchObject({ changes: [], unchanged: 1 });
  });

  test('slugs clash in the order of publication, and never with a URL that another page had', () => {
    const second = makeVideo({ id: 'bbbbbbbbbbb', publishedAt: '2022-01-01T00:00:00Z' });
    const first = makeVideo({ id: 'zzzzzzzzzzz', publishedAt: '2020-01-01T00:00:00Z' });
    const both = plan({ videos: [second, first] });
    expect(slugsOf(both)).toEqual(['sharpening-a-hand-plane', 'sharpening-a-hand-plane-2']);
    expect(both.clashes).toEqual([
      expect.objectContaining({ videoId: 'bbbbbbbbbbb', takenBy: 'zzzzzzzzzzz/index.md' }),
    ]);

    const { page } = importOnce({ videos: [first] });
    const renamed = { ...page, data: { ...page.data, slug: 'renamed' } };
    expect(slugsOf(plan({ videos: [first, second], pages: [renamed] }))).toEqual([
      'sharpening-a-hand-plane-2',
    ]);
  });

  test('a path that holds the slug holds the number that a clash gave it', () => {
    const videos = [makeVideo(), makeVideo({ id: 'zzzzzzzzzzz', publishedAt: '2024-01-01T00:00:00Z' })];
    const made = plan({ videos, rules: makeRules({ file: '{year}/{slug}.md' }) });
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
        listsOwn: true,
        pruneBefore: '2020-06-01T00:00:00Z',
        gone: [],
      },
    });
    const old = makeVideo({ id: 'aaaaaaaaaaa', publishedAt: '2019-01-01T00:00:00Z' });
    const young = makeVideo({ id: 'bbbbbbbbbbb', publishedAt: '2022-01-01T00:00:00Z' });
    const pages = [old, young].map((video) => {
      const { page } = importOnce({ videos: [video] });
      return { ...page, data: { ...page.data, slug: 'by-hand' } };
    });
    const made = plan({ videos: [old, young], pages, rules });
    const holders = made.changes.filter(({ fields }) => JSON.stringify(fields).includes('/go/by-hand'));
    expect(holders.map(({ video }) => video.id)).toEqual(['aaaaaaaaaaa']);
  });

  test('an existing slug is never changed by a clash', () => {
    const video = makeVideo({ id: 'aaaaaaaaaaa', publishedAt: '2019-01-01T00:00:00Z' });
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const made = plan({ videos: [makeVideo(), video], pages: [page], entries });
    expect(made).toMatchObject({ unchanged: 1, changes: [{ page: null, video: { id: 'aaaaaaaaaaa' } }] });
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
    const made = plan({
      videos: [{ ...first, title: second.title }, second],
      pages: [emptied, other.page],
      entries: { ...one.entries, ...other.entries },
      rules,
    });
    expect(made.changes.map(({ path }) => path)).toEqual([emptied.path]);
    expect(made.changes[0]).toMatchObject({
      fields: expect.arrayContaining([
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
    const { page, entries } = importOnce({ videos: [makeVideo()], rules });
    const edited = { ...page, data: { ...page.data, ...edits, aliases: [], aliasesArchive: [] } };
    const made = plan({ videos: [video], pages: [edited], entries, rules });
    const change = made.changes[0];
    if (!change?.page) throw new Error('no update');
    const added = (key: string) =>
      change.fields.flatMap((one) => (one.key === key && one.action === 'append' ? one.entries : []));
    expect(added('aliases')).toContain('/resources/videos/sharpening-a-hand-plane');
    expect(added('aliasesArchive')).toContain('/resources/videos/sharpening-a-hand-plane');
    expect(change.url).toBe('/resources/videos/by-hand');
  });

  test('a changed URL template moves pages without a url of their own, and archives the old URL', () => {
    const fields = makeRules().fields.filter(({ key }) => key !== 'url');
    const { page, entries } = importOnce({ videos: [makeVideo()], rules: makeRules({ fields }) });
    const rules = makeRules({
      fields,
      urls: { page: '/watch/{slug}', aliases: [], listsOwn: true, pruneBefore: null, gone: [] },
    });
    const made = plan({ videos: [makeVideo()], pages: [page], entries, rules });
    expect(made.changes[0]).toMatchObject({
      url: '/watch/sharpening-a-hand-plane',
      fields: [
        { key: 'aliases', entries: ['/watch/sharpening-a-hand-plane'] },
        { key: 'aliasesArchive', entries: ['/watch/sharpening-a-hand-plane'] },
      ],
    });
  });

  test('a page that a person removed is not made again', () => {
    const { entries } = importOnce({ videos: [makeVideo()] });
    expect(plan({ videos: [makeVideo()], entries })).toMatchObject({
      changes: [],
      skipped: [{ reason: 'page-removed' }],
    });
  });

  test.each([
    ['serves', (url: string) => ({ url })],
    ['redirects', (url: string) => ({ url: '/elsewhere', aliases: [url] })],
  ])('a page that a person moved and took the id out of is not called removed: it %s its URL', (_, data) => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const moved = {
      path: '../notes/a.md',
      videoId: null,
      data: data(String(entries[page.videoId]?.url)),
      bodyIsEmpty: false,
    };
    expect(plan({ videos: [makeVideo()], entries, others: [moved] })).toMatchObject({
      changes: [],
      skipped: [{ reason: 'page-replaced' }],
    });
  });

  test('a slug that the config dropped meanwhile follows the title again once it is back', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const videos = [makeVideo({ title: 'Planes' })];
    const ruled = (update?: 'always') =>
      makeRules({
        fields: makeRules().fields.flatMap((rule) =>
          rule.key !== 'slug' ? [rule] : update ? [{ ...rule, update }] : [],
        ),
      });
    const without = plan({ videos, pages: [page], entries, rules: ruled() });
    const later = plan({ videos, pages: [page], entries: without.entries, rules: ruled('always') });
    expect(later.changes[0]?.fields).toContainEqual(
      expect.objectContaining({ key: 'slug', after: 'planes' }),
    );
  });

  test.each(['/custom', '/s/:section/:slug'])(
    'a page that lost its line in the lockfile and got it again is at rest: %s',
    (url) => {
      const rules = makeRules({ urls: { ...makeRules().urls, aliases: ['/go/{slug}'] } });
      const { page } = importOnce({ videos: [makeVideo()] });
      const moved = { ...page, data: { ...page.data, url } };
      const first = plan({ videos: [makeVideo()], pages: [moved], rules });
      // Its body tells the import that an earlier one made it.
      const { existed: _, ...made } = first.entries[page.videoId] as LockfileEntry;
      const after = applyChange(moved, first.changes[0]);
      const entries = { [page.videoId]: made };
      expect(plan({ videos: [makeVideo()], pages: [after], entries, rules }).changes).toEqual([]);
    },
  );

  describe.each([
    ['aliases', ['aliases']],
    ['aliasesArchive', ['aliasesArchive']],
    ['both lists', ['aliases', 'aliasesArchive']],
  ])('%s that the config dropped meanwhile', (_, dropped) => {
    const managed = makeRules();
    const unmanaged = makeRules({ fields: managed.fields.filter(({ key }) => !dropped.includes(key)) });
    const importInto = (page: VideoPage, entries: Record<string, LockfileEntry>, rules: Rules) => {
      const made = plan({ videos: [makeVideo()], pages: [page], entries, rules });
      const [change] = made.changes;
      return { page: applyChange(page, change), entries: { ...entries, ...made.entries }, change };
    };
    const move = (page: VideoPage, url: string) => ({ ...page, data: { ...page.data, url } });

    test('get every URL that the page had meanwhile, once they are back', () => {
      let state: { page: VideoPage; entries: Record<string, LockfileEntry> } = importOnce({
        videos: [makeVideo()],
      });
      for (const url of ['/meanwhile/1', '/meanwhile/2', '/now'])
        state = importInto(move(state.page, url), state.entries, unmanaged);
      const back = importInto(state.page, state.entries, managed);
      for (const list of ['aliases', 'aliasesArchive'])
        expect(back.page.data[list]).toEqual(expect.arrayContaining(['/meanwhile/1', '/meanwhile/2']));
      expect(back.page.data['aliasesArchive']).toContain('/now');
      expect(back.entries['abcDEF12345']).not.toHaveProperty('pendingUrls');
      expect(importInto(back.page, back.entries, managed).change).toBeUndefined();
    });

    test('get back no alias that the user took out, before or meanwhile', () => {
      const { page, entries } = importOnce({ videos: [makeVideo()] });
      const takeOut = (from: VideoPage, at: number) => {
        const aliases = (from.data['aliases'] as string[]).toSpliced(at, 1);
        return { ...from, data: { ...from.data, aliases } };
      };
      const before = importInto(takeOut(page, 0), entries, unmanaged);
      const meanwhile = importInto(takeOut(before.page, 0), before.entries, unmanaged);
      const back = importInto(meanwhile.page, meanwhile.entries, managed);
      expect(back.page.data['aliases']).toEqual(meanwhile.page.data['aliases']);
    });
  });

  test('a lockfile of any content crashes nothing', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const { url, values = {}, ...parts } = entries[page.videoId] as LockfileEntry;
    const anything = (part: object) =>
      fc.record(Object.fromEntries(Object.keys(part).map((key) => [key, fc.jsonValue({ maxDepth: 2 })])));
    const allParts = { ...parts, entries: 0, pendingUrls: 0, body: 0, assets: 0, computed: 0, slugTitle: 0 };
    const lockfile = fc.record({
      sources: anything({ UCa: 0 }),
      removed: anything({ [page.videoId]: 0 }),
      fields: anything({ ...values, aliases: 0, aliasesArchive: 0 }),
      parts: anything(allParts),
    });
    fc.assert(
      fc.property(lockfile, fc.boolean(), ({ fields, parts: odd, ...others }, isThere) => {
        const known = { version: 2, ...others, pages: { [page.videoId]: { url, fields, ...odd } } };
        const { lockfile: read } = parseLockfile(JSON.stringify(known));
        const given = { videos: [makeVideo({ title: 'Anew' })], pages: isThere ? [page] : [] };
        expect(() => plan({ ...given, entries: read.pages })).not.toThrow();
        expect(parseLockfile([...serialiseLockfile(read)].join(''))).toMatchObject({ damage: null });
      }),
    );
  });

  test('two pages of one video are both left alone', () => {
    const { page } = importOnce({ videos: [makeVideo()] });
    const made = plan({ videos: [makeVideo()], pages: [page, { ...page, path: 'copy.md' }] });
    expect(made).toMatchObject({
      changes: [],
      problems: [{ code: 'two-pages', paths: ['abcDEF12345/index.md', 'copy.md'] }],
    });
  });

  test.each<[string, Partial<Page>, string[]]>([
    ['under a key of its own', { idKey: 'youtubeId', data: { youtubeId: 'abcDEF12345' } }, []],
    ['below params', { idKey: 'params.videoId', data: { params: { videoId: 'abcDEF12345' } } }, []],
    ['by a URL', { idKey: 'videoId', data: { videoId: 'https://youtu.be/abcDEF12345' } }, ['ResourceId']],
    ['by videoId', { idKey: 'videoId', data: { videoId: 'abcDEF12345' } }, ['ResourceId']],
    ['by ResourceId', { idKey: 'ResourceId', data: { ResourceId: 'abcDEF12345' } }, ['videoId']],
  ])('a page that names its video %s gets no second id key', (_, named, added) => {
    const page = { path: 'a.md', videoId: 'abcDEF12345', data: {}, bodyIsEmpty: false, ...named };
    const [change] = plan({ videos: [makeVideo()], pages: [page] }).changes;
    const keys = change?.fields.map(({ key }) => key) ?? [];
    expect(change?.page).toBe(page);
    expect(keys.filter((key) => ['videoId', 'ResourceId'].includes(key))).toEqual(added);
    expect(keys).toContain('duration');
  });

  test('a video that a page covers, names or shows gets no second page', () => {
    const page = { path: 'a.md', videoId: 'zzzzzzzzzzz', data: {}, bodyIsEmpty: false };
    const covering = plan({ videos: [makeVideo()], pages: [{ ...page, covered: ['abcDEF12345'] }] });
    expect(covering).toMatchObject({ changes: [], problems: [], skipped: [{ reason: 'covered' }] });
    const problem = { code: 'shown-elsewhere', path: 'a.md', videoId: 'abcDEF12345' } as const;
    const shown = plan({ videos: [makeVideo()], findMention: () => problem });
    expect(shown).toMatchObject({ changes: [], problems: [problem] });
  });

  test('a video whose page cannot be read gets no second one', () => {
    expect(
      plan({
        videos: [makeVideo()],
        unreadable: [
          {
            videoId: 'abcDEF12345',
            path: 'broken.md',
            kind: 'bad-front-matter',
            line: 1,
            detail: 'x',
            namesVideo: true,
          },
        ],
      }).changes,
    ).toEqual([]);
  });

  test('the body is written once; with if-missing also into a page that is new to us and empty', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const emptied = { ...page, bodyIsEmpty: true };
    const site = { videos: [makeVideo()], pages: [emptied] };
    expect(plan(site).changes).toEqual([]);
    const rules = makeRules({ body: { template: '{description}', update: 'if-missing' } });
    expect(plan({ ...site, rules }).changes).toMatchObject([{ fields: [], body: expect.any(Object) }]);
    expect(plan({ ...site, rules, entries }).changes).toEqual([]);
  });

  test('a page whose video is missing joins its lists, whatever these are called, if the lockfile was lost', () => {
    const urlLists = { live: 'redirects', archive: 'oldUrls' };
    const names: Record<string, string> = { aliases: urlLists.live, aliasesArchive: urlLists.archive };
    const fields = makeRules().fields.map((rule) => ({ ...rule, key: names[rule.key] ?? rule.key }));
    const page = {
      path: 'a.md',
      videoId: 'gone0000000',
      data: { videoId: 'gone0000000', url: '/v/a', oldUrls: ['/v/older'] },
      bodyIsEmpty: false,
    };
    const generator = { ...defaultGenerator, urlLists };
    const { changes } = plan({ pages: [page], rules: makeRules({ fields }), generator });
    expect(changes[0]?.fields).toMatchObject([
      { key: 'redirects', entries: ['/v/a'] },
      { key: 'oldUrls', entries: ['/v/a'] },
    ]);
  });

  test('missing videos are named, flagged, and lose the flag when they come back', () => {
    const rules = makeRules({ missing: 'flag' });
    const { page, entries } = importOnce({ videos: [makeVideo()], rules });
    const asked = new Map([[page.videoId, 'gone' as const]]);
    expect(plan({ pages: [page], entries, asked })).toMatchObject({
      changes: [],
      missing: [{ reason: 'unknown' }],
    });
    expect(plan({ pages: [page], entries, asked, isComplete: false }).missing).toEqual([]);

    const gone = plan({
      pages: [page],
      entries,
      rules,
      asked,
      unavailable: [{ videoId: page.videoId, reason: 'private' }],
    });
    expect(gone).toMatchObject({
      missing: [{ reason: 'private' }],
      changes: [{ fields: [{ key: 'unavailable', after: true }] }],
    });
    expect(countTooManyFlags(gone, 4)).toBe(1);
    expect(countTooManyFlags(gone, 5)).toBeNull();

    const flagged = { ...page, data: { ...page.data, unavailable: true } };
    const flaggedLock = gone.entries;
    expect(plan({ pages: [flagged], entries: flaggedLock, asked, rules }).changes).toEqual([]);
    const back = plan({ videos: [makeVideo()], pages: [flagged], entries: flaggedLock, rules });
    expect(back.changes).toMatchObject([{ fields: [{ key: 'unavailable', action: 'remove' }] }]);
    expect(back.entries[page.videoId]?.values['unavailable']).toBeUndefined();

    expect(plan({ pages: [page], entries: flaggedLock, asked, rules }).changes).toEqual([]); // A person took it out.

    const filtered = { videos: [makeVideo()], pages: [flagged], entries: flaggedLock };
    const backBehindFilter = plan({ ...filtered, rules, matching: new Set() });
    expect(backBehindFilter.changes).toMatchObject([{ fields: [{ key: 'unavailable', action: 'remove' }] }]);
    expect(backBehindFilter.entries[page.videoId]?.values['unavailable']).toBeUndefined();
    expect(backBehindFilter.entries[page.videoId]?.values['title']).toBe(makeVideo().title);
    const hidden = { ...filtered, videos: [makeVideo({ privacy: 'private' })], rules };
    expect(plan(hidden).changes).toEqual([]);
  });

  test('a page that knows no archive is at rest once it got the flag', () => {
    const rules = makeRules({ missing: 'flag' });
    const { page } = importOnce({ videos: [makeVideo()], rules });
    const { aliasesArchive: _, ...data } = page.data;
    const asked = new Map([[page.videoId, 'gone' as const]]);
    const made = plan({ pages: [{ ...page, data }], asked, rules });
    expect(made.changes).toMatchObject([{ fields: [{ key: 'aliasesArchive' }, { key: 'unavailable' }] }]);
    const flagged = { ...page, data: { ...page.data, unavailable: true } };
    expect(plan({ pages: [flagged], entries: made.entries, asked, rules }).changes).toEqual([]);
  });

  test('a field that the config drops for a while is not forgotten', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const { categories: _, ...data } = page.data;
    const without = makeRules({ fields: makeRules().fields.filter(({ key }) => key !== 'categories') });
    const pages = [{ ...page, data }];
    const made = plan({ videos: [makeVideo({ title: 'Planes' })], pages, entries, rules: without });
    const site = { videos: [makeVideo()], pages };
    expect(Object.keys(made.entries)).toHaveLength(1);
    expect(plan({ ...site, entries: made.entries }).changes).toEqual([]);
    expect(plan({ ...site, entries: {} }).changes).toMatchObject([{ fields: [{ key: 'categories' }] }]);
  });

  test('a page and its copy are left alone, and the one that stays goes on as before', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const copy = { ...page, path: 'copy/index.md' };
    const videos = [makeVideo({ title: 'Planes' }), makeVideo({ id: 'bbbbbbbbbbb' })];
    const both = plan({ videos, pages: [page, copy], entries });
    expect(both.problems).toMatchObject([{ code: 'two-pages', paths: [page.path, copy.path] }]);
    expect(both.changes).toMatchObject([{ page: null, video: { id: 'bbbbbbbbbbb' } }]);
    expect(slugsOf(both)).toEqual(['sharpening-a-hand-plane-2']);
    expect(both.entries).not.toHaveProperty(page.videoId);
    expect(plan({ videos: videos.slice(0, 1), pages: [copy], entries }).changes).toMatchObject([
      { path: copy.path, fields: [{ key: 'title', after: 'Planes' }] },
    ]);
  });

  test('a page that the user gives another video keeps its URLs', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const id = 'bbbbbbbbbbb';
    const given = {
      ...page,
      videoId: id,
      data: { ...page.data, videoId: id, slug: 'planes' },
    };
    const videos = [makeVideo(), makeVideo({ id, title: 'Again' })];
    const made = plan({ videos, pages: [given], entries });
    expect(made.skipped).toMatchObject([{ videoId: page.videoId, reason: 'page-replaced' }]);
    const [change] = made.changes;
    expect(change?.video.id).toBe(id);
    expect(change?.fields.filter(({ key }) => key !== 'date')).toMatchObject([
      { key: 'title', after: 'Again' },
      { key: 'ResourceId', after: id },
      { key: 'formerVideoIds', entries: [page.videoId] },
      { key: 'aliases', entries: [`/resources/${id}`, '/resources/videos/planes'] },
      { key: 'aliasesArchive', entries: [`/resources/${page.videoId}`, '/resources/videos/planes'] },
    ]);
  });

  test('old pages are pruned, and then at rest', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const urls = { ...makeRules().urls, pruneBefore: '2023-01-01T00:00:00Z' };
    const made = plan({
      videos: [makeVideo()],
      pages: [page],
      entries,
      rules: makeRules({ urls }),
    });
    expect(made.changes).toMatchObject([
      {
        fields: [{ key: 'aliases', action: 'prune', entries: ['/resources/videos/sharpening-a-hand-plane'] }],
      },
    ]);
    const pruned = { ...page, data: { ...page.data, aliases: ['/resources/abcDEF12345'] } };
    const next = { videos: [makeVideo()], pages: [pruned], entries: made.entries };
    expect(plan({ ...next, rules: makeRules({ urls }) }).changes).toEqual([]);
    expect(plan(next).changes).toEqual([]);
  });

  test.each([
    [{ broadcast: 'upcoming' }, {}, 'upcoming'],
    [{ broadcast: 'live' }, {}, 'live'],
    [{ isShort: true }, { shorts: 'skip' }, 'short'],
    [{ isShort: null }, { shorts: 'skip' }, 'maybe-short'],
    [{ privacy: 'unlisted' }, { unlisted: 'skip' }, 'unlisted'],
    [{}, { since: '2022-01-01T00:00:00Z' }, 'before-since'],
    [{}, { until: '2020-01-01T00:00:00Z' }, 'after-until'],
    [{}, { videoIds: ['bbbbbbbbbbb'] }, 'not-asked-for'],
    [{ privacy: 'private' }, {}, 'not-public'],
  ] as const)('%j is skipped with %j as %s', (properties, filters, reason) => {
    const rules = makeRules({ filters: { ...makeRules().filters, ...(filters as object) } });
    const made = plan({ videos: [makeVideo(properties)], rules });
    expect(made).toMatchObject({ changes: [], skipped: [{ reason }] });
  });

  test('a video whose title is not among the matching ones is skipped as no-match', () => {
    const [oak, pine] = [makeVideo(), makeVideo({ id: 'bbbbbbbbbbb' })];
    const made = plan({ videos: [oak, pine], matching: new Set([oak.id]) });
    expect(made).toMatchObject({
      changes: [{ video: { id: oak.id } }],
      skipped: [{ videoId: pine.id, reason: 'no-match' }],
    });
  });

  test('--limit keeps the newest', () => {
    const videos = ['2020', '2022', '2021'].map((year, at) =>
      makeVideo({ id: `aaaaaaaaaa${at}`, title: year, publishedAt: `${year}-01-01T00:00:00Z` }),
    );
    const rules = makeRules({ filters: { ...makeRules().filters, limit: 2 } });
    const made = plan({ videos, rules });
    expect(creations(made).map(({ video }) => video.title)).toEqual(['2021', '2022']);
    expect(made.skipped).toMatchObject([{ title: '2020', reason: 'over-limit' }]);
  });
});

describe('the URL of a new page', () => {
  const wanted = '/resources/videos/sharpening-a-hand-plane';
  const other = (path: string, data: Record<string, Value>): Page => ({
    path,
    videoId: null,
    data,
    bodyIsEmpty: false,
  });
  const removed = (parts: Partial<LockfileEntry>) => ({
    ccccccccccc: { url: null, values: { title: 'x' }, ...parts },
  });

  test.each<[what: string, given: Given]>([
    [
      'the slug of a hand-written page',
      { pages: [other('welcome.md', { slug: 'Sharpening-a-hand-plane' })] },
    ],
    ['the file name of one', { pages: [other('sharpening-a-hand-plane.md', {})] }],
    ['the folder of one', { pages: [other('sharpening-a-hand-plane/index.md', { title: 'Planes' })] }],
    ['the url of a page of another section', { others: [other('../../blog/a.md', { url: `${wanted}/` })] }],
    ['an alias of one', { others: [other('../../blog/a.md', { aliases: [`${wanted}/`] })] }],
    ['an alias in a text of several', { others: [other('../../a.md', { aliases: `/b ${wanted}` })] }],
    ['what one once had', { others: [other('../../a.md', { aliasesArchive: [wanted] })] }],
    ['the URL of a page that was removed', { entries: removed({ url: wanted }) }],
    ['an alias of one', { entries: removed({ aliases: [wanted] }) }],
    ['what one once had', { entries: removed({ archive: [wanted.toUpperCase()] }) }],
    ['what one had while it could not be edited', { entries: removed({ pendingUrls: [wanted] }) }],
  ])('is never %s', (_, given) => {
    const made = plan({ videos: [makeVideo()], ...given });
    expect(slugsOf(made)).toEqual(['sharpening-a-hand-plane-2']);
    expect(made.clashes).toMatchObject([{ slug: 'sharpening-a-hand-plane-2' }]);
    for (const change of creations(made))
      expect(JSON.stringify(pageOf(change).data)).not.toContain(`${wanted}"`);
  });

  test('may be that of its own translation in another folder', () => {
    const { page, entries } = importOnce({ videos: [makeVideo()] });
    const translation = { ...page, path: '../../de/wheels/index.md' };
    const made = plan({ videos: [makeVideo()], pages: [page], others: [translation], entries });
    expect(made).toMatchObject({ changes: [], clashes: [], problems: [] });
  });
});

test('no new page takes the URL of an alias that is relative to its page', () => {
  const { page } = importOnce({ videos: [makeVideo()] });
  const relative = { ...page, data: { ...page.data, aliases: ['old-name'] } };
  const video = makeVideo({ id: 'newNEW12345', title: 'Old name', publishedAt: '2024-05-05T00:00:00Z' });
  const made = plan({ videos: [makeVideo(), video], pages: [relative] });
  const change = made.changes.find((candidate) => candidate.video.id === video.id);
  expect(change?.url).toBe('/resources/videos/old-name-2');
});

test('a text of several aliases keeps its meaning when others join', () => {
  const { page, entries } = importOnce({ videos: [makeVideo()] });
  const text = { ...page, data: { ...page.data, aliases: '/old/one /old/two', slug: 'by-hand' } };
  const [change] = plan({ videos: [makeVideo()], pages: [text], entries }).changes;
  expect(change?.fields.find(({ key }) => key === 'aliases')).toMatchObject({
    splitText: ['/old/one', '/old/two'],
    entries: expect.arrayContaining(['/resources/videos/by-hand']),
  });
  expect(change?.fields.find(({ key }) => key === 'aliasesArchive')).toMatchObject({
    entries: expect.arrayContaining(['/old/one', '/old/two']),
  });
});

test('a URL that a page had while it could not be edited joins both lists once it can', () => {
  const { page, entries } = importOnce({ videos: [makeVideo()] });
  const withSlug = (slug: string) => ({ ...page, data: { ...page.data, slug } });
  const refused = plan({ videos: [makeVideo()], pages: [withSlug('meanwhile')], entries }).changes[0];
  if (!refused) throw new Error('nothing is to be edited');
  const rules = { generator: defaultGenerator, served: serve([]) };
  const left = planRefused(refused, entries[page.videoId], rules);
  expect(left).toEqual({ ...entries[page.videoId], pendingUrls: ['/resources/videos/meanwhile'] });
  const next = { ...entries, [page.videoId]: left as LockfileEntry };
  expect(planRefused(refused, next[page.videoId], rules)).toBeNull();

  const made = plan({ videos: [makeVideo()], pages: [withSlug('at-last')], entries: next });
  for (const key of ['aliases', 'aliasesArchive'])
    expect(made.changes[0]?.fields.find((field) => field.key === key)).toMatchObject({
      entries: expect.arrayContaining(['/resources/videos/meanwhile', '/resources/videos/at-last']),
    });
  expect(made.entries[page.videoId]?.pendingUrls).toBeUndefined();
});

describe('a page whose video is not listed', () => {
  const rules = makeRules({ missing: 'flag' });
  const source = 'UCaaaaaaaaaaaaaaaaaaaaaa';
  const site = importOnce({ videos: [makeVideo()], rules, source });
  const id = site.page.videoId;
  const year = (given: Given) => plan({ pages: [site.page], entries: site.entries, rules, source, ...given });
  const isFlagged = ({ changes }: Plan) =>
    changes.some(({ fields }) => fields.some(({ key }) => key === 'unavailable'));

  test.each<[state: string, given: Given, reason: string | null, flagged: boolean]>([
    ['gone', { asked: new Map([[id, 'gone']]) }, 'unknown', true],
    ['private to its owner', { asked: new Map([[id, 'private']]) }, 'private', true],
    ['unlisted', { asked: new Map([[id, 'unlisted']]) }, 'unlisted', false],
    ['public, and only not in this source', { asked: new Map([[id, 'public']]) }, null, false],
    ['not known, as YouTube could not be asked', { asked: null }, null, false],
    ['not in a snapshot of its source', { isReplay: true }, 'not-in-snapshot', true],
    ['not in a part of one', { isReplay: true, isComplete: false }, null, false],
    ['not in a snapshot of another source', { isReplay: true, source: 'PLother' }, 'not-in-snapshot', false],
    ['not in a snapshot that names no source', { isReplay: true, source: null }, 'not-in-snapshot', false],
    [
      'private, as a snapshot of another source says',
      { isReplay: true, source: null, unavailable: [{ videoId: id, reason: 'private' }] },
      'private',
      true,
    ],
  ])('is %s', (_, given, reason, flagged) => {
    const made = year(given);
    expect(made.missing.map((missing) => missing.reason)).toEqual(reason === null ? [] : [reason]);
    expect(isFlagged(made)).toBe(flagged);
  });

  test('keeps its flag between two sources, and becomes a draft where that is wanted', () => {
    const drafts = makeRules({ missing: 'draft' });
    const gone = new Map([[id, 'gone' as const]]);
    const [change] = year({ asked: gone, rules: drafts }).changes;
    expect(change?.fields).toMatchObject([{ key: 'draft', after: true }]);
    const draft = { ...site.page, data: { ...site.page.data, draft: true } };
    const { entries } = year({ asked: gone, rules: drafts });
    const later = { pages: [draft], entries, rules: drafts };
    expect(year({ ...later, asked: gone }).changes).toEqual([]);
    expect(year({ ...later, asked: gone, source: 'PLother' }).changes).toEqual([]);
    expect(year({ ...later, videos: [makeVideo()] }).changes).toMatchObject([
      { fields: [{ key: 'draft', action: 'remove' }] },
    ]);
    // What an import hid it shows again, whatever the config says by now.
    const reporting = makeRules({ missing: 'report' });
    expect(year({ ...later, rules: reporting, videos: [makeVideo()] }).changes).toMatchObject([
      { fields: [{ key: 'draft', action: 'remove' }] },
    ]);
    // A draft of the user's own stays one.
    expect(year({ pages: [draft], rules: drafts, videos: [makeVideo()] }).changes).toEqual([]);
  });
});

describe('a video that is uploaded again under a new id', () => {
  const [formerId, id] = ['abcDEF12345', 'newNEW12345'];
  const first = importOnce({ videos: [makeVideo()] });
  const again = makeVideo({ id, title: 'Sharpening, in better light', publishedAt: '2024-05-05T00:00:00Z' });
  /** The page as the user leaves it: the new id written into it. */
  const given = { ...first.page, videoId: id, data: { ...first.page.data, videoId: id } };
  const hashed = { [formerId]: { ...first.entries[formerId], body: 'hash' } as LockfileEntry };

  test('takes the page, its words and its URLs along', () => {
    const made = plan({ videos: [again], pages: [given], entries: hashed });
    expect(made).toMatchObject({ missing: [], conflicts: [], forgotten: [formerId], skipped: [] });
    const [change] = made.changes;
    const after = Object.fromEntries(
      (change?.fields ?? []).map((field) => [
        field.key,
        'after' in field ? field.after : 'entries' in field ? field.entries : null,
      ]),
    );
    expect(after).toMatchObject({
      title: again.title,
      ResourceId: id,
      formerVideoIds: [formerId],
      aliases: [`/resources/${id}`],
    });
    expect(after).not.toHaveProperty('slug');
    expect(change).toMatchObject({
      formerId,
      body: { replaces: 'hash' },
      url: '/resources/videos/sharpening-a-hand-plane',
    });
    expect(made.entries[id]).toMatchObject({ url: '/resources/videos/sharpening-a-hand-plane' });
  });

  test('is free to get the slug that its title gives its URL already', () => {
    const rules = makeRules();
    const fields = rules.fields.map((field) =>
      field.key === 'slug' ? { ...field, update: 'until-edited' as const } : field,
    );
    const { slug: _, ...data } = { ...given.data, title: again.title } as VideoPage['data'];
    const url = '/resources/videos/sharpening-in-better-light';
    const { slug: __, ...values } = first.entries[formerId]?.values ?? {};
    const entries = { [formerId]: { ...first.entries[formerId], url, values } as LockfileEntry };
    const made = plan({
      videos: [again],
      pages: [{ ...given, data }],
      entries,
      rules: { ...rules, fields },
    });
    expect(made.forgotten).toEqual([formerId]);
    expect(made.kept).toEqual([]);
    expect(made.changes[0]?.fields.find(({ key }) => key === 'slug')).toMatchObject({
      after: 'sharpening-in-better-light',
    });
  });

  test('is noted once where the user has noted the former id', () => {
    const noted = { ...given, data: { ...given.data, formerVideoIds: [formerId] } };
    const [change] = plan({ videos: [again], pages: [noted], entries: first.entries }).changes;
    expect(change?.fields.map(({ key }) => key)).not.toContain('formerVideoIds');
  });

  test('gets the URLs that a second page waited to get', () => {
    const both = plan({ videos: [makeVideo(), again], pages: [first.page], entries: first.entries });
    const second = { ...both.entries[id], pendingUrls: ['/resources/waiting'] } as LockfileEntry;
    const made = plan({ videos: [again], pages: [given], entries: { ...first.entries, [id]: second } });
    expect(made.changes[0]?.fields.find(({ key }) => key === 'aliases')).toMatchObject({
      entries: expect.arrayContaining(['/resources/waiting']),
    });
  });

  test('leaves what the user wrote', () => {
    const edited = { ...given, data: { ...given.data, title: 'My title' } };
    const rules = makeRules({ body: { template: '{videoId} {title} {date}', update: 'on-create' } });
    const made = plan({
      videos: [again],
      pages: [edited],
      entries: first.entries,
      rules,
    });
    expect(made.conflicts).toMatchObject([
      { fields: [{ key: 'title', page: 'My title', youtube: again.title }] },
    ]);
    // Whether its body is untouched is decided where its text is read.
    expect(made.changes[0]?.body?.replaces).toMatchObject({
      tokens: { videoId: formerId, title: first.page.data['title'], date: '2021-03-04T05:06:07Z' },
    });
  });

  test('is no later page that was given the URL, which the lockfile of an earlier commit does not know', () => {
    const thumbnailUrl = `https://i.ytimg.com/vi/${id}/hqdefault.jpg`;
    const later = makeVideo({ id, publishedAt: '2024-05-05T00:00:00Z', thumbnailUrl });
    const { page } = importOnce({ videos: [later] });
    expect(page.data['slug']).toBe(first.page.data['slug']);
    const made = plan({ videos: [later], pages: [page], entries: first.entries });
    expect(made.forgotten).toEqual([]);
    expect(JSON.stringify(made.changes)).not.toContain('formerVideoIds');
    // A page with the date of the earlier upload, or that names its id, is that page.
    for (const data of [{ date: first.page.data['date'] }, { aliases: [`/resources/${formerId}`] }]) {
      const old = { ...page, data: { ...page.data, ...data } } as VideoPage;
      expect(plan({ videos: [later], pages: [old], entries: first.entries }).forgotten).toEqual([formerId]);
    }
  });

  test('gets the URLs of a second page that was removed, those with an id too', () => {
    const both = plan({ videos: [makeVideo(), again], pages: [first.page], entries: first.entries });
    const entries = { ...first.entries, ...both.entries };
    const made = plan({ videos: [again], pages: [given], entries });
    const joined = (key: string) => made.changes[0]?.fields.find((field) => field.key === key);
    const second = '/resources/videos/sharpening-in-better-light';
    expect(joined('aliases')).toMatchObject({
      entries: expect.arrayContaining([`/resources/${id}`, second]),
    });
    expect(joined('aliasesArchive')).toMatchObject({ entries: expect.arrayContaining([second]) });
  });

  test('is at rest afterwards: the old id gets no page and is not missing', () => {
    const data = { ...given.data, title: again.title, ResourceId: id, formerVideoIds: [formerId] };
    const made = plan({ videos: [again], pages: [given], entries: hashed });
    const next = { pages: [{ ...given, data }], entries: made.entries };
    const later = plan({ videos: [again, makeVideo()], ...next });
    expect(later).toMatchObject({ missing: [], skipped: [{ videoId: formerId, reason: 'superseded' }] });
    expect(creations(later)).toEqual([]);
  });

  test.each([
    ['the same title', makeVideo({ id })],
    ['the same description', makeVideo({ id, title: 'Other words' })],
  ])('is named as the likely case: one is gone, one is new with %s', (_, video) => {
    const asked = new Map([[formerId, 'gone' as const]]);
    expect(plan({ videos: [video], pages: [first.page], entries: first.entries, asked }).reuploads).toEqual([
      { path: first.page.path, title: video.title, formerId, videoId: id, newPath: `${id}/index.md` },
    ]);
    const second = importOnce({ videos: [video] });
    const both = { pages: [first.page, second.page], entries: { ...first.entries, ...second.entries } };
    expect(plan({ videos: [video], ...both, asked }).reuploads).toEqual([
      { path: first.page.path, title: video.title, formerId, videoId: id, newPath: second.page.path },
    ]);
    const third = importOnce({ videos: [{ ...video, id: 'thirdTHIRD1' }] });
    const all = { pages: [...both.pages, third.page], entries: { ...both.entries, ...third.entries } };
    expect(plan({ videos: [video, { ...video, id: 'thirdTHIRD1' }], ...all, asked }).reuploads).toEqual([]);
    const other = makeVideo({ id, title: 'Other words', description: 'Others.' });
    expect(plan({ videos: [other], pages: [first.page], entries: first.entries, asked }).reuploads).toEqual(
      [],
    );
  });
});

describe('a page that the user removed', () => {
  const video = makeVideo();
  const { page, entries } = importOnce({ videos: [video] });

  test('is named once, and what comes back is removed no more', () => {
    const removal = plan({ videos: [video], entries });
    expect(removal.removed).toEqual([
      {
        videoId: video.id,
        title: video.title,
        urls: ['/resources/videos/sharpening-a-hand-plane', `/resources/${video.id}`],
      },
    ]);
    const noted = { ...entries, ...removal.entries };
    expect(noted[video.id]?.removedSince).toBe('2026-01-02');
    expect(plan({ videos: [video], entries: noted })).toMatchObject({
      removed: [],
      entries: {},
      changes: [],
    });

    const [back, absent] = [[video], []].map((videos) => plan({ videos, pages: [page], entries: noted }));
    expect(back).toMatchObject({ removed: [], entries: { [video.id]: entries[video.id] }, changes: [] });
    expect(back?.entries[video.id]).not.toHaveProperty('removedSince');
    expect(absent?.entries[video.id]).not.toHaveProperty('removedSince');
  });
});

describe('a page whose slug was made by another rule than today', () => {
  const video = makeVideo({ title: 'Glue | Screws: 100% compared' });
  const followed = (update: 'until-edited' | 'always', changes: Partial<Rules> = {}) =>
    makeRules({
      fields: makeRules().fields.map((rule) => (rule.key === 'slug' ? { ...rule, update } : rule)),
      ...changes,
    });

  /** The page and its line in the lockfile as an earlier version left them. */
  function importFormerly(rules: Rules, number = '') {
    const { page, entries } = importOnce({ videos: [video], rules });
    const slug = `glue-or-screws-100percent-compared${number}`;
    const { slugTitle: _, ...entry } = entries[video.id] as LockfileEntry;
    const url = `/resources/videos/${slug}`;
    const data = { ...page.data, slug, aliases: [`/resources/${video.id}`, url], aliasesArchive: [url] };
    const known = { ...entry, url, values: { ...entry.values, slug }, archive: [url] };
    return { page: { ...page, data }, entries: { [video.id]: known } };
  }

  test.each<[update: 'until-edited' | 'always', number: string]>([
    ['until-edited', ''],
    ['until-edited', '-2'],
    ['always', ''],
    ['always', '-2'],
  ])('stays, with and without its lockfile (%s%s)', (update, number) => {
    const rules = followed(update);
    const { page, entries } = importFormerly(rules, number);
    expect(plan({ videos: [video], pages: [page], entries, rules })).toMatchObject({
      changes: [],
      conflicts: [],
      entries: {},
    });
    expect(plan({ videos: [video], pages: [page], rules })).toMatchObject({ changes: [], conflicts: [] });
  });

  test('moves once its title changes, by the rule of today', () => {
    const rules = followed('until-edited');
    const { page, entries } = importFormerly(rules);
    const retitled = { ...video, title: 'Glue | Nails' };
    const made = plan({ videos: [retitled], pages: [page], entries, rules });
    expect(made.changes).toMatchObject([{ url: '/resources/videos/glue-nails' }]);
    expect(made.entries[video.id]).toMatchObject({ slugTitle: 'Glue | Nails' });
  });

  test('stays under a config that makes other slugs of the same title', () => {
    const { page, entries } = importOnce({ videos: [video], rules: followed('always') });
    expect(entries[video.id]?.slugTitle).toBe(video.title);
    for (const rules of [
      followed('always', { slugs: { locale: 'de', unicode: true } }),
      makeRules({
        fields: followed('always').fields.map((rule) =>
          rule.key === 'slug' ? { ...rule, value: '{year}-{slug}' } : rule,
        ),
      }),
    ])
      expect(plan({ videos: [video], pages: [page], entries, rules })).toMatchObject({
        changes: [],
        entries: {},
      });
  });

  test('is no conflict where the user edited it', () => {
    const rules = followed('until-edited');
    const { page, entries } = importFormerly(rules);
    const edited = { ...page, data: { ...page.data, slug: 'mine' } };
    const made = plan({ videos: [video], pages: [edited], entries, rules });
    expect(made.conflicts).toEqual([]);
    expect(made.changes.flatMap(({ fields }) => fields.map(({ key }) => key))).not.toContain('slug');
  });
});

test('a page of an id that differs from another in letter case alone gets a number', () => {
  const [upper, lower] = ['ABCDEFGHIJK', 'abcdefghijk'].map((id, at) =>
    makeVideo({ id, title: '第5回', publishedAt: `202${at}-01-01T00:00:00Z` }),
  ) as [Video, Video];
  const made = plan({ videos: [lower, upper] });
  expect(slugsOf(made)).toEqual(['abcdefghijk', 'abcdefghijk-2']);
  expect(creations(made).map((change) => change.url)).toEqual([
    '/resources/videos/abcdefghijk',
    '/resources/videos/abcdefghijk-2',
  ]);
});

test('what is not known of a Short is left out, and written once it is known', () => {
  const unknown = makeVideo({ isShort: null });
  const { page, entries } = importOnce({ videos: [unknown] });
  expect(page.data).not.toHaveProperty('isShort');
  expect(plan({ videos: [unknown], pages: [page], entries }).changes).toEqual([]);
  const [change] = plan({ videos: [makeVideo()], pages: [page], entries }).changes;
  expect(change?.fields).toMatchObject([{ key: 'isShort', after: false }]);
});

describe('a description that an earlier version summarised in another way', () => {
  const description = 'FIND US:\nPhotos: https://example.org\n\nWe mend a chain.';
  const video = makeVideo({ description });
  const former = 'FIND US:';
  const rulesWith = (update: 'until-edited' | 'always') =>
    makeRules({
      fields: [
        ...makeRules().fields.map((rule) => (rule.key === 'description' ? { ...rule, update } : rule)),
        { key: 'seo', value: { text: 'Video: {description}' }, update },
      ],
    });

  function importFormerly(rules: Rules) {
    const { page, entries } = importOnce({ videos: [{ ...video, summary: former }], rules });
    expect(page.data['description']).toBe(former);
    return { page, entries };
  }

  test.each(['until-edited', 'always'] as const)('stays, with and without its lockfile (%s)', (update) => {
    const rules = rulesWith(update);
    const { page, entries } = importFormerly(rules);
    expect(plan({ videos: [video], pages: [page], entries, rules })).toMatchObject({
      changes: [],
      conflicts: [],
      entries: {},
    });
    expect(plan({ videos: [video], pages: [page], rules })).toMatchObject({ changes: [], conflicts: [] });
  });

  test('is no conflict where the user edited it', () => {
    const rules = rulesWith('until-edited');
    const { page, entries } = importFormerly(rules);
    const edited = { ...page, data: { ...page.data, description: 'Mine.' } };
    expect(plan({ videos: [video], pages: [edited], entries, rules })).toMatchObject({
      changes: [],
      conflicts: [],
    });
  });

  test('follows once YouTube has another text', () => {
    const rules = rulesWith('until-edited');
    const { page, entries } = importFormerly(rules);
    const changed = makeVideo({ description: 'Our photos: https://example.org\n\nWe oil a chain.' });
    const [change] = plan({ videos: [changed], pages: [page], entries, rules }).changes;
    expect(change?.fields).toMatchObject([
      { key: 'description', after: 'We oil a chain.' },
      { key: 'seo', after: { text: 'Video: We oil a chain.' } },
    ]);
  });
});

const entriesOf = (made: Plan, key: string) =>
  made.changes[0]?.fields.flatMap((field) => (field.key === key && 'entries' in field ? field.entries : []));

test('what a relative alias led to stays a redirect where its page moves to another folder', () => {
  const { page, entries } = importOnce({ videos: [makeVideo()] });
  const withAlias = {
    ...page,
    data: { ...page.data, aliases: [...(page.data['aliases'] as string[]), 'near'] },
  };
  const { entries: known } = plan({ videos: [makeVideo()], pages: [withAlias], entries });
  const moved = { ...withAlias, data: { ...withAlias.data, url: '/elsewhere/:slug' } };
  const made = plan({ videos: [makeVideo()], pages: [moved], entries: { ...entries, ...known } });
  for (const key of ['aliases', 'aliasesArchive'])
    expect(entriesOf(made, key)).toEqual(expect.arrayContaining(['/resources/videos/near']));
});

test('a relative alias that came after its page had moved brings no other URL', () => {
  const { page, entries } = importOnce({ videos: [makeVideo()] });
  const aliases = [...(page.data['aliases'] as string[]), 'near'];
  const moved = { ...page, data: { ...page.data, url: '/elsewhere/:slug', aliases } };
  const made = plan({ videos: [makeVideo()], pages: [moved], entries });
  expect(entriesOf(made, 'aliases')).not.toContain('/resources/videos/near');
});

test('a URL of a lockfile of version 1 counts only if the page or one of its lists has it', () => {
  const { page, entries } = importOnce({ videos: [makeVideo()] });
  const entry = entries[page.videoId];
  if (!entry) throw new Error('nothing is remembered');
  const doubtful = {
    ...entry,
    url: '/never/served',
    aliases: [...(entry.aliases ?? []), '/never/an-alias'],
    archive: [...(entry.archive ?? []), '/never/archived'],
  };
  const given = { videos: [makeVideo()], pages: [page], entries: { [page.videoId]: doubtful } };
  expect(plan({ ...given, isFormer: true })).toMatchObject({
    changes: [],
    entries: { [page.videoId]: entry },
  });
  expect(entriesOf(plan(given), 'aliasesArchive')).toEqual(
    expect.arrayContaining(['/never/served', '/never/archived']),
  );
});

test('skipped videos come oldest first, in whatever order they were listed', () => {
  const videos = ['b', 'c', 'a'].map((name, day) =>
    makeVideo({ id: name.repeat(11), publishedAt: `2024-01-0${3 - day}T00:00:00Z`, broadcast: 'upcoming' }),
  );
  const skipped = ['a', 'c', 'b'].map((name) => ({ videoId: name.repeat(11), reason: 'upcoming' }));
  expect(plan({ videos }).skipped).toMatchObject(skipped);
  expect(plan({ videos: videos.toReversed() }).skipped).toMatchObject(skipped);
});
