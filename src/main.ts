import { fstatSync, readFileSync } from 'node:fs';
import pico from 'picocolors';
import { runCommandLine } from './cli.ts';
import type { Context } from './context.ts';
import { ExitCode, UserError } from './errors.ts';
import { disarmCommands } from './report/github.ts';
import { nameHidden } from './report/hidden.ts';
import { wrapText } from './report/wrap.ts';
import { chooseProgress, wantsColours } from './terminal/choose.ts';

const interruptions = { SIGINT: 130, SIGTERM: 143 } as const;

const { env, stdin, stdout, stderr } = process;
const argv = process.argv.slice(2);
const isQuiet = argv.includes('--quiet');
const errorColours = pico.createColors(wantsColours(stderr, env, argv));
const isRunner = env['GITHUB_ACTIONS'] === 'true';
const disarm = (text: string) => (isRunner ? disarmCommands(text) : text);
// No runner reads a file: a diff there is for `git apply`, to the letter.
const isOutFile = fstatSync(stdout.fd).isFile();
const progress = chooseProgress(stderr, env, { isQuiet, colours: errorColours });
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
  progress.stepAside(() => {
    process.off('SIGTSTP', stop);
    process.kill(process.pid, 'SIGTSTP');
    process.on('SIGTSTP', stop);
  });
});
for (const stream of [stdout, stderr]) {
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
  environment: env,
  now: new Date(),
  signal: controller.signal,
  writeOut: (text) => {
    progress.clear();
    stdout.write(isOutFile ? hideKey(text) : disarm(hideKey(text)));
  },
  writeError: (text) => progress.write(wrapText(disarm(nameHidden(hideKey(text))), findColumns(stderr))),
  ...(isRunner && { writeCommands: progress.write }),
  progress,
  colours: pico.createColors(wantsColours(stdout, env, argv)),
  get columns() {
    return findColumns(stdout);
  },
  ...(stdin.isTTY && stderr.isTTY && { terminal: { input: stdin, output: stderr } }),
  isQuiet,
  isVerbose: argv.includes('--verbose'),
};

try {
  process.exitCode = await runCommandLine(argv, context, version, runtime).finally(progress.close);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  const hint = error.hint ? `${error.hint}\n` : '';
  const text = `${errorColours.red('tubematter:')} ${nameHidden(`${error.message}\n${hint}`)}`;
  progress.write(wrapText(text, findColumns(stderr)));
  process.exitCode = ExitCode.cannotRun;
}
if (interruption !== undefined) process.exitCode = interruption;

/** A key that was given in a wrong place, as a channel or a flag, is not repeated. Nothing so short is one. */
function hideKey(text: string): string {
  const key = env['YOUTUBE_API_KEY']?.trim() ?? '';
  return key.length < 20 ? text : text.replaceAll(key, '[API key]');
}

/** Not every terminal says how wide it is. */
function findColumns({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY ? columns || 80 : undefined;
}
