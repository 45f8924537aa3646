import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pico from 'picocolors';
import { afterAll, describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import { UserError } from '../../src/model/error.ts';
import type { Context } from '../../src/pipeline/context.ts';
import { reportSite } from '../../src/pipeline/make-reports.ts';
import { publish } from '../../src/pipeline/write-reports.ts';
import { renderBody } from '../../src/plan/body-template.ts';
import { formatJson } from '../../src/report/json.ts';
import { plans } from '../../src/report/result-kinds.ts';
import { makeCreation, richPlan, richSummary } from './sample.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-reports-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const snapshot = fileURLToPath(new URL('../../fixtures/sample-channel.json', import.meta.url));
let folders = 0;

/** A context in a folder of its own, with what was written to the two streams. */
function makeContext(environment: (folder: string) => Context['environment'] = () => ({})) {
  const cwd = join(root, String(++folders));
  mkdirSync(cwd);
  const written = { out: '', error: '', commands: '' };
  const variables = environment(cwd);
  const context: Context = {
    cwd,
    environment: variables,
    now: new Date('2025-11-24T04:10:00Z'),
    signal: new AbortController().signal,
    writeOut: (text) => {
      written.out += text;
    },
    hideSecrets: () => {},
    writeError: (text) => {
      written.error += text;
    },
    ...(variables['GITHUB_ACTIONS'] === 'true' && {
      writeCommands: (text: string) => {
        written.commands += text;
      },
    }),
    colours: pico.createColors(false),
    columns: undefined,
    isQuiet: false,
    isVerbose: false,
  };
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return { cwd, context, written, read };
}

const onGithub = (folder: string) => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKSPACE: folder,
  GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  GITHUB_OUTPUT: join(folder, 'output'),
});

describe('reports', () => {
  test('each is written by its ending, below folders that need not exist', () => {
    const { context, written, read } = makeContext();
    publish(
      reportSite(plans, richSummary, context),
      { report: ['out/a/report.html', 'report.MD', 'plan.json'] },
      context,
    );
    expect(read('out/a/report.html')).toMatch(/^<!doctype html>/);
    expect(read('report.MD')).toMatch(
      /^# Videos: 3 new, 2 changed, 1 gone, 2 conflicts, 3 problems\n\n## What an import would change\n/,
    );
    expect(read('plan.json')).toBe(formatJson(richSummary));
    const created = richSummary.plan.changes.filter(({ page }) => !page);
    const { changes } = JSON.parse(read('plan.json')) as { changes: { action: string; body?: string }[] };
    expect(changes.filter(({ action }) => action === 'create').map(({ body }) => body)).toEqual(
      created.map(({ body }) => body && renderBody(body, defaultGenerator)),
    );
    expect(written).toEqual({ out: '', error: '', commands: '' });
  });

  test('a report that cannot be written is said', () => {
    const { cwd, context } = makeContext();
    writeFileSync(join(cwd, 'file'), '');
    expect(() =>
      publish(reportSite(plans, richSummary, context), { report: ['file/report.md'] }, context),
    ).toThrow(UserError);
  });
});

