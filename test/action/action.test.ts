import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeWorld, sampleChannelId, upload } from '../api/world.ts';
import { listPages } from '../e2e/files.ts';
import { apiKey, makeFolder, startApi } from '../e2e/run.ts';
import { fillExpressions, type JobResult, runSteps, type Step } from './runner.ts';
import { findMistakes } from './validate.ts';

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: (Step & { shell: string })[] };
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(repository, 'action.yml'), 'utf8');
const action: Action = parse(text);
const root = mkdtempSync(join(tmpdir(), 'tubematter-action-'));
const actionPath = join(root, 'action');
const bin = join(root, 'bin');
const npmLog = join(root, 'npm.log');

// `npm ci` asks the registry and takes its time: it runs only where it is asked for. Elsewhere a stand-in links the
// packages that are here, and the build is real.
const isWhole = process.env['TUBEMATTER_TEST_NPM_CI'] === '1';
if (!isWhole)
  process.stderr.write('SKIPPED: npm ci of action.yml (set TUBEMATTER_TEST_NPM_CI=1 to run it)\n');

beforeAll(() => {
  const sources = ['bin', 'docs', 'src', 'package.json', 'package-lock.json', 'schema.json', 'scripts'];
  for (const source of sources)
    cpSync(join(repository, source), join(actionPath, source), { recursive: true });
  if (isWhole) return;
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'npm'),
    `#!/bin/sh
echo "$*" >> '${npmLog}'
[ "$1" = ci ] && exec ln -s '${join(repository, 'node_modules')}' node_modules
PATH=\${PATH#*:} exec npm "$@"
`,
  );
  chmodSync(join(bin, 'npm'), 0o755);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Use {
  inputs?: Record<string, string>;
  env?: Record<string, string>;
  cwd: string;
}

/** Uses the action in a job: its result and the outputs that the caller sees. */
async function useAction({
  inputs = {},
  env = {},
  cwd,
}: Use): Promise<JobResult & { outputs: Record<string, string> }> {
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
  );
  const unknown = Object.keys(inputs).filter((name) => !(name in defaults));
  expect(unknown).toEqual([]);
  const result = await runSteps(action.runs.steps, {
    cwd,
    env: {
      GITHUB_ACTION_PATH: actionPath,
      GITHUB_WORKSPACE: cwd,
      PATH: isWhole ? (process.env['PATH'] ?? '') : `${bin}:${process.env['PATH']}`,
      ...env,
    },
    contexts: { inputs: { ...defaults, ...inputs } },
  });
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      fillExpressions(value, result.contexts),
    ]),
  );
  return { ...result, outputs };
}

test.each<[change: string, found: RegExp | null, from: string, to: string]>([
  ['as it is', null, '', ''],
  ['with another kind', /compost/, 'using: composite', 'using: compost'],
  ['with an unknown key', /Unexpected value 'shel'/, 'shell: bash', 'shel: bash'],
  ['with a context that an action has not', /secrets/, 'inputs.command', 'secrets.command'],
  ['with an open expression', /./, 'inputs.command }}', 'inputs.command'],
])("GitHub's own parser reads action.yml %s", (_, found, from, to) => {
  const mistakes = findMistakes('action', text.replace(from, to));
  if (found) expect(mistakes.join('\n')).toMatch(found);
  else expect(mistakes).toEqual([]);
});

test('no script has an expression in it: inputs reach it as environment variables', () => {
  const scripts = action.runs.steps.map(({ run = '' }) => run);
  expect(scripts).not.toEqual([]);
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  expect(scripts).not.toContain('');
});

