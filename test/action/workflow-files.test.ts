import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { readExample, repository } from './place.ts';
import type { Step } from './runner.ts';
import { findMistakes } from './validate.ts';

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
    const jobs = ['github-import.yml', 'github-drift.yml'].flatMap((name): { steps: Step[] }[] =>
      Object.values(parse(readExample(name)).jobs),
    );
    const scripts = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts).not.toEqual([]);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test.each(['github-import.yml', 'github-drift.yml'])('%s gives the action inputs that it has', (name) => {
    const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
    const jobs: { steps: Step[] }[] = Object.values(parse(readExample(name)).jobs);
    const uses = jobs
      .flatMap(({ steps }) => steps)
      .filter((step) => step.uses?.startsWith('owner/tubematter@'));
    expect(uses).not.toEqual([]);
    const inputs = uses.flatMap((step) => Object.keys(step.with ?? {}));
    expect(inputs).not.toEqual([]);
    for (const input of inputs) expect(action.inputs).toHaveProperty(input);
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
