import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mergeBase } from '../../src/init/workflow-scripts.ts';
import { makeFolder } from '../e2e/run.ts';

const page = 'Q&A | 1.md';

// All of these are names that git allows.
test.each(['a|b', 'a&b', 'feature/x', 'a;b', 'a"b', "a'b", 'a$(b)', 'a%sb'])(
  'a conflict names the page and both branches, as they are: %s',
  (name) => {
    const cwd = makeFolder();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd,
        stdio: 'ignore',
      });
    const commit = (text: string) => {
      writeFileSync(join(cwd, page), text);
      git('add', '--all');
      git('commit', '--message', text);
    };
    const branch = `${name}-import`;
    git('init', '--initial-branch', name);
    commit('Before\n');
    git('switch', '--create', branch);
    commit('One way\n');
    git('switch', name);
    commit('Another way\n');
    git('switch', branch);
    const { status, stdout } = spawnSync('bash', ['-e', '-c', mergeBase('$BASE', '::error::')], {
      cwd,
      env: { ...process.env, BASE: name, BRANCH: branch },
      encoding: 'utf8',
    });
    expect([status, stdout.split('\n').at(-2)]).toEqual([
      1,
      `::error::${page} was changed on both sides. Merge ${name} into ${branch} by hand and push it, or delete ${branch}.`,
    ]);
  },
);
