import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../api/world.ts';
import { listPages } from '../e2e/files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from '../e2e/run.ts';
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

describe('invisible characters in the log', () => {
  const title = 'A \u202egnorts\u202c title';
  const cwd = makeFolder({
    'snapshot.json': makeSnapshot([{ title }]),
    'other/snapshot.json': makeSnapshot([{ title, tags: ['new\u200bword'] }]),
  });
  const env = { GITHUB_ACTIONS: 'true' };
  const run = (args: string[]) => runTubematter([...args, '--content', 'content'], { cwd, env });
  const other = ['--from', 'other/snapshot.json'];
  const invisible = /(?!\n)\p{Cc}|\p{Bidi_Control}|[\u200b\u2028\u2029]/u;

  test('are escaped, whatever the command prints, on either stream', async () => {
    await run(['import', '--from', 'snapshot.json']);
    const path = join(cwd, 'content', listPages(join(cwd, 'content'))[0] ?? '');
    const aliases = 'aliases:\n- "/o\\e[2J\u202eld"\n';
    const text = readFileSync(path, 'utf8').replace(/^aliases:\n/m, aliases);
    writeFileSync(path, text.replaceAll('\n', '\r\n'));
    writeFileSync(join(cwd, 'content/twin.md'), `---\ntitle: Twin\n${aliases}---\n`);
    const runs = await Promise.all([
      run(['check']),
      run(['check', '--json']),
      run(['check', '--report', 'report.json']),
      run(['diff', ...other]),
      run(['diff', ...other, '--json']),
      run(['import', '--dry-run', '--verbose', ...other]),
      runTubematter(['fetch', ...other], { cwd, env }),
    ]);
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toMatch(invisible);
    const [check, json, , diff, , , fetch] = runs;
    expect(check?.stderr).toMatch(/^::\w+ file=.*\/oU\+001B\[2JU\+202Eld/m);
    expect(JSON.stringify(JSON.parse(json?.stdout ?? ''))).toContain('/o\\u001b[2J\u202eld');
    expect(diff?.stdout).toContain('+- newU+200Bword\n');
    expect(fetch?.stdout).toContain('\\u202egnorts');
    const { items } = JSON.parse(readFileSync(join(cwd, 'other/snapshot.json'), 'utf8'));
    expect(JSON.parse(fetch?.stdout ?? '').items).toEqual(items);
  });
});

describe('annotations', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  test('name a damaged lockfile', async () => {
    const cwd = makeFolder({ 'snapshot.json': makeSnapshot([{}]) });
    const args = ['import', '--from', 'snapshot.json', '--content', 'content'];
    await runTubematter(args, { cwd });
    const lockfile = join(cwd, 'tubematter-lock.json');
    writeFileSync(lockfile, readFileSync(lockfile, 'utf8').slice(0, -20));
    const { stderr } = await runTubematter(args, { cwd, env });
    expect(stderr).toMatch(
      /^::warning file=tubematter-lock\.json,title=Damaged lockfile::The lockfile is damaged \(.*an import rewrites it\.$/m,
    );
    expect((await runTubematter(args, { cwd, env })).stderr).not.toContain('::');
  });

  test.each(['import', 'diff', 'fetch'])('say that %s ended early', async (command) => {
    const api = await startApi({ world: makeWorld(115) });
    const cwd = makeFolder();
    const args = [command, '--channel', '@sample', '--quota-limit', '3'];
    const { stderr, exitCode } = await runTubematter(args, { cwd, env: { ...env, ...leadTo(api) } });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^::warning title=Incomplete::.*--quota-limit/m);
  });
});
