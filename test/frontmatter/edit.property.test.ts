import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editPage } from '../../src/frontmatter/edit-page.ts';
import { EditError, FrontMatterError } from '../../src/frontmatter/errors.ts';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import { hostileText, nastyLine } from './arbitraries.ts';
import { madeJsonPage } from './json/pages.ts';
import { KEYS, type MadePage, madePage, writePage } from './pages.ts';
import { madeTomlPage } from './toml/pages.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 400);

const text = hostileText.map((string) => string.replace(/\p{Surrogate}/gu, '\ufffd'));
const scalar = fc.oneof(text, fc.nat(), fc.boolean());
const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  fc.constantFrom<Value>({ file: 'a', list: ['b', 'c: d'] }, {}, [{ a: 1, b: 'c' }, ['d']], null),
);

/** What is to happen to a key; lists are edited by what they hold. */
const wish = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), value }),
  fc.record({
    kind: fc.constant('append' as const),
    entries: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('rearrange' as const),
    seed: fc.array(fc.nat(), { maxLength: 6 }),
    extra: fc.array(text, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('prune' as const),
    seed: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  }),
  fc.constant({ kind: 'remove' as const }),
);
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;
const wishes = fc.dictionary(fc.constantFrom(...KEYS), wish, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});

/** Turns a wish into a change that the page allows, and what the key holds afterwards. */
function toChange(
  key: string,
  asked: Wish,
  page: MadePage,
): { change: FieldChange; after: Value | undefined } | null {
  const chunk = page.chunks.find((candidate) => candidate.key === key);
  const before = chunk?.value;
  const list = Array.isArray(before) ? before : [];
  const set = (after: Value) => ({
    change: { key, reason: 'missing', action: 'set', before, after } as const,
    after,
  });
  const isMap = 'value' in asked && typeof asked.value === 'object' && !Array.isArray(asked.value);
  if (chunk?.isTable && asked.kind !== 'remove' && !isMap) return null;
  // TOML knows no null.
  if (asked.kind === 'set' && asked.value === null && page.syntax.open === '+++\n') return null;
  if (asked.kind === 'set') return set(asked.value);
  if (asked.kind === 'remove') {
    return { change: { key, reason: 'missing', action: 'remove', before: before ?? null }, after: undefined };
  }
  if (chunk !== undefined && !chunk.list) return null;
  if (asked.kind === 'append') {
    const { entries } = asked;
    return { change: { key, reason: 'new-entry', action: 'append', entries }, after: [...list, ...entries] };
  }
  if (asked.kind === 'rearrange')
    return set([...asked.seed.flatMap((n) => list.slice(n % 6, (n % 6) + 1)), ...asked.extra]);
  if (!Array.isArray(before)) return null;
  const entries = asked.seed.map((n) => before[n % 6]).filter((entry) => typeof entry === 'string');
  return {
    change: { key, reason: 'pruned', action: 'prune', entries },
    after: before.filter((entry) => typeof entry !== 'string' || !entries.includes(entry)),
  };
}

const bodyOf = (page: string) => page.slice(readFrontMatter(page)?.bodyStart);

describe('editPage', () => {
  test.each([
    ['YAML', madePage],
    ['TOML', madeTomlPage],
    ['JSON', madeJsonPage],
  ])('changes what was meant in %s and not a byte outside', (_, madePages) => {
    fc.assert(
      fc.property(madePages, wishes, (page, asked) => {
        const changes = Object.entries(asked).flatMap(([key, one]) => toChange(key, one, page) ?? []);
        const before = writePage(page);
        const values = new Map(page.chunks.map((chunk) => [chunk.key, chunk.value]));
        assert.deepStrictEqual({ ...readFrontMatter(before)?.data }, Object.fromEntries(values));
        const after = editPage(
          before,
          changes.map(({ change }) => change),
          KEYS,
        );

        for (const { change, after: meant } of changes) {
          if (meant === undefined) values.delete(change.key);
          else values.set(change.key, meant);
        }
        const read = readFrontMatter(after);
        assert.deepStrictEqual({ ...read?.data }, Object.fromEntries(values));

        const changed = new Set(changes.map(({ change }) => change.key));
        const kept = page.chunks
          .filter(({ key }) => !changed.has(key))
          .map((chunk) => chunk.text.replaceAll('\n', page.eol));
        let position = `${page.start}${page.syntax.open.trim()}`.length;
        expect(after.slice(0, position)).toBe(before.slice(0, position));
        for (const chunk of kept) {
          const found = after.indexOf(chunk, position);
          assert.notEqual(found, -1, `lost: ${chunk}`);
          position = found + chunk.length;
        }
        const body = `${page.syntax.close.trim()}${page.body.replaceAll('\n', page.eol)}`;
        assert.equal(after.slice(after.length - body.length), body);
        assert.deepStrictEqual(after.match(/#c\d+;/g)?.sort(), before.match(/#c\d+;/g)?.sort());
        if (page.eol === '\r\n') assert.doesNotMatch(after, /[^\r]\n/);
        else assert.doesNotMatch(after, /\r/);
      }),
      { numRuns },
    );
  });

  test('edits any text as meant or refuses it in words', () => {
    const source = fc
      .array(nastyLine, { maxLength: 8 })
      .map((lines) => `---\n${lines.join('\n')}\n---\n# Words\n`);
    const changes = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'key', 'title', 'x'), wish).map(([key, asked]): FieldChange => {
        if (asked.kind === 'set')
          return { key, reason: 'missing', action: 'set', before: null, after: asked.value };
        if (asked.kind === 'append')
          return { key, reason: 'new-entry', action: 'append', entries: asked.entries };
        if (asked.kind === 'remove') return { key, reason: 'missing', action: 'remove', before: null };
        return { key, reason: 'pruned', action: 'prune', entries: ['a', 'b'] };
      }),
      { minLength: 1, maxLength: 3 },
    );
    let edited = 0;
    fc.assert(
      fc.property(source, changes, (before, wanted) => {
        try {
          const after = editPage(before, wanted, ['x', 'a', 'b']);
          assert.equal(bodyOf(after), bodyOf(before));
          edited += 1;
        } catch (error) {
          if (!(error instanceof EditError) && !(error instanceof FrontMatterError)) throw error;
          assert.doesNotMatch(error.message, /\n/);
        }
      }),
      { numRuns },
    );
    expect(edited).toBeGreaterThan(numRuns / 50);
  });
});
