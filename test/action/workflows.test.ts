import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { LoopbackApi } from '../api/server.ts';
import { makeWorld, sampleChannelId, upload } from '../api/world.ts';
import { apiKey, makeFolder, runTubematter, startApi } from '../e2e/run.ts';
import { type JobResult, runBash, runSteps, type Step } from './runner.ts';
import { findMistakes } from './validate.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const readExample = (name: string) => readFileSync(join(repository, 'examples', name), 'utf8');
const root = mkdtempSync(join(tmpdir(), 'tubematter-workflows-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

// What the services have and this machine has not: gh, which notes what it is asked, and npx, which gets the command
// from the registry.
const bin = join(root, 'bin');
mkdirSync(bin);
writeTool('npx', `shift 2\nexec node '${join(repository, 'bin/tubematter.js')}' "$@"`);
writeTool('gh', `echo "gh $*" >> "$GH_LOG"\n[ "$1 $2" = 'pr list' ] && echo "$OPEN_PULL_REQUEST"\nexit 0`);

function writeTool(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

interface Place {
  api: LoopbackApi;
  /** The bare repository of the service. */
  origin: string;
  /** A person's clone of it. */
  clone: string;
  env: Record<string, string>;
  git(...args: string[]): string;
  commit(files: Record<string, string>): void;
}

/** A repository on a service, with a config that `init` wrote and a first commit. */
async function makePlace(flags: string[], videos = 2): Promise<Place> {
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
      GH_LOG: join(folder, 'gh.log'),
      YOUTUBE_API_ROOT: api.root,
    },
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
  pullRequest?: string;
  key?: string;
}

/** One run of the GitHub workflow in a fresh checkout, with what gh was asked for. */
async function runNight(
  { origin, clone, env, git }: Place,
  { pullRequest = '', key = apiKey }: Night = {},
): Promise<JobResult & { asked: string[] }> {
  const workflow = parse(readFileSync(join(clone, '.github/workflows/tubematter.yml'), 'utf8'));
  const job: { env: Record<string, string>; steps: Step[] } = workflow.jobs.import;
  const cwd = mkdtempSync(join(root, 'checkout-'));
  git('clone', '--quiet', '--branch', 'main', origin, cwd);
  writeFileSync(env['GH_LOG'] ?? '', '');
  const result = await runSteps(job.steps, {
    cwd,
    env: { ...job.env, BASE: 'main', OPEN_PULL_REQUEST: pullRequest, ...env },
    contexts: { github: { token: 'token', ref_name: 'main' }, secrets: { YOUTUBE_API_KEY: key } },
  });
  git('fetch', '--quiet', '--prune', 'origin');
  const asked = readFileSync(env['GH_LOG'] ?? '', 'utf8')
    .trim()
    .split('\n');
  return { ...result, asked: asked.filter((line) => !line.startsWith('gh pr list')) };
}

describe('the workflow files', () => {
  test.each(['github-import.yml', 'github-drift.yml'])(
    "GitHub's own parser finds nothing wrong with %s",
    (name) => {
      expect(findMistakes('workflow', readExample(name))).toEqual([]);
    },
  );

  test.each<[mistake: string, from: string, to: string, found: RegExp]>([
    ['an unknown key of a step', 'timeout-minutes', 'timeout-minute', /timeout-minute/],
    ['an unknown permission', 'pull-requests: write', 'pull-request: write', /pull-request'/],
    ['a right that is none', 'contents: write', 'contents: all', /all/],
    ['an unknown event', 'workflow_dispatch', 'workflow_dispatched', /workflow_dispatched/],
    ['an unknown context', 'github.token', 'githu.token', /githu/],
    ['a context that is not known there', 'github.ref_name', 'steps.branch.outputs.x', /steps/],
    ['an unknown function', '!cancelled()', '!canceled()', /canceled/],
    ['a step that does nothing', '- uses: actions/checkout@v5', '- name: x', /./],
    ['broken YAML', 'jobs:', 'jobs: [', /./],
  ])('and it finds %s', (_, from, to, found) => {
    const text = readExample('github-import.yml');
    expect(text).toContain(from);
    expect(findMistakes('workflow', text.replace(from, to)).join('\n')).toMatch(found);
  });

  test.each([['.'], ['site/docs']])('what init writes for a site in %s is right too', async (site) => {
    const cwd = makeFolder({ '.git/HEAD': 'ref: refs/heads/main\n', [`${site}/hugo.toml`]: '' });
    const flags = ['init', '--channel', '@name', '--content', 'content/a "b"'];
    expect((await runTubematter(flags, { cwd: join(cwd, site) })).exitCode).toBe(0);
    const text = readFileSync(join(cwd, '.github/workflows/tubematter.yml'), 'utf8');
    expect(findMistakes('workflow', text)).toEqual([]);
    expect(parse(text).defaults?.run['working-directory']).toBe(site === '.' ? undefined : site);
    expect(parse(text).jobs.import.env.CONTENT).toBe('content/a "b"');
  });

  test('no script has an expression in it', () => {
    for (const name of ['github-import.yml', 'github-drift.yml']) {
      const jobs: { steps: Step[] }[] = Object.values(parse(readExample(name)).jobs);
      const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
      expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    }
  });

  test.each(['github-import.yml', 'github-drift.yml'])('%s gives the action inputs that it has', (name) => {
    const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
    const jobs: { steps: Step[] }[] = Object.values(parse(readExample(name)).jobs);
    const uses = jobs
      .flatMap(({ steps }) => steps)
      .filter((step) => step.uses?.startsWith('owner/tubematter@'));
    expect(uses).not.toEqual([]);
    for (const step of uses) {
      for (const input of Object.keys(step.with ?? {})) expect(action.inputs).toHaveProperty(input);
    }
  });

  test('the examples are what init writes, but for the way that tubematter is started', async () => {
    const cwd = makeFolder();
    for (const service of ['github', 'gitlab']) {
      const flags = ['--content', 'content/videos', '--workflow', service, '--force'];
      await runTubematter(['init', '--channel', '@name', ...flags], { cwd });
    }
    const gitlab = readFileSync(join(cwd, '.gitlab/tubematter.yml'), 'utf8');
    expect(readExample('gitlab-ci.yml')).toBe(gitlab);
    const started = /npx --yes tubematter@\S+/;
    expect(started.exec(readExample('cron.sh'))?.[0]).toBe(started.exec(gitlab)?.[0]);
    const written = parse(readFileSync(join(cwd, '.github/workflows/tubematter.yml'), 'utf8'));
    const example = parse(readExample('github-import.yml'));
    const withoutImport = (workflow: { jobs: { import: { steps: Step[] } } }) => ({
      ...workflow,
      jobs: {
        import: {
          ...workflow.jobs.import,
          steps: workflow.jobs.import.steps.filter(({ id }) => id !== 'import'),
        },
      },
    });
    expect(withoutImport(example)).toEqual(withoutImport(written));
  });
});

describe('the GitHub workflow', { timeout: 120_000 }, () => {
  test('opens one pull request, goes on from it, and begins anew when it is merged', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const { api, git, clone } = place;
    const pages = (branch: string) =>
      git('ls-tree', '-r', '--name-only', branch)
        .split('\n')
        .filter((path) => path.endsWith('/index.md'));

    const first = await runNight(place);
    expect([first.failed, first.stderr]).toEqual([false, expect.not.stringContaining(apiKey)]);
    expect(first.asked).toEqual([
      expect.stringMatching(/^gh pr create --base main --head tubematter\/import /),
    ]);
    expect(pages('origin/tubematter/import')).toHaveLength(2);
    expect(pages('origin/main')).toHaveLength(0);
    expect(git('show', '--stat', '--format=', 'origin/tubematter/import')).toMatch(/tubematter-lock\.json/);

    // A person mends a page on the branch, the site goes on, and YouTube too.
    const [page = ''] = pages('origin/tubematter/import');
    git('switch', '--quiet', 'tubematter/import');
    const mended = readFileSync(join(clone, page), 'utf8').replace(/^title: .*$/m, 'title: By hand');
    place.commit({ [page]: mended });
    git('switch', '--quiet', 'main');
    place.commit({ 'README.md': 'A better site.\n' });
    upload(api.world, 40, { title: 'A new one' });

    const second = await runNight(place, { pullRequest: '7' });
    expect([second.failed, second.asked]).toEqual([false, [expect.stringMatching(/^gh pr comment 7 /)]]);
    expect(pages('origin/tubematter/import')).toHaveLength(3);
    expect(git('show', `origin/tubematter/import:${page}`)).toContain('title: By hand');
    expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');

    const before = git('rev-parse', 'origin/tubematter/import');
    const third = await runNight(place, { pullRequest: '7' });
    expect([third.failed, third.asked, third.stdout]).toEqual([
      false,
      [],
      expect.stringContaining('Nothing changed.'),
    ]);
    expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

    // Merged as one commit, and the branch left behind.
    git('merge', '--quiet', '--squash', 'origin/tubematter/import');
    place.commit({});
    upload(api.world, 41, { title: 'One more' });
    const fourth = await runNight(place);
    expect([fourth.failed, fourth.asked]).toEqual([false, [expect.stringMatching(/^gh pr create /)]]);
    expect(git('rev-parse', 'origin/tubematter/import~1')).toBe(git('rev-parse', 'origin/main'));
    expect(pages('origin/tubematter/import')).toHaveLength(4);
  });

  test('keeps what was done when the quota ends early, and is red', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 120);
    place.api.quotaLeft = 4;
    const { failed, outcomes, asked, git } = { ...place, ...(await runNight(place)) };
    expect([failed, outcomes['Import'], outcomes['Open or update the pull request']]).toEqual([
      true,
      'failure',
      'success',
    ]);
    expect(asked).toEqual([expect.stringMatching(/^gh pr create /)]);
    expect(git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')).toMatch(/index\.md/);
  });

  test('opens nothing where it cannot run, or where the branches conflict', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const wrongKey = await runNight(place, { key: 'wrong' });
    expect([wrongKey.failed, wrongKey.asked]).toEqual([true, []]);
    expect(place.git('branch', '--remotes')).not.toContain('tubematter/import');

    await runNight(place);
    place.git('switch', '--quiet', 'tubematter/import');
    place.commit({ 'README.md': 'One way.\n' });
    const before = place.git('rev-parse', 'HEAD');
    place.git('switch', '--quiet', 'main');
    place.commit({ 'README.md': 'Another way.\n' });
    const conflict = await runNight(place, { pullRequest: '7' });
    expect([conflict.failed, conflict.asked]).toEqual([true, []]);
    expect(conflict.outcomes).toMatchObject({
      Import: 'skipped',
      'Open or update the pull request': 'skipped',
    });
    expect(place.git('rev-parse', 'origin/tubematter/import')).toBe(before);
  });
});

