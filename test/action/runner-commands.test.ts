import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listPages } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

describe('a title that is a command to the runner', () => {
  const title = '##[add-path]/tmp/evil';
  const description = 'First line.\n\n::stop-commands::mine\n\nLast line.';
  const snapshot = makeSnapshot([{ title, description }]);
  const cwd = makeFolder({ 'snapshot.json': snapshot });
  const run = (flags: string[], env = { GITHUB_ACTIONS: 'true' }) =>
    runTubematter([...flags, '--from', 'snapshot.json', '--content', 'content'], { cwd, env });

  test('is text in the log, the same in JSON, and what it is in a file', async () => {
    const { stdout, stderr } = await run(['diff']);
    expect(stdout).toContain('## [add-path]/tmp/evil');
    expect(stdout).not.toMatch(/##\[|^\s*::/m);
    expect(stderr).toBe('::warning title=Drift::An import would create 1 page and update 0 pages.\n');
    const json = await run(['diff', '--json']);
    expect(json.stdout).not.toContain('##[');
    expect(JSON.parse(json.stdout).changes[0].title).toBe(title);
    expect((await run(['diff'], { GITHUB_ACTIONS: '' })).stdout).toContain(title);

    const file = openSync(join(cwd, 'changes.diff'), 'w');
    const command = [join(repository, 'bin/tubematter.js'), 'diff', '--from', 'snapshot.json'];
    spawnSync(process.execPath, command, {
      cwd,
      env: { PATH: process.env['PATH'], GITHUB_ACTIONS: 'true' },
      stdio: ['ignore', file, 'ignore'],
    });
    closeSync(file);
    expect(readFileSync(join(cwd, 'changes.diff'), 'utf8')).toContain(title);
  });

  test('does nothing as an unchanged line of a diff either', async () => {
    await run(['import']);
    writeFileSync(join(cwd, 'snapshot.json'), makeSnapshot([{ title, description, tags: ['new'] }]));
    const path = listPages(join(cwd, 'content'))[0] ?? '';
    const page = join(cwd, 'content', path);
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(/^tags:/m, 'own: |\n  ::stop-commands::mine\ntags:'),
    );
    const { stdout } = await run(['diff']);
    expect(stdout).toContain('   : :stop-commands::mine\n');
    expect(stdout).not.toMatch(/##\[|^\s*::/m);
  });
});
