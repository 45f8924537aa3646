import { spawnSync } from 'node:child_process';

/**
 * Runs another program to its end, and gives it no key of YouTube's: what a child process gets can be printed by Node itself,
 * with NODE_DEBUG. The variables of keys have YOUTUBE in their names.
 *
 * @param environment that of the run
 * @param seconds after which it is ended
 * @returns its exit code, null if it did not come to an end of its own or is not there; and what it printed
 */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  { cwd, seconds = 5 }: { cwd?: string; seconds?: number } = {},
): { exitCode: number | null; output: string } {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/youtube/i.test(name)));
  const options = { cwd, env, encoding: 'utf8', timeout: 1000 * seconds, maxBuffer: 1 << 30 } as const;
  const { status, stdout } = spawnSync(program, args, options);
  return { exitCode: status, output: stdout ?? '' };
}
