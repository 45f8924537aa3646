import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import type { Page, UnreadablePage } from '../../src/model/page.ts';
import type { OtherText, PageChange } from '../../src/model/plan.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import { type BranchChanges, compareBranch } from '../../src/plan/branch-changes.ts';
import { makeCreation, makeUpdate } from '../report/sample.ts';

const id = 'aaaaaaaaaa1';
const created = makeCreation('aaaaaaaaaa2', 'New', 'new');
const lockfile = {
  ...makeLockfile(),
  pages: { [created.video.id]: { url: '/v/new', values: { title: 'New' } } },
};
const served = defaultGenerator.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' });
const makePage = (data: Record<string, Value>, path = 'a.md', videoId = id): Page => ({
  path,
  videoId,
  data,
  bodyIsEmpty: false,
});
const base = makePage({ title: 'Old', slug: 'old', tags: ['a'], aliases: ['/x', '/y'] });
const title: FieldChange = {
  key: 'title',
  action: 'set',
  reason: 'youtube-changed',
  before: 'Old',
  after: 'New',
};
const slug: FieldChange = { ...title, key: 'slug', before: 'old', after: 'new' };
const added: FieldChange = {
  key: 'isShort',
  action: 'set',
  reason: 'missing',
  before: undefined,
  after: false,
};
const tags: FieldChange = { key: 'tags', action: 'append', reason: 'new-entry', entries: ['b', 'c'] };
const pruned: FieldChange = { key: 'aliases', action: 'prune', reason: 'pruned', entries: ['/x'] };

interface Branch {
  pages: Page[];
  unreadable?: UnreadablePage[];
  knows?: boolean;
  /** What another import could not change there. */
  pending?: PageChange[];
}

function compare(
  planned: PageChange[],
  pages: Page[],
  { pending = [], knows = true, ...branch }: Branch,
  text: OtherText | null = null,
  unreadable: UnreadablePage[] = [],
): BranchChanges {
  const site = { unreadable: [], lockfile: knows ? lockfile : makeLockfile(), served };
  return compareBranch(
    planned,
    pending,
    { ...site, pages, unreadable },
    { ...site, ...branch },
    { generator: defaultGenerator, findOtherText: () => text },
  );
}

const makeUnreadable = (path: string): UnreadablePage => ({
  path,
  kind: 'bad-front-matter',
  line: 2,
  detail: 'is not valid YAML',
  namesVideo: true,
  videoId: null,
});

function describe({ changes, refused, deleted }: BranchChanges): string[] {
  return [
    ...changes.flatMap(({ path, page, fields, movedFrom, url }) => [
      ...(page ? [] : [`${path} is new`]),
      ...(movedFrom ? [`${path} moves from ${movedFrom} to ${url}`] : []),
      ...fields.flatMap(({ key, action, reason }) => (page ? [`${path} ${action} ${key}: ${reason}`] : [])),
    ]),
    ...refused.map(({ change, keys }) => `refused ${change.path} ${keys?.join() ?? 'whole'}`),
    ...deleted.map(({ path }) => `deleted ${path}`),
  ];
}

const vary = (data: Record<string, Value>, path?: string) => [makePage({ ...base.data, ...data }, path)];

test.each<[name: string, planned: FieldChange[], branch: Page[], expected: string[]]>([
  ['the same', [], [base], []],
  ['as planned', [title], vary({ title: 'New' }), ['a.md set title: youtube-changed']],
  ['not planned any more', [], vary({ title: 'New' }), ['a.md set title: branch']],
  ['a third value', [title], vary({ title: 'Mine' }), ['a.md set title: branch']],
  ['restored', [title], [base], ['refused a.md title']],
  [
    'one restored of two',
    [title, tags],
    vary({ tags: ['a', 'b', 'c'] }),
    ['a.md append tags: new-entry', 'refused a.md title'],
  ],
  ['a key that was taken out again', [added], [base], ['refused a.md isShort']],
  ['a list without the entries', [tags], [base], ['refused a.md tags']],
  ['a list with one of them', [tags], vary({ tags: ['c', 'a'] }), ['a.md append tags: new-entry']],
  [
    'a list with one of them and another',
    [tags],
    vary({ tags: ['a', 'b', 'own'] }),
    ['a.md append tags: new-entry', 'a.md set tags: branch'],
  ],
  ['entries that came back', [pruned], [base], ['refused a.md aliases']],
  ['entries that went', [pruned], vary({ aliases: ['/y'] }), ['a.md prune aliases: pruned']],
  [
    'more than planned',
    [title],
    vary({ title: 'New', draft: true, params: { a: 1 } }),
    ['a.md set title: youtube-changed', 'a.md set draft: branch', 'a.md set params: branch'],
  ],
  [
    'planned to move, and elsewhere',
    [slug],
    vary({ slug: 'new' }, 'b.md'),
    ['b.md moves from /v/old to /v/new', 'b.md set slug: youtube-changed'],
  ],
  ['planned to move, and where it was', [slug], [base], ['refused a.md slug']],
  ['a file with another name', [], vary({}, 'b.md'), []],
  ['no such page', [title], [], ['deleted a.md']],
  ['a page of its own', [], [base, makePage({ title: 'Mine' }, 'b.md', 'aaaaaaaaaa2')], ['b.md is new']],
])('%s on the branch', (_, fields, branch, expected) => {
  const planned = fields.length > 0 ? [{ ...makeUpdate(id, 'New', 'a.md', fields), page: base }] : [];
  expect(describe(compare(planned as PageChange[], [base], { pages: branch }))).toEqual(expected);
});

