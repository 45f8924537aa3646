import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editPage } from '../../src/frontmatter/edit-page.ts';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import type { FieldChange } from '../../src/model/value.ts';
import type { VideoSpec } from '../api/resources.ts';
import { listPages, readText, writeFiles } from '../e2e/files.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { importSnapshot, inFolder } from '../hostile/site.ts';
import { assertProperty, readParameters } from './parameters.ts';

const formats = ['yaml', 'toml', 'json'] as const;

const text = fc.constantFrom(
  'Bread',
  "It's rye",
  'Two: "loaves"',
  'A # b',
  '1,000',
  'C:\\bread\nand more',
  '日本 +++',
);
const texts = fc.array(text, { maxLength: 3 });
const key = fc.constantFrom('title', 'description', 'tags', 'slug', 'params.duration', 'aliases', 'weight');
const value = fc.oneof(text, texts, fc.nat(99), fc.boolean());
const page = fc.nat(2);

/** What YouTube or a person does between two imports. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('video' as const), page, title: text, tags: texts, description: text }),
  fc.record({ kind: fc.constant('set' as const), page, key, value }),
  fc.record({ kind: fc.constant('remove' as const), page, key }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const fields = {
  duration: false,
  'params.duration': { value: '{duration}', update: 'always' },
  'params.tags': { value: '{tags}', update: 'until-edited' },
};

test('a history leads to the same values, URLs and lockfile in every format', { timeout: 0 }, async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const lives = [];
      for (const format of formats) lives.push(await inFolder((folder) => live(folder, format, steps)));
      for (const life of lives) expect(life).toEqual(lives[0]);
    }),
    readParameters(15),
    'test/history/formats.test.ts',
  );
});

/** @returns what stands in pages and lockfile after each import */
async function live(folder: string, format: string, steps: Step[]): Promise<unknown[]> {
  const videos: VideoSpec[] = [0, 1, 2].map((at) => ({ title: `Video ${at}`, tags: ['a'] }));
  const run = () => importSnapshot(folder, makeSnapshot(videos), { format, fields });
  const seen: unknown[] = [];
  await run();
  for (const one of steps) {
    if (one.kind === 'video') {
      const { title, tags, description } = one;
      videos[one.page] = { title, tags, description };
    } else edit(join(folder, 'pages'), one);
    await run();
    const paths = listPages(join(folder, 'pages'));
    const pages = paths.map((path) => readText(join(folder, 'pages'), path));
    expect(pages.every((content) => content.startsWith(opening(format)))).toBe(true);
    seen.push({
      pages: pages.map((content, at) => [paths[at], { ...readFrontMatter(content)?.data }]),
      lockfile: readText(folder, 'tubematter-lock.json'),
    });
    expect(await run()).toMatchObject({ exitCode: 0, plan: { changes: [], problems: [] } });
  }
  return seen;
}

function opening(format: string): string {
  return format === 'yaml' ? '---\n' : format === 'toml' ? '+++\n' : '{\n';
}

function edit(folder: string, one: Exclude<Step, { kind: 'video' }>): void {
  const path = `v00000000${one.page}_/index.md`;
  const change: FieldChange =
    one.kind === 'set'
      ? { key: one.key, reason: 'missing', action: 'set', before: null, after: one.value }
      : { key: one.key, reason: 'missing', action: 'remove', before: null };
  writeFiles(folder, { [path]: editPage(readText(folder, path), [change], []) });
}
