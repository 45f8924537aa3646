import fc from 'fast-check';
import { findDefaultPreset } from '../../src/generators/conventions.ts';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { Quote } from './page-text.ts';
import type { Step } from './steps.ts';

/** A kind of step, and how often it happens. */
interface Kind {
  weight: number;
  arbitrary: fc.Arbitrary<Step>;
}

interface Length {
  minLength: number;
  maxLength: number;
}

const titles = [
  'Alpha',
  'Beta',
  'ALPHA!',
  'Alpha 2',
  '🎬',
  'Rock & Roll: "live"',
  'Ünï — çödé',
  'A line\u2028separator',
];
const slugs = ['alpha', 'beta', 'mine', 'By Hand', 'MINE', 'ünï', 'a--b', ''];
const urls = [
  '/custom',
  '/Custom/',
  '/resources/videos/alpha',
  '/x/:slug',
  '/y/:year/:slug/',
  '/s/:section/:slug',
];
const entries = ['/old/a', '/Old/A/', '/OLD/A', 'without-slash', '/resources/videos/beta', 2020];
/** Without its id a page is not found again. */
const deletedKeys = [
  ...findDefaultPreset(defaultGenerator)
    .fields.filter(({ value }) => value !== '{videoId}')
    .map(({ key }) => key),
  'unavailable',
];

/** Histories of a small channel. Alphabets are small, so that titles, slugs and URLs clash. */
export function makeHistories(length: Length): fc.Arbitrary<Step[]> {
  // Most of it happens to one page, so that one thing there meets another.
  const page = fc.oneof(fc.constant(0), fc.nat({ max: 4 }));
  const edit = (weight: number, key: string, ...values: unknown[]) =>
    kind(weight, 'edit', { page, key: fc.constant(key), value: fc.constantFrom(...values), quote });
  const touches = (weight: number, does: Step['does'], keys: string[], parts = {}) =>
    kind(weight, does, { page, key: fc.constantFrom(...keys), ...parts });
  const steps = makeArray(length, [
    ...changesOfYoutube(page, titles, ['', 'About it.', 'About something else.']),
    edit(4, 'title', ...titles, "Mine: it's #1"),
    edit(2, 'description', 'Mine.', 'About it.', '', null),
    edit(6, 'slug', ...slugs),
    edit(3, 'url', ...urls),
    edit(4, 'tags', [], ['one'], ['two', 'one'], ['three'], null, ''),
    edit(3, 'isShort', true, false),
    edit(1, 'duration', 30, 99, null),
    edit(1, 'weight', 1, null),
    edit(1, 'date', '2019-01-01', '2014-03-01T10:00:00Z'),
    touches(4, 'delete key', deletedKeys),
    touches(3, 'delete key', ['aliases', 'aliasesArchive', 'unavailable']),
    touches(6, 'delete entry', ['aliases'], { at: fc.nat({ max: 4 }) }),
    touches(4, 'delete entry', ['aliasesArchive', 'tags'], { at: fc.nat({ max: 4 }) }),
    touches(5, 'add entry', ['aliases', 'aliasesArchive'], { entry: fc.constantFrom(...entries), quote }),
    touches(2, 'turn list', ['aliases', 'aliasesArchive', 'tags']),
    touches(3, 'anchor list', ['aliases', 'aliasesArchive', 'tags']),
    kind(4, 'remove anchors', { page }),
    edit(1, 'aliases', '/old/a', [], ['/old/b', '/old/a'], null),
    edit(1, 'aliasesArchive', '/old/a', [], ['/old/b']),
    kind(3, 'delete page', { page }),
    kind(1, 'cover page', {
      page,
      to: fc.constantFrom<410 | string>(410, '/talks/', 'https://example.org/'),
    }),
    kind(3, 'import a part'),
    kind(2, 'set filters', {
      filters: fc.constantFrom(
        {},
        { shorts: 'skip' as const },
        { limit: 2 },
        { match: 'alpha' },
        { since: '2020-01-01' },
      ),
    }),
    kind(4, 'upload again', { video: page, title: fc.constantFrom(undefined, 'Alpha', 'Beta', 'ALPHA!') }),
    kind(2, 'write page', { page, front: frontByHand, quote }),
    ...harmlessEdits(page),
    ...accidents(page),
    ...changesOfConfig,
    setField(2, 'slug', { update: 'always' }, false),
    kind(1, 'set urls', {
      page: fc.constantFrom('/v/{year}/{videoId}', '/v/{videoId}'),
      aliases: fc.constantFrom([], ['/{year}/{slug}']),
    }),
    kind(3, 'set existing', { existing: fc.constantFrom('fill', 'leave') }),
    kind(1, 'set pruning', { age: fc.constantFrom(undefined, '5y') }),
  ]);
  // Some sites have pages before they have tubematter.
  const before = fc.array(
    fc.record({
      does: fc.constant('write page' as const),
      page: fc.nat({ max: 2 }),
      front: frontByHand,
      quote,
    }),
    { maxLength: 3 },
  );
  return fc.tuple(before, fc.subarray(configs), steps).map((parts) => parts.flat());
}

