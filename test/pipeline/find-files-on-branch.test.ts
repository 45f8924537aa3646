import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFilesOnBranch } from '../../src/pipeline/find-files-on-branch.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-branch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const cwd = join(root, 'repository/site');
mkdirSync(cwd, { recursive: true });
// In a worktree it is a file.
writeFileSync(join(root, 'repository/.git'), 'gitdir: elsewhere\n');

const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'owner/site' };
const gitlab = { CI_PROJECT_URL: 'https://gitlab.example/group/site' };
const BRANCH = 'tubematter/import #1';

test.each<[name: string, environment: Record<string, string>, folder: string, expected: unknown]>([
  [
    'GitHub',
    { ...github, BRANCH },
    cwd,
    { base: 'https://github.com/owner/site/blob/tubematter/import%20%231', folder: 'site' },
  ],
  [
    'GitLab',
    { ...gitlab, BRANCH },
    cwd,
    { base: 'https://gitlab.example/group/site/-/blob/tubematter/import%20%231', folder: 'site' },
  ],
  ['no branch', github, cwd, null],
  ['a branch that another service names', { BRANCH }, cwd, null],
  ['no repository', { ...github, BRANCH }, root, null],
])('%s', (_, environment, folder, expected) => {
  expect(findFilesOnBranch(environment, folder)).toEqual(expected);
});
