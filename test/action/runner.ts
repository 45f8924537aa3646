import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** A step of a workflow or of a composite action. */
export interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
  'working-directory'?: string;
}

type Context = Record<string, unknown>;

export interface JobRun {
  cwd: string;
  /** The environment of the job: nothing else is passed on but PATH and HOME. */
  env: Record<string, string>;
  /** `inputs`, `github`, `secrets`; `env`, `steps` and `runner` come from the run itself. */
  contexts: Context;
  /** Steps that are passed over by their names: those that need the internet. */
  without?: string[];
  /** Runs an action that a step uses, with its inputs; null: that one counts as done. */
  use?(action: string, inputs: Record<string, string>): Promise<JobResult> | null;
}

export interface JobResult {
  /** Of each step: success, failure or skipped. */
  outcomes: Record<string, string>;
  failed: boolean;
  stdout: string;
  stderr: string;
  /** The contexts at the end, for the outputs of a composite action. */
  contexts: Context;
  /** What a composite action gives to the steps after it. */
  outputs?: Record<string, string>;
  summary: string;
}

/**
 * Runs the `run` steps as GitHub's runner does: expressions are evaluated by GitHub's own library, scripts go to bash with
 * the runner's flags, outputs are read from the file that `GITHUB_OUTPUT` names. Steps with `uses` count as done,
 * but for actions that `use` knows.
 */
export async function runSteps(
  steps: Step[],
  { cwd, env, contexts, without = [], use = () => null }: JobRun,
): Promise<JobResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'tubematter-runner-'));
  const files = { GITHUB_OUTPUT: join(temporary, 'output'), GITHUB_STEP_SUMMARY: join(temporary, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const known: Record<string, { outcome: string; outputs: Record<string, string> }> = {};
  const result: JobResult = {
    outcomes: {},
    failed: false,
    stdout: '',
    stderr: '',
    summary: '',
    contexts: { ...contexts, env, steps: known, runner: { temp: temporary } },
  };
  try {
    for (const [index, step] of steps.entries()) {
      result.contexts['job'] = { status: result.failed ? 'failure' : 'success' };
      const fill = (text: string) => fillExpressions(text, result.contexts, result.failed);
      const wanted = step.if === undefined ? !result.failed : fill(step.if) === 'true';
      let outcome = wanted ? 'success' : 'skipped';
      writeFileSync(files.GITHUB_OUTPUT, '');
      if (wanted && step.run !== undefined && !without.includes(step.name ?? '')) {
        const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]);
        const code = await runBash(step.run, {
          cwd: join(cwd, fill(step['working-directory'] ?? '.')),
          env: {
            ...env,
            ...files,
            GITHUB_ACTIONS: 'true',
            RUNNER_TEMP: temporary,
            ...Object.fromEntries(own),
          },
          result,
        });
        if (code !== 0) outcome = 'failure';
      }
      let outputs: Record<string, string> = {};
      if (wanted && step.uses !== undefined) {
        const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, fill(String(value))]);
        const used = await use(step.uses, Object.fromEntries(inputs));
        if (used?.failed) outcome = 'failure';
        result.stdout += used?.stdout ?? '';
        result.stderr += used?.stderr ?? '';
        outputs = used?.outputs ?? {};
      }
      if (outcome === 'failure') result.failed = true;
      result.outcomes[step.name ?? String(index)] = outcome;
      if (step.id) known[step.id] = { outcome, outputs: { ...outputs, ...readOutputs(files.GITHUB_OUTPUT) } };
    }
    result.summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    return result;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Runs a script in bash, as GitHub's `shell: bash` and GitLab's runner do, and adds what it prints to the result. */
export function runBash(
  script: string,
  options: { cwd: string; env: Record<string, string>; result: { stdout: string; stderr: string } },
): Promise<number> {
  const file = join(mkdtempSync(join(tmpdir(), 'tubematter-script-')), 'script.sh');
  writeFileSync(file, script);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', (text) => {
    options.result.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    options.result.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      rmSync(join(file, '..'), { recursive: true, force: true });
      resolve(code ?? -1);
    });
  });
}

/** Replaces each `${{ … }}` by what it is worth. */
export function fillExpressions(text: string, contexts: Context, failed = false): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const status = { success: !failed, failure: failed, cancelled: false, always: true };
    const names = Object.keys(status);
    const functions = names.map((name) => ({ name, minArgs: 0, maxArgs: 0 }));
    const parser = new Parser(new Lexer(expression.trim()).lex().tokens, Object.keys(contexts), functions);
    const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
    const calls = Object.entries(status).map(
      ([name, value]) =>
        [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }] as const,
    );
    return new Evaluator(parser.parse(), known, new Map(calls)).evaluate().coerceString();
  });
}

function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
