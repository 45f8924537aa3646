import { expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import type { Page } from '../../src/model/page.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import { omitRefused } from '../../src/plan/refused-changes.ts';
import { makeCreation, makeUpdate } from '../report/sample.ts';

const id = 'aaaaaaaaaa1';
const created = makeCreation('aaaaaaaaaa2', 'New', 'new');
const lockfile = {
  ...makeLockfile(),
  pages: { [created.video.id]: { url: '/v/new', values: { title: 'New' } } },
};
const rules = {
  generator: defaultGenerator,
  served: defaultGenerator.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' }),
};
const makePage = (data: Record<string, Value>) => ({ path: 'a.md', videoId: id, data, bodyIsEmpty: false });
const title: FieldChange = {
  key: 'title',
  action: 'set',
  reason: 'youtube-changed',
  before: 'Old',
  after: 'New',
};
const added: FieldChange = {
  key: 'isShort',
  action: 'set',
  reason: 'missing',
  before: undefined,
  after: false,
};
const tags: FieldChange = { key: 'tags', action: 'append', reason: 'new-entry', entries: ['b', 'c'] };
const pruned: FieldChange = { key: 'aliases', action: 'prune', reason: 'pruned', entries: ['/x'] };

test.each<[name: string, fields: FieldChange[], branch: Record<string, Value>, refused: string[]]>([
  ['as YouTube has it', [title], { title: 'New' }, []],
  ['a third value is the branch’s change', [title], { title: 'Mine' }, []],
  ['restored', [title], { title: 'Old' }, ['title']],
  ['one of two', [title, tags], { title: 'Old', tags: ['a', 'b', 'c'] }, ['title']],
  ['a key that was taken out again', [added], { title: 'Old' }, ['isShort']],
  ['a list without the entries', [tags], { tags: ['a'] }, ['tags']],
  ['a list with one of them', [tags], { tags: ['a', 'c'] }, []],
  ['entries that came back', [pruned], { aliases: ['/x'] }, ['aliases']],
])('%s', (_, fields, data, refused) => {
  const change = makeUpdate(id, 'New', 'a.md', fields);
  const kept = fields.filter(({ key }) => !refused.includes(key));
  expect(
    omitRefused([change], [makePage({})], { pages: [makePage(data)], unreadable: [], lockfile }, rules),
  ).toEqual({
    changes: kept.length > 0 ? [{ ...change, fields: kept }] : [],
    refused: refused.length > 0 ? [{ change, keys: refused }] : [],
  });
});

test('a page that was deleted is refused, and one that cannot be read is not', () => {
  expect(omitRefused([created], [], { pages: [], unreadable: [], lockfile }, rules)).toEqual({
    changes: [],
    refused: [{ change: created, keys: null }],
  });
  expect(omitRefused([created], [], { pages: [], unreadable: [created], lockfile }, rules).changes).toEqual([
    created,
  ]);
  // One that was never made, since that failed.
  const branch = { pages: [], unreadable: [], lockfile: makeLockfile() };
  expect(omitRefused([created], [], branch, rules)).toEqual({ changes: [], refused: [] });
  // It lies elsewhere on the branch, or a page of the base has its video there.
  const moved = { ...makePage({}), videoId: created.video.id };
  const plan = (base: Page[]) =>
    omitRefused([created], base, { pages: [moved], unreadable: [], lockfile }, rules).changes;
  expect([plan([]), plan([makePage({})])]).toEqual([[created], []]);
});

test('a page moves only if it is elsewhere on the branch', () => {
  const slug: FieldChange = { ...title, key: 'slug', before: 'old', after: 'new' };
  const change = { ...makeUpdate(id, 'New', 'a.md', [slug, tags], '/v/new'), movedFrom: '/v/old' };
  const { movedFrom: _, ...stays } = change;
  const plan = (data: Record<string, Value>) =>
    omitRefused(
      [change],
      [makePage({})],
      { pages: [makePage({ ...data, tags: ['b'] })], unreadable: [], lockfile },
      rules,
    ).changes;
  expect(plan({ slug: 'new' })).toEqual([change]);
  expect(plan({ slug: 'old' })).toEqual([{ ...stays, fields: [tags] }]);
});