test.each<[name: string, branch: Branch, expected: string[]]>([
  ['deleted', { pages: [] }, [`refused ${created.path} whole`]],
  ['that cannot be read', { pages: [], unreadable: [makeUnreadable(created.path)] }, []],
  ['that was never made, since that failed', { pages: [], knows: false }, []],
  [
    'elsewhere',
    { pages: [makePage({ title: 'New' }, 'elsewhere.md', created.video.id)] },
    ['elsewhere.md is new'],
  ],
])('a new page %s', (_, branch, expected) => {
  expect(describe(compare([created], [], branch))).toEqual(expected);
});

test('a new page is not refused if a page of the base has its video on the branch', () => {
  const given = makePage(base.data, 'a.md', created.video.id);
  expect(describe(compare([created], [base], { pages: [given] }))).toEqual([]);
});

test('two pages that change places are not taken for each other', () => {
  const other = makePage({ title: 'Other', slug: 'other' }, 'b.md', 'aaaaaaaaaa2');
  const swapped = [
    { ...base, path: 'b.md' },
    { ...other, path: 'a.md' },
  ];
  expect(describe(compare([], [base, other], { pages: swapped }))).toEqual([]);
});

const body = { template: '{description}', tokens: { description: 'A text.' } };

test.each<[name: string, planned: Partial<PageChange> | null, text: OtherText | null, told: object | null]>([
  ['another body', null, 'body', { fields: [], body: null, otherText: 'body' }],
  ['another body, and a title', { fields: [title] }, 'body', { fields: [title], otherText: 'body' }],
  ['another order of keys', null, 'layout', { otherText: 'layout' }],
  ['an import’s body', { fields: [], body }, 'body', { body }],
  ['a body that is empty again', { fields: [], body }, null, null],
])('%s on the branch', (_, change, text, told) => {
  const planned = change ? [{ ...makeUpdate(id, 'New', 'a.md', []), ...change, page: base }] : [];
  const branch = change?.fields?.length ? vary({ title: 'New' }) : [base];
  const { changes, refused } = compare(planned as PageChange[], [base], { pages: branch }, text);
  expect(changes).toEqual(told ? [expect.objectContaining({ path: 'a.md', ...told })] : []);
  expect(changes[0]?.otherText).toBe(told && 'otherText' in told ? told.otherText : undefined);
  expect(refused.map(({ keys }) => keys)).toEqual(told ? [] : [['body']]);
});

test('of a page that cannot be read, nothing is told but that its text differs', () => {
  const unreadable = [makeUnreadable('a.md')];
  const planned = [{ ...makeUpdate(id, 'New', 'a.md', [title]), page: base }] as PageChange[];
  expect(describe(compare(planned, [base], { pages: [], unreadable }, 'body'))).toEqual([]);
  // It was mended on the branch.
  expect(compare([], [], { pages: [base] }, 'body', unreadable).changes).toMatchObject([
    { path: 'a.md', fields: [], otherText: 'body' },
  ]);
});

test('what could not be changed on the branch is not refused', () => {
  const planned = [{ ...makeUpdate(id, 'New', 'a.md', [title]), page: base }] as PageChange[];
  expect(describe(compare(planned, [base], { pages: [base], pending: planned }))).toEqual([]);
});

test('a copy is a page of its own, and the page that it was made of stays the changed one', () => {
  const copy = makePage({ ...base.data, slug: 'copied' }, '0.md');
  const planned = [{ ...makeUpdate(id, 'New', 'a.md', [title]), page: base }] as PageChange[];
  expect(describe(compare(planned, [base], { pages: [copy, ...vary({ title: 'New' })] }))).toEqual([
    'a.md set title: youtube-changed',
    '0.md is new',
  ]);
  // Two pages of one video were there before.
  expect(describe(compare([], [base, copy], { pages: [base, copy] }))).toEqual([]);
});

test('a page that lost its video id on the branch is told as changed', () => {
  const before = makePage({ ...base.data, videoId: id });
  expect(describe(compare([], [before], { pages: [{ ...base, videoId: null }] }))).toEqual([
    'a.md remove videoId: branch',
  ]);
});

test('a new page has the URL that it has on the branch', () => {
  const page = makePage({ title: 'New', slug: 'first' }, created.path, created.video.id);
  expect(compare([created], [], { pages: [page] }).changes).toMatchObject([{ page: null, url: '/v/first' }]);
});
