import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../e2e/run.ts';
import { repository, runProgram } from './install.ts';

const isCheckout = existsSync(join(repository, '.git'));
if (!isCheckout) process.stderr.write('No release is made: this is no checkout of git.\n');

test.skipIf(!isCheckout)('a release has what was built in its tree, and moves no branch', async () => {
  const folder = makeFolder();
  const clone = join(folder, 'clone');
  const git = async (...args: string[]) => {
    const { exitCode, stdout } = await runProgram('git', args, clone, {
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    });
    return exitCode === 0 ? stdout.trim() : `exit ${exitCode}`;
  };
  await runProgram('git', ['clone', '--quiet', '--no-tags', repository, clone], folder);
  await git('config', 'user.name', 'A');
  await git('config', 'user.email', 'a@example.com');
  await git('config', 'core.excludesFile', join(folder, 'ignored'));
  writeFileSync(join(folder, 'ignored'), 'node_modules\n');
  symlinkSync(join(repository, 'node_modules'), join(clone, 'node_modules'));
  const head = await git('rev-parse', 'HEAD');
  const release = () => runProgram(process.execPath, ['scripts/make-release.mjs'], clone);

  writeFileSync(join(clone, 'unknown.txt'), '');
  expect(await release()).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/not committed/) });
  await git('clean', '--force', 'unknown.txt');
  expect(await release()).toEqual({
    exitCode: 0,
    stdout: 'Made v0.1.0. Publish it with: git push origin v0.1.0\n',
    stderr: '',
  });
  expect([await git('rev-parse', 'HEAD'), await git('rev-parse', 'v0.1.0^')]).toEqual([head, head]);
  expect(await git('status', '--porcelain')).toBe('');
  expect(await release()).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/v0\.1\.0 exists/) });

  const released = join(folder, 'released');
  await git('worktree', 'add', '--quiet', '--detach', released, 'v0.1.0');
  expect(existsSync(join(released, 'node_modules'))).toBe(false);
  const { stdout } = await runProgram(process.execPath, ['bin/tubematter.js', '--version'], released);
  expect(stdout.trim()).toBe('0.1.0');
});
