import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expandPattern, isPattern } from '../../src/files/expand-pattern.ts';
import { writeFiles } from '../e2e/files.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-pattern-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const paths = [
  'a/x.yaml',
  'a/y.yml',
  'b/x.yaml',
  'b/deep/x.yaml',
  'x.yaml',
  'a+(1)/x.yaml',
  '.git/x.yaml',
  'node_modules/x.yaml',
];
writeFiles(root, Object.fromEntries(paths.map((path) => [path, ''])));
writeFiles(root, { 'c/x.yaml/is-a-folder': '' });
symlinkSync(root, join(root, 'b/loop'));

test.each<[pattern: string, found: string[]]>([
  ['*/x.yaml', ['a+(1)/x.yaml', 'a/x.yaml', 'b/x.yaml']],
  ['./*/x.y*l', ['a+(1)/x.yaml', 'a/x.yaml', 'b/x.yaml']],
  ['a/?.y?ml', ['a/x.yaml']],
  ['a/../b/*.yaml', ['b/x.yaml']],
  ['**/x.yaml', ['a+(1)/x.yaml', 'a/x.yaml', 'b/deep/x.yaml', 'b/x.yaml', 'x.yaml']],
  ['**/deep/*', ['b/deep/x.yaml']],
  ['a+(?)/*', ['a+(1)/x.yaml']],
  ['.git/*', ['.git/x.yaml']],
  ['b/lo*/a/*.yml', ['b/loop/a/y.yml']],
  ['nothing/*', []],
  ['x.yaml/*', []],
])('%s stands for files', (pattern, found) => {
  expect(isPattern(pattern)).toBe(true);
  expect(expandPattern(root, pattern).map((path) => relative(root, path))).toEqual(found);
  expect(expandPattern('/', join(root, pattern))).toEqual(expandPattern(root, pattern));
});

test('a path without such signs stands for itself', () => {
  expect(isPattern('sites/[a]/{b}.yaml')).toBe(false);
});
