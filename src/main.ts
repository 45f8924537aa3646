import { readCommandLine } from './cli/command-line.ts';
import { describeFileError } from './files/file-errors.ts';
import { ExitCode, UserError } from './model/error.ts';
import type { Context } from './pipeline/context.ts';
import { openOutput } from './terminal/output.ts';

const interruptions = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs the process: arguments, environment, streams and signals in, the exit code out. */
async function main(): Promise<void> {
  // If the process ends before anything is decided, that is no success.
  process.exitCode = ExitCode.cannotRun;
  const { env, stdout, stderr } = process;
  const runtime = `Node ${process.version}, ${process.platform} ${process.arch}`;
  const invocation = readCommandLine(process.argv.slice(2), runtime);
  const cwd = findCurrentFolder();
  const output = openOutput(process, cwd, invocation);
  const { progress } = output;
  const controller = new AbortController();
  let interruption: number | undefined;
  for (const [signal, code] of Object.entries(interruptions)) {
    // The second signal finds no handler and ends the process at once.
    process.once(signal, () => {
      interruption = code;
      progress.close();
      controller.abort(
        new UserError(`Interrupted by ${signal}. What was written is whole; run the command again to go on.`),
      );
    });
  }
  process.on('SIGTSTP', function stop() {
    // The shell gets the terminal as it was, and the signal does what it always does.
    progress.suspend(() => {
      process.off('SIGTSTP', stop);
      process.kill(process.pid, 'SIGTSTP');
      process.on('SIGTSTP', stop);
    });
  });
  let failure: UserError | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` that has seen enough is no failure.
    if (error.code === 'EPIPE' || failure) return;
    failure = new UserError(`The output cannot be written: ${describeFileError(error)}.`, undefined, error);
    output.writeFailure(failure);
    process.exitCode = ExitCode.cannotRun;
    controller.abort(failure);
  });
  // Nobody can be told; the result of the run is what counts.
  stderr.on('error', () => {});

  try {
    if (cwd === null) throw new UserError('The current folder no longer exists.', 'Change to one that does.');
    const context: Context = Object.assign(output, {
      cwd,
      environment: env,
      now: new Date(),
      signal: controller.signal,
      // Node opens a stream when it is asked for it: where nobody sees questions, standard input stays closed.
      ...(stderr.isTTY && process.stdin.isTTY && { terminal: { input: process.stdin, output: stderr } }),
      isVerbose: invocation.isVerbose,
    });
    process.exitCode = await invocation.run(context).finally(progress.close);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error !== failure) output.writeFailure(error);
    process.exitCode = ExitCode.cannotRun;
  }
  if (failure) process.exitCode = ExitCode.cannotRun;
  if (interruption !== undefined) process.exitCode = interruption;
}

/** @returns null if the folder in which the command was called has been removed */
function findCurrentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

void main();