describe('in GitHub Actions', () => {
  test('summary, outputs and annotations come by themselves', () => {
    const { cwd, context, written, read } = makeContext(onGithub);
    writeFileSync(join(cwd, 'summary.md'), 'Before.\n');
    writeFileSync(join(cwd, 'output'), 'other=1\n');
    publish(reportSite(plans, { ...richSummary, content: 'site/content' }, context), {}, context);
    expect(read('summary.md')).toMatch(
      /^Before\.\n# Videos: 3 new, 2 changed, 1 gone, 2 conflicts, 3 problems\n\n## What an import would change\n/,
    );
    expect(read('output')).toBe(
      'other=1\nchanged=true\ncreated=3\nupdated=3\ntitle=Videos: 3 new, 2 changed, 1 gone, 2 conflicts, 3 problems\nincomplete=false\n',
    );
    expect(written.commands).toContain(
      '::error file=site/content/broken/index.md,line=4,title=Broken front matter::',
    );
    expect([written.out, written.error]).toEqual(['', '']);
  });

  test('pages outside the workspace are annotated without a file', () => {
    const { context, written } = makeContext((folder) => ({
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: join(folder, 'repository'),
    }));
    publish(reportSite(plans, { ...richSummary, content: 'elsewhere' }, context), {}, context);
    expect(written.commands).toContain('::error title=Broken front matter::');
    expect(written.commands).not.toContain('file=');
  });

  test.each([
    ['an empty summary', 0],
    ['one that is used', 700_000],
    ['one that is full', 1_048_500],
  ])('the summary stays below 1 MiB: %s', (_, used) => {
    const { cwd, context, read } = makeContext(onGithub);
    writeFileSync(join(cwd, 'summary.md'), 'x'.repeat(used));
    const changes = Array.from({ length: 20_000 }, (_, at) =>
      makeCreation(`v${at}`, 'A title', `slug-${at}`),
    );
    publish(reportSite(plans, { ...richSummary, plan: { ...richPlan, changes } }, context), {}, context);
    expect(Buffer.byteLength(read('summary.md'))).toBeLessThanOrEqual(1_048_576);
    expect(read('summary.md').includes('## What')).toBe(used < 1_000_000);
    expect(read('output')).toContain('created=20000\n');
  });

  test('a summary that cannot be written does not end the run', () => {
    const { context, written, read } = makeContext((folder) => ({
      ...onGithub(folder),
      GITHUB_STEP_SUMMARY: join(folder, 'no', 'summary.md'),
    }));
    publish(reportSite(plans, richSummary, context), { report: ['report.md'] }, context);
    expect(written.error).toContain("GitHub's step summary or outputs cannot be written");
    expect(read('report.md')).toContain('## What an import would change');
  });

  test('elsewhere nothing of it is written', () => {
    const { cwd, context, written } = makeContext((folder) => ({ ...onGithub(folder), GITHUB_ACTIONS: '' }));
    publish(reportSite(plans, richSummary, context), {}, context);
    expect(existsSync(join(cwd, 'output'))).toBe(false);
    expect(written.error).toBe('');
  });
});

describe('--report', () => {
  test.each([
    ['report.txt', 'It must end in .html, .md or .json.'],
    ['report', 'It must end in .html, .md or .json.'],
    ['out/.html', 'It must end in .html, .md or .json.'],
    ['', 'It must end in .html, .md or .json.'],
  ])('%j is bad usage, before anything is read', async (file, message) => {
    const { cwd, context, written } = makeContext();
    const argv = ['import', '--from', join(cwd, 'missing.json'), '--report', 'a.md', '--report', file];
    const error = await readCommandLine(argv, 'Node')
      .run(context)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('--report');
    expect((error as UserError).message).toContain(message);
    expect(written.out).toBe('');
  });

  test.each([['import'], ['diff']])(
    '%s writes every report it is asked for, and --json stays clean',
    async (command) => {
      const { cwd, context, written, read } = makeContext(onGithub);
      const argv = [command, '--from', snapshot, '--content', 'content', '--json'];
      const reports = ['--report', 'report.html', '--report', 'report.md', '--report', 'report.json'];
      await readCommandLine([...argv, ...reports], 'Node').run(context);
      expect(read('report.json')).toBe(written.out);
      const plan = JSON.parse(written.out) as typeof richPlan;
      expect(plan.changes.length).toBeGreaterThan(10);
      expect(read('report.html').match(/<li class="entry [^"]*create"/g)).toHaveLength(plan.changes.length);
      expect(read('report.md')).toContain(`### Created (${plan.changes.length})`);
      expect(read('output')).toContain(`created=${plan.changes.length}\n`);
      expect(existsSync(join(cwd, 'content'))).toBe(command === 'import');
    },
  );
});
