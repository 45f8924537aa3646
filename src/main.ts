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
const hasColour = argv.includes('--no-color') ? false : pico.isColorSupported;
const context: Context = {
  cwd: process.cwd(),
  environment: process.env,
  now: new Date(),
  signal: controller.signal,
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  colours: pico.createColors(hasColour),
  columns: process.stderr.isTTY ? process.stderr.columns : undefined,
  isQuiet: argv.includes('--quiet'),
  isVerbose: argv.includes('--verbose'),
};

try {
  process.exitCode = await runCommandLine(argv, context, version);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(
    `${context.colours.red('tubematter:')} ${error.message}\n${error.hint ? `${error.hint}\n` : ''}`,
  );
  process.exitCode = ExitCode.cannotRun;
}
if (interruption !== undefined) process.exitCode = interruption;