/** The front matter of a page by hand: some keys, in any order. */
const frontByHand: fc.Arbitrary<[key: string, value: unknown][]> = fc
  .tuple(
    fc.constantFrom<[string, unknown][]>([['title', 'Alpha']], [['title', "Mine: it's #1"]], []),
    fc.constantFrom<[string, unknown][]>([], [], [['slug', 'By Hand']], [['slug', '']], [['slug', 'mine']]),
    fc.constantFrom<[string, unknown][]>([], [], [['url', '/custom']], [['url', '/x/:slug']]),
    fc.subarray<[string, unknown]>([
      ['categories', []],
      ['aliases', ['/old/a', '/old/b']],
      ['layout', 'talk'],
      ['date', '2019-01-01'],
    ]),
    fc.constantFrom<[string, unknown][]>([], [['tags', []]], [['tags', null]], [['tags', '']]),
    fc.constantFrom<[string, unknown][]>([], [['description', 'Mine.']], [['description', null]]),
  )
  .map((parts): [string, unknown][] => [['videoId', ''], ...parts.flat()])
  .chain((keys) => fc.shuffledSubarray(keys, { minLength: keys.length }));

/** What a config may say from the start: much depends on it. */
const configs: Step[] = [
  { does: 'set missing', missing: 'flag' },
  { does: 'set field', key: 'slug', rule: { update: 'until-edited' } },
  { does: 'set field', key: 'tags', rule: { update: 'append' } },
  { does: 'set field', key: 'tags', rule: { update: 'always' } },
  { does: 'set field', key: 'description', rule: { update: 'always' } },
  { does: 'set pruning', age: '5y' },
  { does: 'set existing', existing: 'leave' },
];

/**
 * Histories of a large channel after which every URL must be alive: nobody prunes, and no person gives two pages one
 * URL.
 */
export function makeGentleHistories(
  videoCount: number,
  texts: { titles: string[]; descriptions: string[] },
  length: Length,
): fc.Arbitrary<Step[]> {
  const page = fc.nat({ max: videoCount - 1 });
  const edit = (weight: number, key: string, write: (page: number, number: number) => string) =>
    ({
      weight,
      arbitrary: fc.tuple(page, fc.nat({ max: 9 })).map(
        ([at, number]): Step => ({
          does: 'edit',
          page: at,
          key,
          value: write(at, number),
          quote: 'single',
        }),
      ),
    }) satisfies Kind;
  return makeArray(length, [
    ...changesOfYoutube(page, texts.titles, texts.descriptions),
    kind(6, 'edit', { page, key: fc.constant('title'), value: fc.constantFrom(...texts.titles), quote }),
    edit(12, 'slug', (at, number) => `${number % 2 ? 'By Hand' : 'ünï'} ${at} ${number}`),
    edit(8, 'url', (at, number) => `/Custom/${at}/${number % 2 ? ':slug' : `ünï-${number}`}`),
    ...harmlessEdits(page),
    ...accidents(page),
    ...changesOfConfig,
  ]);
}

