import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { type LoopbackApi, type LoopbackOptions, startLoopbackApi } from '../api/server.ts';
import { type Files, writeFiles } from './files.ts';

/** A key that occurs nowhere else, so that it can be looked for. */
export const apiKey = 'AIzaSecret-of_the_e2e-tests-0123456789ab';

const command = fileURLToPath(new URL('../../bin/tubematter.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'tubematter-e2e-'));
const apis: LoopbackApi[] = [];
let folders = 0;

afterAll(async () => {
  await Promise.all(apis.map((api) => api.close()));
  rmSync(root, { recursive: true, force: true });
});

/** Makes a folder with files in it, given by their paths. It goes when the tests of the file are done. */
export function makeFolder(files: Files = {}): string {
  const folder = join(root, String(++folders), 'site');
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, files);
  return folder;
}

/** Starts a loopback API; it is closed when the tests of the file are done. */
export async function startApi(options: LoopbackOptions): Promise<LoopbackApi> {
  const api = await startLoopbackApi({ key: apiKey, ...options });
  apis.push(api);
  return api;
}

/** The environment that leads the command to a loopback API. */
export function leadTo(api: LoopbackApi): Record<string, string> {
  return { YOUTUBE_API_KEY: apiKey, YOUTUBE_API_ROOT: api.root };
}

export interface RunOptions {
  cwd: string;
  /** Beside PATH and HOME, which is a folder far above `cwd`. */
  env?: Record<string, string>;
  /** A signal for the process, and the moment for it. */
  signalAfter?: { signal: NodeJS.Signals; moment: Promise<unknown> };
  /** The user to run as, where the test itself runs as root. */
  uid?: number;
  /** What comes in through standard input. */
  input?: string;
  /** A command, such as strace with its options, that runs the command. */
  wrapper?: string[];
}

export interface Outcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs the built command to its end.
 *
 * @throws where it prints a stack or the API key: neither may happen in any test
 */
export function runTubematter(args: string[], options: RunOptions): Promise<Outcome> {
  return startTubematter(args, options).outcome;
}

/** The same, with the process at hand. */
export function startTubematter(
  args: string[],
  { cwd, env = {}, signalAfter, uid, input, wrapper = [] }: RunOptions,
): { child: ChildProcess; outcome: Promise<Outcome> } {
  const [program = '', ...rest] = [...wrapper, process.execPath, command, ...args];
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: root, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  child.stdin?.end(input);
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    signalAfter?.moment.then(() => child.kill(signalAfter.signal), reject);
    child.on('close', (exitCode) => {
      const found = findForbidden(output.stdout + output.stderr, 'NODE_DEBUG' in env);
      if (found === null) resolve({ exitCode, ...output });
      else reject(new Error(`tubematter ${args.join(' ')}\nprinted ${found}:\n${hideKey(output.stderr)}`));
    });
  });
  return { child, outcome };
}

/** With NODE_DEBUG node itself prints stacks. */
function findForbidden(text: string, isDebugged: boolean): string | null {
  if (text.includes(apiKey)) return 'the API key';
  return !isDebugged && /\n\s+at \S/.test(text) ? 'a stack' : null;
}

function hideKey(text: string): string {
  return text.replaceAll(apiKey, '[key]');
}
