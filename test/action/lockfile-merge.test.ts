import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareMerge } from '../../src/init/workflow-scripts.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import { parseLockfile, serialiseLockfile } from '../../src/site/lockfile-format.ts';
import { makeFolder } from '../e2e/run.ts';

const name = 'tubematter-lock.json';

/** The titles of videos by a letter that stands for the id. */
type Titles = Record<string, string>;

const toId = (letter: string) => letter.repeat(11);

function write(titles: Titles): string {
  const pages = Object.entries(titles).map(([letter, title]) => [
    toId(letter),
    { url: `/v/${letter}/`, values: { title } },
  ]);
  return [...serialiseLockfile({ ...makeLockfile(), pages: Object.fromEntries(pages) })].join('');
}

/** Merges two branches by git, as the recipes do. */
function merge(base: Titles, ours: Titles, theirs: Titles) {
  const cwd = makeFolder({ [name]: write(base) });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd });
  const commit = (titles: Titles) => {
    writeFileSync(join(cwd, name), write(titles));
    git('commit', '--quiet', '--allow-empty', '--all', '--message', 'x');
  };
  git('init', '--quiet', '--initial-branch=main');
  execFileSync('sh', ['-ec', prepareMerge], { cwd, env: { ...process.env, LOCKFILE: name } });
  git('add', name);
  commit(base);
  git('checkout', '--quiet', '-b', 'ours');
  commit(ours);
  git('checkout', '--quiet', 'main');
  commit(theirs);
  git('checkout', '--quiet', 'ours');
  git('merge', '--quiet', '--no-edit', 'main');
  const { lockfile, damage } = parseLockfile(readFileSync(join(cwd, name), 'utf8'));
  const titles = Object.entries(lockfile.pages).map(([id, { values }]) => [id.charAt(0), values['title']]);
  return { titles: Object.fromEntries(titles), damage };
}

const base = { a: 'A', b: 'B', c: 'C', d: 'D' };

test.each<[what: string, ours: Titles, theirs: Titles, merged: Titles]>([
  ['one side changes', { ...base, b: 'B2' }, base, { ...base, b: 'B2' }],
  ['neighbours change', { ...base, b: 'B2' }, { ...base, c: 'C2' }, { ...base, b: 'B2', c: 'C2' }],
  [
    'neighbours change, the other way',
    { ...base, c: 'C2' },
    { ...base, b: 'B2' },
    { ...base, b: 'B2', c: 'C2' },
  ],
  ['both change one alike', { ...base, b: 'B2' }, { ...base, b: 'B2' }, { ...base, b: 'B2' }],
  [
    'one is taken out beside a change',
    { ...base, c: 'C2' },
    { a: 'A', c: 'C', d: 'D' },
    { a: 'A', c: 'C2', d: 'D' },
  ],
  [
    // Either side is right; what matters is that its neighbour is whole.
    'one is taken out that changed, beside a change',
    { ...base, b: 'B2', c: 'C2' },
    { a: 'A', c: 'C', d: 'D' },
    { ...base, b: 'B2', c: 'C2' },
  ],
  ['both add one', { ...base, x: 'X' }, { ...base, y: 'Y' }, { ...base, x: 'X', y: 'Y' }],
  [
    'both add the last, and one a further',
    { ...base, x: 'X' },
    { ...base, x: 'X', y: 'Y' },
    { ...base, x: 'X', y: 'Y' },
  ],
  [
    'one takes out the last, beside a change',
    { ...base, c: 'C2' },
    { a: 'A', b: 'B', c: 'C' },
    { a: 'A', b: 'B', c: 'C2' },
  ],
  ['both take one out', { b: 'B', c: 'C', d: 'D' }, { a: 'A', b: 'B', d: 'D' }, { b: 'B', d: 'D' }],
])('the lockfile merges where %s', (_, ours, theirs, merged) => {
  expect(merge(base, ours, theirs)).toEqual({ titles: merged, damage: null });
});
