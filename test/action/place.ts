import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { parse } from 'yaml';
import type { LoopbackApi } from '../api/server.ts';
import { makeWorld, sampleChannelId } from '../api/world.ts';
import { apiKey, runTubematter, startApi } from '../e2e/run.ts';
import { fillExpressions, type JobResult, runSteps, type Step } from './runner.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
/** A file of `examples/`. */
export const readExample = (name: string) => readFileSync(join(repository, 'examples', name), 'utf8');
export const root = mkdtempSync(join(tmpdir(), 'tubematter-workflows-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

// What the services have and this machine has not: gh (see gh.mjs), and an npm that gets packages from the registry. This
// one builds by taking what is built here, and installs only this package, into a site that has it.
const bin = join(root, 'bin');
mkdirSync(bin);
writeTool(
  'npm',
  `case $1 in
run) cp -r '${join(repository, 'dist')}' dist ;;
ci) mkdir -p node_modules/.bin && ln -s '${join(repository, 'bin/tubematter.js')}' node_modules/.bin/tubematter ;;
esac`,
);
writeTool('gh', `exec node '${join(repository, 'test/action/gh.mjs')}' "$@"`);

function writeTool(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

/** A repository of tubematter with the tag that the workflows ask for. */
const origin = `file://${makeOrigin()}`;

function makeOrigin(): string {
  const folder = join(root, 'tubematter');
  for (const path of ['bin', 'package.json']) {
    cpSync(join(repository, path), join(folder, path), { recursive: true });
  }
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const person = ['-c', 'user.name=Person', '-c', 'user.email=person@example.org'];
  for (const args of [
    ['init'],
    ['add', '--all'],
    [...person, 'commit', '--message', 'x'],
    ['tag', `v${version}`],
  ]) {
    execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  }
  return folder;
}

/** Fills in what a person has to: where tubematter comes from. */
export function fillIn(workflow: string): string {
  expect(workflow).toContain('TUBEMATTER_REPOSITORY: ""');
  return workflow.replace('TUBEMATTER_REPOSITORY: ""', `TUBEMATTER_REPOSITORY: ${JSON.stringify(origin)}`);
}

/** A site in a repository on a service. */
export interface Place {
  api: LoopbackApi;
  /** The bare repository of the service. */
  origin: string;
  /** A person's clone of it. */
  clone: string;
  env: Record<string, string>;
  git(...args: string[]): string;
  /** Asks the service as a person would. */
  gh(...args: string[]): string;
  commit(files: Record<string, string>): void;
}

/** A pull request or an issue, as gh.mjs keeps it. */
interface Request {
  number: number;
  state: 'open' | 'closed' | 'merged';
  title: string;
  body: string;
  comments: string[];
}

/** What the service knows by now. */
export function readService({ env }: Place): { asked: string[]; pulls: Request[]; issues: Request[] } {
  const file = env['GH_STATE'] ?? '';
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { asked: [], pulls: [], issues: [] };
}

/** A repository on a service, with a config that `init` wrote and a first commit. */
export async function makePlace(flags: string[], videos = 2): Promise<Place> {
  const api = await startApi({ world: makeWorld(videos) });
  const folder = mkdtempSync(join(root, 'place-'));
  const [origin, clone] = [join(folder, 'origin.git'), join(folder, 'clone')];
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(
    join(home, '.gitconfig'),
    '[user]\nname = Person\nemail = person@example.org\n[init]\ndefaultBranch = main\n[safe]\ndirectory = *\n',
  );
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: clone,
      env: { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  mkdirSync(clone);
  git('init', '--quiet', '--bare', origin);
  git('--git-dir', origin, 'config', 'receive.advertisePushOptions', 'true');
  git('init', '--quiet');
  git('remote', 'add', 'origin', origin);
  const { exitCode } = await runTubematter(['init', '--channel', sampleChannelId, ...flags], { cwd: clone });
  expect(exitCode).toBe(0);
  const place: Place = {
    api,
    origin,
    clone,
    git,
    env: {
      HOME: home,
      PATH: `${bin}:${process.env['PATH']}`,
      GIT_CONFIG_NOSYSTEM: '1',
      GH_STATE: join(folder, 'gh.json'),
      GH_REPOSITORY: origin,
      YOUTUBE_API_ROOT: api.root,
    },
    gh: (...args) => execFileSync('gh', args, { env: place.env, encoding: 'utf8' }).trim(),
    commit: (files) => {
      for (const [path, text] of Object.entries(files)) writeFileSync(join(clone, path), text);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'By hand');
      git('push', '--quiet', 'origin', 'HEAD');
    },
  };
  place.commit({ 'README.md': 'A site.\n' });
  return place;
}

interface Night {
  key?: string;
  /** A workflow in the place of the one that `init` wrote. */
  text?: string | undefined;
  /** The name of the workflow's file. */
  file?: string;
}

/** One run of the GitHub workflow in a fresh checkout, with what gh was asked to change. */
export async function runNight(
  place: Place,
  { key = apiKey, text, file = 'tubematter.yml' }: Night = {},
): Promise<JobResult & { asked: string[] }> {
  const { origin, clone, env, git } = place;
  const workflow = parse(text ?? fillIn(readFileSync(join(clone, '.github/workflows', file), 'utf8')));
  const job: { env: Record<string, string>; steps: Step[] } = workflow.jobs.import;
  const cwd = mkdtempSync(join(root, 'checkout-'));
  git('clone', '--quiet', '--branch', 'main', origin, cwd);
  const before = readService(place).asked.length;
  const result = await runSteps(job.steps, {
    cwd: join(cwd, workflow.defaults?.run['working-directory'] ?? '.'),
    env: {
      ...job.env,
      BASE: 'main',
      GITHUB_SERVER_URL: 'https://github.example.org',
      GITHUB_REPOSITORY: 'owner/site',
      GITHUB_RUN_ID: '1',
      ...env,
    },
    contexts: {
      github: { token: 'token', ref_name: 'main', workspace: cwd },
      secrets: { YOUTUBE_API_KEY: key },
    },
    use: (action, inputs) => (action.startsWith('owner/tubematter@') ? useAction(cwd, env, inputs) : null),
  });
  git('fetch', '--quiet', '--prune', 'origin');
  const asked = readService(place).asked.slice(before);
  return { ...result, asked };
}

/** Uses the action as it lies here, built. */
async function useAction(
  cwd: string,
  env: Record<string, string>,
  inputs: Record<string, string>,
): Promise<JobResult> {
  const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
  const defaults = Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [
    name,
    input.default,
  ]);
  const result = await runSteps(action.runs.steps, {
    cwd,
    env: { ...env, GITHUB_ACTION_PATH: repository },
    contexts: { inputs: { ...Object.fromEntries(defaults), ...inputs } },
  });
  const outputs = Object.entries<{ value: string }>(action.outputs).map(([name, { value }]) => [
    name,
    fillExpressions(value, result.contexts),
  ]);
  return { ...result, outputs: Object.fromEntries(outputs) };
}
