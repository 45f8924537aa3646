import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listPages, readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const args = ['--from', '../channel.json', '--content', 'pages'];
/** Runs the command from a shell that first does something. */
const shell = (script: string) => ['sh', '-c', script, 'sh'];
const makeSite = () => makeFolder({ '../channel.json': makeSnapshot([{}, {}]) });

describe.skipIf(!existsSync('/dev/full'))('a full disk behind a stream', () => {
  const full = 'tubematter: The output cannot be written: no space is left on the disk.\n';

  test.each([
    ['--help', []],
    ['diff', args],
    ['diff', [...args, '--json']],
    ['import', args],
    ['import', [...args, '--dry-run']],
    ['fetch', args.slice(0, 2)],
  ])('stdout: %s %j says it in one sentence, exit 2', async (command, more) => {
    const cwd = makeSite();
    const { exitCode, stderr } = await runTubematter([command, ...more], {
      cwd,
      wrapper: shell('exec "$@" > /dev/full'),
    });
    expect([exitCode, stderr.replace(/^Fetched .*\n/, '')]).toEqual([2, full]);
    // What an import has done is whole, and known to the lockfile.
    expect(listPages(cwd)).toHaveLength(command === 'import' && !more.includes('--dry-run') ? 2 : 0);
    if (listPages(cwd).length > 0)
      expect(readText(cwd, 'tubematter-lock.json').match(/^"/gm)).toHaveLength(2);
  });

  test.each([
    [['import', ...args], 0, /^2 created/m],
    [['import', '--from', 'missing.json'], 2, /^$/],
  ])('stderr: %j ends with its own result', async (argv, code, words) => {
    const { exitCode, stdout } = await runTubematter(argv, {
      cwd: makeSite(),
      wrapper: shell('exec "$@" 2> /dev/full'),
    });
    expect([exitCode, stdout]).toEqual([code, expect.stringMatching(words)]);
  });
});

test('a reader that has seen enough is no failure', async () => {
  const { exitCode, stderr } = await runTubematter(['diff', ...args], {
    cwd: makeSite(),
    wrapper: ['bash', '-c', 'set -o pipefail; "$@" | true', 'bash'],
  });
  expect([exitCode, stderr]).toEqual([1, '']);
});

test.each(['import', 'diff', 'check', 'fetch', 'init', '--help'])(
  '%s in a folder that was removed: one sentence, exit 2',
  async (command) => {
    const cwd = makeFolder();
    const { exitCode, stdout, stderr } = await runTubematter([command], {
      cwd,
      wrapper: shell('rmdir "$PWD" && exec "$@"'),
    });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe('tubematter: The current folder no longer exists.\nChange to one that does.\n');
  },
);