describe('the action', () => {
  test('builds itself, imports, and imports nothing the second time', async () => {
    const api = await startApi({ world: makeWorld(3) });
    const cwd = makeFolder();
    const use: Use = {
      cwd,
      inputs: { channel: sampleChannelId, 'api-key': apiKey, content: 'content/videos' },
      env: { YOUTUBE_API_ROOT: api.root },
    };
    const first = await useAction(use);
    expect([first.failed, first.outcomes]).toEqual([
      false,
      { 'Build tubematter': 'success', 'Run tubematter': 'success' },
    ]);
    expect(first.outputs).toEqual({
      changed: 'true',
      created: '3',
      updated: '0',
      title: 'Videos: 3 new',
      incomplete: 'false',
      program: expect.stringMatching(/\/bin\/tubematter\.js$/),
    });
    expect(first.summary).toMatch(/3/);
    expect(listPages(join(cwd, 'content'))).toHaveLength(3);
    if (!isWhole) expect(readFileSync(npmLog, 'utf8')).toMatch(/^ci --include=dev --ignore-scripts/);

    const second = await useAction(use);
    expect([second.failed, second.outputs]).toEqual([
      false,
      expect.objectContaining({ changed: 'false', created: '0', updated: '0', title: 'Videos: nothing new' }),
    ]);
    if (!isWhole) expect(readFileSync(npmLog, 'utf8').match(/^ci /gm)).toHaveLength(1);
    expect(first.stdout + first.stderr + second.stdout + second.stderr).not.toContain(apiKey);
  });

  test('diff fails on drift, says what would change and writes nothing; check needs no key', async () => {
    const api = await startApi({ world: makeWorld(2) });
    const cwd = makeFolder({
      'site/tubematter.config.yaml': `channel: ${sampleChannelId}\ncontent: content/videos\n`,
    });
    const use = (command: string, args = ''): Use => ({
      cwd,
      inputs: { command, args, 'working-directory': 'site' },
      env: { YOUTUBE_API_ROOT: api.root, YOUTUBE_API_KEY: apiKey },
    });
    expect((await useAction(use('import'))).failed).toBe(false);
    expect((await useAction(use('diff'))).failed).toBe(false);
    upload(api.world, 40, { title: 'A new one' });
    const drift = await useAction(use('diff', `--match "a new" --report 'my report.md'`));
    expect([drift.failed, drift.outputs['changed'], drift.outputs['created']]).toEqual([true, 'true', '1']);
    expect(existsSync(join(cwd, 'site/my report.md'))).toBe(true);
    expect(listPages(join(cwd, 'site/content'))).toHaveLength(2);
    const asked = api.requests.length;
    const check = await useAction({ ...use('check'), env: {} });
    expect([check.failed, check.stderr]).toEqual([false, '']);
    expect(api.requests).toHaveLength(asked);
  });

  test.each<[name: string, inputs: Record<string, string>, words: RegExp]>([
    ['a command of the shell', { channel: '$(touch pwned)' }, /is not a YouTube channel/],
    ['backticks', { channel: '`touch pwned`' }, /is not a YouTube channel/],
    ['a quote', { channel: `@a"; touch pwned; "` }, /is not a YouTube channel/],
    ['a flag for a command', { command: 'import; touch pwned' }, /must be import, diff or check/],
    ['a command of its own', { command: 'redirects' }, /must be import, diff or check/],
    ['arguments', { args: '--limit 1 $(touch pwned) ; touch pwned' }, /Too many arguments/],
    ['open quotes', { args: '--match "office' }, /xargs: unmatched double quote|unterminated quote/],
    ['a config', { config: '$(touch pwned).yaml' }, /The config \$\(touch pwned\)\.yaml cannot be read/],
  ])('%s as an input runs nothing', async (_, inputs, words) => {
    const cwd = makeFolder();
    const result = await useAction({ cwd, inputs: { channel: '@sample', ...inputs } });
    expect(result.failed).toBe(true);
    expect(result.stdout + result.stderr).toMatch(words);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
    expect(existsSync(join(actionPath, 'pwned'))).toBe(false);
  });

  test('says so where Node is too old', async () => {
    const old = join(root, 'old');
    mkdirSync(old);
    symlinkSync('/bin/false', join(old, 'node'));
    const result = await useAction({ cwd: makeFolder(), env: { PATH: `${old}:${process.env['PATH']}` } });
    expect(result.stdout).toMatch(/^::error .*Node 20\.19 or later is needed/);
    expect(result.outcomes).toEqual({ 'Build tubematter': 'failure', 'Run tubematter': 'skipped' });
  });
});