test('the GitLab job opens a merge request by push options, and goes on from its branch', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'gitlab']);
  const { api, git, origin, clone, env } = place;
  writeFileSync(
    join(origin, 'hooks/pre-receive'),
    '#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ > push-options\nexit 0\n',
  );
  chmodSync(join(origin, 'hooks/pre-receive'), 0o755);
  const job = parse(readFileSync(join(clone, '.gitlab/tubematter.yml'), 'utf8'))['import-videos'];
  const runPipeline = async () => {
    const cwd = mkdtempSync(join(root, 'pipeline-'));
    git('clone', '--quiet', '--branch', 'main', origin, cwd);
    const result = { stdout: '', stderr: '' };
    const own = {
      CI_PROJECT_DIR: cwd,
      CI_PROJECT_URL: origin.replace(/\.git$/, ''),
      CI_SERVER_HOST: 'gitlab.example.org',
      CI_COMMIT_SHA: git('rev-parse', 'main'),
      CI_DEFAULT_BRANCH: 'main',
      TUBEMATTER_TOKEN: 'token',
      YOUTUBE_API_KEY: apiKey,
    };
    const code = await runBash(job.script.join('\n'), {
      cwd,
      env: { ...job.variables, ...env, ...own },
      result,
    });
    git('fetch', '--quiet', 'origin');
    return { code, ...result };
  };
  const pages = () =>
    git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')
      .split('\n')
      .filter((path) => path.endsWith('/index.md'));

  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(2);
  const options = readFileSync(join(origin, 'push-options'), 'utf8');
  for (const option of ['create', 'remove_source_branch', 'target=main', 'title=Import videos']) {
    expect(options).toContain(`=merge_request.${option}`);
  }

  place.commit({ 'README.md': 'A better site.\n' });
  upload(api.world, 40, { title: 'A new one' });
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(3);
  expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');
  const before = git('rev-parse', 'origin/tubematter/import');
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

  api.quotaLeft = 0;
  expect((await runPipeline()).code).not.toBe(0);
});

test('the cron recipe imports and pushes, is silent where all is well, and passes an exit code on', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
  const { api, git, clone, env } = place;
  mkdirSync(join(env['HOME'] ?? '', '.config'));
  writeFileSync(join(env['HOME'] ?? '', '.config/tubematter.env'), `export YOUTUBE_API_KEY=${apiKey}\n`);
  git('branch', '--set-upstream-to=origin/main');
  const runCron = async () => {
    const result = { stdout: '', stderr: '' };
    const script = `exec sh '${join(repository, 'examples/cron.sh')}'`;
    const code = await runBash(script, { cwd: root, env: { ...env, SITE: clone }, result });
    return { code, ...result };
  };
  await runCron();
  expect(git('ls-tree', '-r', '--name-only', 'origin/main')).toMatch(/index\.md/);
  const before = git('rev-parse', 'origin/main');
  expect(await runCron()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(git('rev-parse', 'origin/main')).toBe(before);
  api.quotaLeft = 0;
  expect(await runCron()).toMatchObject({ code: 3, stdout: expect.stringMatching(/quota/), stderr: '' });
});
