import { execFile, spawnSync } from 'node:child_process';

interface RunOptions {
  cwd?: string;
  /** After which it is ended. */
  seconds?: number;
}

/**
 * Runs another program to its end, and gives it no key of YouTube's: what a child process gets can be printed by Node itself,
 * with NODE_DEBUG. The variables of keys have YOUTUBE in their names.
 *
 * @param environment that of the run
 * @returns its exit code, null if it did not come to an end of its own or is not there; and what it printed
 */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  options: RunOptions = {},
): { exitCode: number | null; output: string } {
  const { status, stdout } = spawnSync(program, args, makeOptions(environment, options));
  return { exitCode: status, output: stdout ?? '' };
}

/**
 * Asks git while the run goes on.
 *
 * @returns what it prints; null without git, outside a repository, and for what git does not know
 */
export function runGit(
  cwd: string,
  environment: NodeJS.ProcessEnv,
  ...args: readonly string[]
): Promise<string | null> {
  const options = makeOptions(environment, { cwd, seconds: 10 });
  return new Promise((resolve) => {
    execFile('git', args, options, (error, output) => resolve(error ? null : output));
  });
}

function makeOptions(environment: NodeJS.ProcessEnv, { cwd, seconds = 5 }: RunOptions) {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/youtube/i.test(name)));
  return { cwd, env, encoding: 'utf8', timeout: 1000 * seconds, maxBuffer: 1 << 30 } as const;
}
