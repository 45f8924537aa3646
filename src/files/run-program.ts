import { execFile, spawnSync } from 'node:child_process';

interface RunOptions {
  cwd?: string;
  /** After this long it is killed. */
  seconds?: number;
}

/**
 * Runs another program without the variables that hold YouTube keys, whose names contain YOUTUBE: with NODE_DEBUG, Node
 * prints a child's environment.
 *
 * @param environment the run's
 * @returns what it printed, and its exit code: null if it was killed or does not exist
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
 * Asks git, asynchronously.
 *
 * @returns what it prints; null without git, outside a repository, or if git does not know
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
