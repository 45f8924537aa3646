import { fstatSync } from 'node:fs';
import pico from 'picocolors';
import type { Context } from '../context.ts';
import type { UserError } from '../errors.ts';
import { disarmCommands } from '../report/github.ts';
import { nameHidden } from '../report/hidden.ts';
import { wrapText } from '../report/wrap.ts';
import { chooseProgress, wantsColours } from './choose.ts';
import type { Progress } from './progress.ts';

/** What a run writes with. */
export interface Output
  extends Pick<Context, 'writeOut' | 'writeError' | 'writeCommands' | 'colours' | 'columns' | 'isQuiet'> {
  progress: Progress;
  /** Says why a run could not go on, and what to do. */
  writeFailure(error: UserError): void;
}

/**
 * Opens the two streams of a run. Whatever is written passes here: no key goes out, no hidden character reaches a
 * terminal with a message, and no text is a command to GitHub's runner.
 *
 * @param argv the arguments after the program's name
 */
export function openOutput({ env, stdout, stderr }: NodeJS.Process, argv: string[]): Output {
  const isQuiet = argv.includes('--quiet');
  const errorColours = pico.createColors(wantsColours(stderr, env, argv));
  const progress = chooseProgress(stderr, env, { isQuiet, colours: errorColours });
  const isRunner = env['GITHUB_ACTIONS'] === 'true';
  const disarm = (text: string) => (isRunner ? disarmCommands(text) : text);
  // No runner reads a file: a diff there is for `git apply`, to the letter.
  const isOutFile = fstatSync(stdout.fd).isFile();
  const key = env['YOUTUBE_API_KEY']?.trim() ?? '';
  const writeLabelled = (label: string, text: string) =>
    progress.write(wrapText(label + disarm(nameHidden(hideKey(text, key))), findColumns(stderr)));
  return {
    writeOut: (text) => {
      progress.clear();
      const safe = hideKey(text, key);
      stdout.write(isOutFile ? safe : disarm(safe));
    },
    writeError: (text) => writeLabelled('', text),
    writeFailure: ({ message, hint }) =>
      writeLabelled(`${errorColours.red('tubematter:')} `, `${message}\n${hint ? `${hint}\n` : ''}`),
    ...(isRunner && { writeCommands: progress.write }),
    progress,
    colours: pico.createColors(wantsColours(stdout, env, argv)),
    // A window may be resized while a run goes on.
    get columns() {
      return findColumns(stdout);
    },
    isQuiet,
  };
}

/** A key that was given in a wrong place, as a channel or a flag, is not repeated. Nothing so short is one. */
function hideKey(text: string, key: string): string {
  return key.length < 20 ? text : text.replaceAll(key, '[API key]');
}

/** Not every terminal says how wide it is. */
function findColumns({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY ? columns || 80 : undefined;
}