function makeArray(length: Length, kinds: Kind[]): fc.Arbitrary<Step[]> {
  return fc.array(fc.oneof(...kinds, kind(20, 'import')), { ...length, size: 'max' });
}

const quote = fc.constantFrom<Quote>('single', 'double');

function kind(weight: number, does: Step['does'], parts: Record<string, fc.Arbitrary<unknown>> = {}): Kind {
  return { weight, arbitrary: fc.record({ does: fc.constant(does), ...parts }) as fc.Arbitrary<Step> };
}

function changesOfYoutube(video: fc.Arbitrary<number>, names: string[], descriptions: string[]): Kind[] {
  return [
    kind(6, 'publish'),
    kind(6, 'retitle', { video, title: fc.constantFrom(...names) }),
    kind(2, 'redescribe', { video, description: fc.constantFrom(...descriptions) }),
    kind(4, 'retag', { video, tags: fc.uniqueArray(fc.constantFrom('one', 'two', 'three')) }),
    kind(3, 'recut', {
      video,
      seconds: fc.constantFrom(30, 40),
      shape: fc.constantFrom('wide', 'tall', 'unknown'),
    }),
    kind(3, 'withdraw', { video, standing: fc.constantFrom('absent', 'deleted', 'private', 'hidden') }),
    kind(3, 'restore', { video }),
  ];
}

function harmlessEdits(page: fc.Arbitrary<number>): Kind[] {
  const bodies = ['Mine.\n', '', '\n\nOne\n---\ntitle: no\n---\n', 'No line end'];
  return [
    kind(3, 'comment', { page, at: fc.nat({ max: 40 }), ownLine: fc.boolean() }),
    kind(2, 'write body', { page, body: fc.constantFrom(...bodies) }),
    kind(2, 'move page', { page, folder: fc.constantFrom('2020', 'Old ones/a') }),
  ];
}

function accidents(video: fc.Arbitrary<number>): Kind[] {
  return [
    kind(2, 'lose lockfile'),
    kind(2, 'use earlier lockfile'),
    kind(2, 'format lockfile', { indent: fc.constantFrom(0, 2, '\t') }),
    kind(2, 'damage lockfile', { video, how: fc.constantFrom('break', 'conflict') }),
  ];
}

function setField(weight: number, key: string, ...rules: (false | { update: string })[]): Kind {
  return kind(weight, 'set field', { key: fc.constant(key), rule: fc.constantFrom(undefined, ...rules) });
}

const changesOfConfig: Kind[] = [
  kind(2, 'set urls', {
    page: fc.constantFrom('/resources/videos/{slug}', '/watch/{slug}', '/v/{year}/{slug}'),
    aliases: fc.constantFrom(
      ['/resources/{videoId}', '/resources/videos/{slug}'],
      ['/resources/{videoId}'],
      ['/go/{slug}'],
    ),
  }),
  setField(2, 'slug', { update: 'until-edited' }),
  setField(2, 'url', false),
  setField(2, 'title', false, { update: 'if-missing' }, { update: 'always' }, { update: 'on-create' }),
  setField(
    1,
    'tags',
    false,
    { update: 'append' },
    { update: 'always' },
    { update: 'if-missing' },
    { update: 'on-create' },
  ),
  setField(1, 'description', { update: 'if-missing' }, { update: 'always' }),
  setField(1, 'isShort', { update: 'if-missing' }, { update: 'always' }),
  setField(1, 'layout', { update: 'if-missing' }),
  setField(1, 'url', { update: 'if-missing' }),
  kind(2, 'set missing', { missing: fc.constantFrom('report', 'flag') }),
];
