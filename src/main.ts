import { readFileSync } from 'node:fs';
import pico from 'picocolors';
import { runCommandLine } from './cli.ts';
import type { Context } from './context.ts';
import { ExitCode, UserError } from './errors.ts';

const interruptions = { SIGINT: 130, SIGTERM: 143 } as const;

const argv = process.argv.slice(2);
const controller = new AbortController();
let interruption: number | undefined;
for (const [signal, code] of Object.entries(interruptions)) {
  // The second signal finds no handler and ends the process at once.
  process.once(signal, () => {
    interruption = code;
    controller.abort(
      new UserError(`Interrupted by ${signal}. What was written is whole; run the command again to go on.`),
    );
  });
}
for (const stream of [process.stdout, process.stderr]) {
  // A reader such as `head` that has seen enough is no failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const runtime = `Node ${process.version}, ${process.platform} ${process.arch}`;
const context: Context = {
  cwd: process.cwd(),
  environment: process.env,
  now: new Date(),
  signal: controller.signal,
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  colours: pico.createColors(wantsColours()),
  columns: process.stderr.isTTY ? process.stderr.columns : undefined,
  ...(process.stdin.isTTY &&
    process.stderr.isTTY && { terminal: { input: process.stdin, output: process.stderr } }),
  isQuiet: argv.includes('--quiet'),
  isVerbose: argv.includes('--verbose'),
};

try {
  process.exitCode = await runCommandLine(argv, context, version, runtime);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(
    `${context.colours.red('tubematter:')} ${error.message}\n${error.hint ? `${error.hint}\n` : ''}`,
  );
  process.exitCode = ExitCode.cannotRun;
}
if (interruption !== undefined) process.exitCode = interruption;

/** Colours are for terminals, in CI too: a diff in a file is for `git apply`. See no-color.org and force-color.org. */
function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (argv.includes('--no-color') || NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}
