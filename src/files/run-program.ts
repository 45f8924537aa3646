import { execFile, spawnSync } from 'node:child_process';

interface RunOptions {
  cwd?: string;
  /** After which it is ended. */
  seconds?: number;
}

/** What a program printed, and its exit code: null if it did not come to an end of its own or is not there. */
interface ProgramResult {
  exitCode: number | null;
  output: string;
}

/**
 * Runs another program to its end, and gives it no key of YouTube's: what a child process gets can be printed by Node itself,
 * with NODE_DEBUG. The variables of keys have YOUTUBE in their names.
 *
 * @param environment that of the run
 */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  options: RunOptions = {},
): ProgramResult {
  const { status, stdout } = spawnSync(program, args, makeOptions(environment, options));
  return { exitCode: status, output: stdout ?? '' };
}

/** The same, while the run goes on. */
export function startProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  options: RunOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = execFile(program, args, makeOptions(environment, options), (_, output) =>
      resolve({ exitCode: child.exitCode, output }),
    );
  });
}

function makeOptions(environment: NodeJS.ProcessEnv, { cwd, seconds = 5 }: RunOptions) {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !/youtube/i.test(name)));
  return { cwd, env, encoding: 'utf8', timeout: 1000 * seconds, maxBuffer: 1 << 30 } as const;
}
