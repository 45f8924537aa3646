import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookUpPaths } from '../../src/pipeline/look-up-paths.ts';
import { makeFolder } from '../e2e/run.ts';

describe('lookUpPaths', () => {
  test('finds files, folders and dangling links, and nothing else', () => {
    const folder = makeFolder({ 'a/index.md': '', 'B.md': '', 'caf\u00e9/index.md': '' });
    symlinkSync('nowhere', join(folder, 'link.md'));
    const isTaken = lookUpPaths(folder);
    for (const path of ['a/index.md', 'a', 'B.md', 'link.md', 'caf\u00e9/index.md'])
      expect(isTaken(path), path).toBe(true);
    for (const path of ['a/other.md', 'b/index.md', 'c.md', 'B.md/index.md', ''])
      expect(isTaken(path), path).toBe(false);
  });

  test('leaves letter case to the file system', () => {
    const folder = makeFolder({ 'Plane/index.md': '' });
    const isOneName = existsSync(join(folder, 'plane'));
    expect(lookUpPaths(folder)('plane/index.md')).toBe(isOneName);
  });

  test('finds nothing in a folder that is missing', () => {
    expect(lookUpPaths(join(makeFolder(), 'none'))('a/index.md')).toBe(false);
  });
});
