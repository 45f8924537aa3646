import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startPathsAt } from '../../src/files/paths.ts';
import { writeFiles } from '../e2e/files.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-paths-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
writeFiles(root, { 'repository/.git': '', 'repository/sites/a/x.yaml': '' });

test('paths in a message start at the current folder, as far as the repository reaches', () => {
  const repository = join(root, 'repository');
  const startHere = startPathsAt(join(repository, 'sites/a'));
  const place = (path: string) => `See ${join(repository, path)}, or another.`;
  const lead = (...parts: string[]) => `See ${parts.join(sep)}, or another.`;
  expect(startHere(place('sites/a/x.yaml'))).toBe(lead('x.yaml'));
  expect(startHere(place('sites/b/x.yaml'))).toBe(lead('..', 'b', 'x.yaml'));
  expect(startHere(place('base.yaml'))).toBe(lead('..', '..', 'base.yaml'));
  expect(startHere(place('sites/ab/x.yaml'))).toBe(lead('..', 'ab', 'x.yaml'));
  expect(startHere(place('../x.yaml'))).toBe(place('../x.yaml'));
  expect(startPathsAt(root)(place('x.yaml'))).toBe(lead('repository', 'x.yaml'));
});
