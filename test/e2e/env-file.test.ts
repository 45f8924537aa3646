import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../api/world.ts';
import { apiKey, leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const otherKey = 'AIzaSecret-of_the_environment-0123456789';
const fetchArgs = ['fetch', '--channel', '@sample', '--save', 'saved.json'];
const line = `YOUTUBE_API_KEY=${apiKey}\n`;

/** The keys that YouTube got, without a key in the environment unless it is given. */
async function listSentKeys(cwd: string, env: Record<string, string> = {}, args = fetchArgs) {
  const api = await startApi({ world: makeWorld(3) });
  const { YOUTUBE_API_ROOT = '' } = leadTo(api);
  const run = await runTubematter(args, { cwd, env: { YOUTUBE_API_ROOT, ...env } });
  return { ...run, sent: [...new Set(api.requests.map(({ headers }) => headers['x-goog-api-key']))] };
}

describe.concurrent('the key in .env', () => {
  test.each([
    ['plain', line],
    ['with export, quotes, a comment and CR LF', `export YOUTUBE_API_KEY = "${apiKey}" # mine\r\nA=b\r\n`],
    ['behind a byte order mark, with a comment', `\uFEFFYOUTUBE_API_KEY='${apiKey}'\n#YOUTUBE_API_KEY=x\n`],
    ['twice: the last counts', `YOUTUBE_API_KEY=old\nYOUTUBE_API_KEY=${apiKey} # new`],
  ])('is read: %s', async (_, text) => {
    const { exitCode, sent, stderr } = await listSentKeys(makeFolder({ '.env': text }));
    expect([exitCode, sent, stderr]).toEqual([0, [apiKey], expect.not.stringContaining('Warning')]);
  });

  test('is that of the config, not of the current folder', async () => {
    const root = makeFolder({
      'tubematter.config.yaml': 'missing: report\n',
      '.env': line,
      'sub/.env': 'YOUTUBE_API_KEY=x\n',
    });
    expect(await listSentKeys(join(root, 'sub'))).toMatchObject({ exitCode: 0, sent: [apiKey] });
  });

  test('yields to the environment, but not to an empty variable', async () => {
    const cwd = makeFolder({ '.env': line });
    const args = [...fetchArgs, '--force'];
    expect((await listSentKeys(cwd, { YOUTUBE_API_KEY: otherKey }, args)).sent).toEqual([otherKey]);
    expect((await listSentKeys(cwd, { YOUTUBE_API_KEY: ' ' }, args)).sent).toEqual([apiKey]);
  });

  test('is all that is taken from it: no other server gets the key', async () => {
    const cwd = makeFolder({ '.env': `${line}YOUTUBE_API_ROOT=http://127.0.0.1:9\n` });
    expect(await listSentKeys(cwd)).toMatchObject({ exitCode: 0, sent: [apiKey] });
  });

  test('is hidden in what is printed', async () => {
    const cwd = makeFolder({ '.env': line });
    const { exitCode, stderr } = await listSentKeys(cwd, {}, ['import', '--channel', apiKey]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[API key]')]);
  });

  test('is warned about where git would commit it', async () => {
    const cwd = makeFolder({ '.env': line });
    spawnSync('git', ['init', '--quiet', cwd]);
    const warning = /^Warning: git does not ignore \.env, which holds an API key\. .*\.gitignore\.$/m;
    expect((await listSentKeys(cwd)).stderr).toMatch(warning);
    const ignoring = makeFolder({ '.env': line, '.gitignore': '.env\n' });
    spawnSync('git', ['init', '--quiet', ignoring]);
    expect((await listSentKeys(ignoring)).stderr).not.toContain('Warning');
  });

  test('is missed with a message that leads to the page about keys', async () => {
    const cwd = makeFolder({ '.env': '# YOUTUBE_API_KEY=x\nYOUTUBE_API_KEY=\n' });
    const { exitCode, stderr } = await listSentKeys(cwd);
    expect([exitCode, stderr]).toEqual([
      2,
      'tubematter: There is no API key: YOUTUBE_API_KEY is neither in the environment nor in .env beside the config.\nHow to make and restrict a key: docs/key.md, or tubematter help key. Without a key, replay a snapshot with --from.\n',
    ]);
    const { stdout } = await runTubematter(['help', 'key'], { cwd });
    expect(stdout).toMatch(/^# The API key\n[\s\S]*Restrict key/);
  });

  test('is no matter where .env is a folder', async () => {
    const cwd = makeFolder();
    mkdirSync(join(cwd, '.env'));
    expect(await listSentKeys(cwd)).toMatchObject({ exitCode: 2, sent: [] });
  });
});
