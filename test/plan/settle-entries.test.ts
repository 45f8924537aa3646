import { describe, expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { type LockfileEntry, makeLockfile } from '../../src/model/lockfile.ts';
import type { PageChange } from '../../src/model/plan.ts';
import { settleEntries, type Written } from '../../src/plan/settle-entries.ts';
import { makeRules } from './video.ts';

const { page: template } = makeRules().urls;
const site = {
  generator: defaultGenerator,
  served: defaultGenerator.readSite(new Map(), [], { template, folder: 'content' }),
};
const [a, b] = ['aaaaaaaaaaa', 'bbbbbbbbbbb'];

const entry = (url: string, parts: Partial<LockfileEntry> = {}): LockfileEntry => ({
  url,
  values: { title: url },
  ...parts,
});

/** A change of a page that has a URL of its own. */
function change(id: string, parts: Partial<PageChange> = {}): PageChange {
  const data = { videoId: id, url: `/v/${id}-meanwhile` };
  return {
    video: { id, title: id },
    path: `${id}.md`,
    page: { path: `${id}.md`, videoId: id, data, bodyIsEmpty: false },
    url: `/v/${id}`,
    fields: [{ key: 'title', action: 'set', reason: 'youtube-changed', before: 'Old', after: 'New' }],
    body: null,
    ...parts,
  };
}

function settle(
  plan: Partial<Parameters<typeof settleEntries>[0]>,
  written: Partial<Written>,
  pages: Record<string, LockfileEntry> = {},
) {
  return settleEntries(
    { entries: {}, forgotten: [], bodies: [], ...plan },
    { ...makeLockfile(), pages },
    { bodies: new Map(), found: new Map(), left: [], ...written },
    site,
  );
}

describe('settleEntries', () => {
  test('tells the lockfile what the plan says, where all was written', () => {
    const entries = { [a]: entry('/v/a') };
    expect(settle({ entries, forgotten: [b] }, {})).toEqual({ entries, forgotten: [b] });
    expect(settle({ entries }, { bodies: new Map([[a, 'hash']]) }).entries).toEqual({
      [a]: entry('/v/a', { body: 'hash' }),
    });
  });

  test('notes a body on what the lockfile holds already, where the plan says nothing new of the page', () => {
    const written = { bodies: new Map([[a, 'hash']]) };
    expect(settle({}, written, { [a]: entry('/v/a') }).entries).toEqual({
      [a]: entry('/v/a', { body: 'hash' }),
    });
    expect(settle({}, written).entries).toEqual({});
  });

  test('says nothing of a page that was not made', () => {
    const entries = { [a]: entry('/v/a'), [b]: entry('/v/b') };
    const left = [change(a, { page: null })];
    expect(settle({ entries }, { left }).entries).toEqual({ [b]: entry('/v/b') });
  });

  test('of a page that was not edited keeps what was known, and adds the URL that it has meanwhile', () => {
    const last = entry('/v/a', { values: { title: 'Old' } });
    const { entries } = settle({ entries: { [a]: entry('/v/a') } }, { left: [change(a)] }, { [a]: last });
    expect(entries).toEqual({ [a]: { ...last, pendingUrls: [`/v/${a}-meanwhile`] } });
  });

  test('keeps the line of a former id until its page was written', () => {
    const plan = { entries: { [a]: entry('/v/a') }, forgotten: [b] };
    const left = [change(a, { formerId: b, page: null })];
    expect(settle(plan, { left })).toEqual({ entries: {}, forgotten: [] });
  });

  test.each<[string, boolean, Partial<LockfileEntry>]>([
    ['and says that an import made it', true, {}],
    ['and that it was there before, where it lacks a key', false, { existed: true }],
  ])('knows the body that an import would have written by its hash, %s', (_, isWhole, expected) => {
    const body = { template: '', tokens: {} };
    const plan = {
      entries: { [a]: entry('/v/a', { existed: true }) },
      bodies: [{ videoId: a, path: 'a.md', body, isWhole }],
    };
    expect(settle(plan, { found: new Map([[a, 'hash']]) }).entries).toEqual({
      [a]: entry('/v/a', { body: 'hash', ...expected }),
    });
    expect(settle(plan, {}).entries).toEqual(plan.entries);
  });
});
