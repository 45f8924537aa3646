import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const args = ['--from', '../channel.json', '--content', 'pages'];
let cwd: string;

/** A site on which one page changes and one has a problem. */
beforeAll(async () => {
  cwd = makeFolder({ '../channel.json': makeSnapshot([{ title: 'One' }, { title: 'Two' }]) });
  await runTubematter(['import', ...args], { cwd });
  writeFileSync(
    join(cwd, '../channel.json'),
    makeSnapshot([
      { title: 'One', tags: ['new'] },
      { title: 'Two', tags: ['new'] },
    ]),
  );
  const broken = `pages/${makeVideoId(1)}/index.md`;
  writeFileSync(join(cwd, broken), readText(cwd, broken).replace(/^tags:/m, '\t: tags:'));
});

const problem = /^Problem: pages\/v000000001_\/index\.md:\d+: Tabs .*\n$/;

describe('diff', () => {
  test('prints the diffs, then the summary', async () => {
    const { stdout, exitCode } = await runTubematter(['diff', ...args], { cwd });
    expect(stdout).toMatch(/^--- a\/v000000000_\/index\.md\n/);
    expect(stdout).toMatch(/\n\nBy field:\n/);
    expect(exitCode).toBe(1);
  });

  test('says so where the folder of the base branch does not exist', async () => {
    const { stderr, exitCode } = await runTubematter(['diff', ...args], {
      cwd,
      env: { BASE_FOLDER: 'none' },
    });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/BASE_FOLDER is none, and there is no such folder\.\n.*Unset it/),
    ]);
  });

  test('--stat prints the summary alone', async () => {
    const { stdout, exitCode } = await runTubematter(['diff', '--stat', ...args], { cwd });
    expect(stdout).toMatch(/^By field:\n {2}tags +(added|changed) on 1 page\n\nProblem: /);
    expect(stdout).toMatch(/\n0 would be created, 1 would be updated, .*, 1 problem \(0 quota units\)\n$/);
    expect(stdout).not.toMatch(/^(@@|---|\+\+\+) /m);
    expect(exitCode).toBe(1);
  });

  test('--quiet prints problems alone', async () => {
    const { stdout, exitCode } = await runTubematter(['diff', '--quiet', ...args], { cwd });
    expect(stdout).toMatch(problem);
    expect(exitCode).toBe(1);
    expect((await runTubematter(['diff', '--quiet', '--stat', ...args], { cwd })).stdout).toBe(stdout);
  });
});
