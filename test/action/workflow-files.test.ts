import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from '../../src/init/choices.ts';
import { type Repository, readRepository } from '../../src/init/repository.ts';
import { makeWorkflow } from '../../src/init/workflow.ts';
import { prepareMerge } from '../../src/init/workflow-scripts.ts';
import { type Files, readFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { readExample, repository } from './place.ts';
import type { Step } from './runner.ts';
import { findMistakes } from './validate.ts';

const github: Repository = { address: 'https://github.com/owner/tubematter.git', github: 'owner/tubematter' };
const elsewhere: Repository = { address: 'https://git.example.org/group/tubematter.git', github: null };
const answers: Answers = {
  content: 'content/videos',
  url: '/videos/{slug}',
  preset: 'seed',
  workflow: 'github',
  repository: null,
  existing: null,
  keepsScript: false,
};
const documents = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/ci.md', 'action.yml', 'schema.json'];

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

  test.each([
    ['.', 'tubematter.yml'],
    ['site/docs', 'tubematter-site-docs.yml'],
  ])('what init writes for a site in %s is right too', async (site, name) => {
    const cwd = makeFolder({ '.git/HEAD': 'ref: refs/heads/main\n', [`${site}/hugo.toml`]: '' });
    const flags = ['init', '--channel', '@name', '--content', 'content/a "b"'];
    expect((await runTubematter(flags, { cwd: join(cwd, site) })).exitCode).toBe(0);
    const text = readFileSync(join(cwd, '.github/workflows', name), 'utf8');
    expect(findMistakes('workflow', text)).toEqual([]);
    expect(parse(text).defaults?.run['working-directory']).toBe(site === '.' ? undefined : site);
    expect(parse(text).jobs.import.env.LOCKFILE).toBe('tubematter-lock.json');
  });

  test('no script has an expression in it', () => {
    const jobs = ['github-import.yml', 'github-drift.yml'].flatMap((name): { steps: Step[] }[] =>
      Object.values(parse(readExample(name)).jobs),
    );
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts).not.toEqual([]);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('the action is given inputs that it has', () => {
    const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
    const cwd = makeFolder({ '.git/HEAD': '', 'site/hugo.toml': '' });
    const text =
      makeWorkflow({ ...answers, repository: github }, 'tubematter-lock.json', join(cwd, 'site'), '1.2.3')
        ?.text ?? '';
    expect(findMistakes('workflow', text)).toEqual([]);
    const steps: Step[] = parse(text).jobs.import.steps;
    const [step] = steps.filter(({ uses }) => uses === 'owner/tubematter@v1.2.3');
    expect(step?.with).toMatchObject({ 'working-directory': 'site' });
    for (const input of Object.keys(step?.with ?? {})) expect(action.inputs).toHaveProperty(input);
  });

  test('the examples are what init writes', async () => {
    const cwd = makeFolder();
    for (const service of ['github', 'gitlab']) {
      const flags = ['--content', 'content/videos', '--workflow', service, '--force'];
      await runTubematter(['init', '--channel', '@name', ...flags], { cwd });
    }
    expect(readExample('gitlab-ci.yml')).toBe(
      readFileSync(join(cwd, '.gitlab/tubematter.gitlab-ci.yml'), 'utf8'),
    );
    expect(readExample('github-import.yml')).toBe(
      readFileSync(join(cwd, '.github/workflows/tubematter.yml'), 'utf8'),
    );
  });
});

describe('where tubematter comes from', () => {
  test.each<[given: unknown, repository: Repository | null]>([
    ['owner/tubematter', github],
    ['github:owner/tubematter', github],
    [{ type: 'git', url: 'git+https://github.com/owner/tubematter.git' }, github],
    ['git@github.com:owner/tubematter.git', github],
    ['ssh://git@github.com/owner/tubematter', github],
    ['https://git.example.org/group/tubematter.git', elsewhere],
    [' git+https://git.example.org/group/tubematter.git#main ', elsewhere],
    ['git@git.example.org:tubematter.git', { address: 'git@git.example.org:tubematter.git', github: null }],
    [undefined, null],
    ['', null],
    ['tubematter', null],
    ['http://git.example.org/group/tubematter.git', null],
    ['https://git.example.org/a b', null],
    ['--upload-pack=touch pwned', null],
    ['ext::sh -c touch pwned', null],
  ])('%j', (given, repository) => {
    expect(readRepository(given)).toEqual(repository);
  });

  test.each(['github', 'gitlab'] as const)('on another service its tag is cloned (%s)', (workflow) => {
    const text = makeWorkflow(
      { ...answers, workflow, repository: elsewhere },
      'tubematter-lock.json',
      makeFolder(),
      '1.2.3',
    )?.text;
    expect(text).toContain(`TUBEMATTER_REPOSITORY: "${elsewhere.address}"\n`);
    expect(text).toContain('TUBEMATTER_VERSION: "v1.2.3"\n');
  });

  test('is never a name in a registry: not in what init writes, nor in examples and documents', async () => {
    const package_ = {
      'package.json': '{"devDependencies": {"tubematter": "1"}}',
      'package-lock.json': '{}',
    };
    const sites: Files[] = [{}, { 'hugo.toml': '' }, { '_config.yml': '' }, package_];
    const texts = new Map<string, string>();
    for (const site of sites) {
      for (const workflow of ['github', 'gitlab', 'none'] as const) {
        const cwd = makeFolder(site);
        const { stdout } = await runTubematter(['init', '--channel', '@name', '--workflow', workflow], {
          cwd,
        });
        texts.set(`what init prints for ${workflow}`, stdout);
        for (const [path, text] of Object.entries(readFiles(cwd))) {
          if (!(path in site)) texts.set(`${path} of ${Object.keys(site)}`, text);
        }
        for (const repository of [github, elsewhere]) {
          const written = makeWorkflow(
            { ...answers, workflow, repository },
            'tubematter-lock.json',
            cwd,
            '1.2.3',
          );
          if (written) texts.set(`${workflow} from ${repository.address}`, written.text);
        }
      }
    }
    for (const path of documents) texts.set(path, readFileSync(join(repository, path), 'utf8'));
    for (const [path, text] of Object.entries(readFiles(join(repository, 'examples')))) {
      texts.set(`examples/${path}`, text);
    }
    expect(texts.size).toBeGreaterThan(20);
    // npx, npm, pnpm, yarn and bun with the name behind them, and what serves a registry's files. A path to a packed
    // file is no name.
    const named =
      /\b(npx|bunx|dlx|npm (exec|x|i|install|add)|(pnpm|yarn|bun) (add|exec|x|dlx)|--package)\b[^\n&|;]*(?<!\.\/)\btubematter\b|(unpkg\.com|jsdelivr\.net\/npm|esm\.sh)\/tubematter/;
    expect([...texts].filter(([, text]) => named.test(text)).map(([path]) => path)).toEqual([]);
  });
});

test('a lockfile with a space in its name merges line by line too', () => {
  const cwd = makeFolder({});
  const lockfile = 'video lock.json';
  execFileSync('git', ['init', '--quiet'], { cwd });
  execFileSync('sh', ['-ec', prepareMerge], { cwd, env: { ...process.env, LOCKFILE: lockfile } });
  const attribute = execFileSync('git', ['check-attr', 'merge', '--', lockfile], { cwd, encoding: 'utf8' });
  expect(attribute).toBe(`${lockfile}: merge: lockfile\n`);
});
