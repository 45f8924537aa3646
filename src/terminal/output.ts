import { fstatSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import pico from 'picocolors';
import type { UserError } from '../model/error.ts';
import { disarmCommands } from '../text/github-commands.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { replaceNbsp } from '../text/nbsp.ts';
import { redactSecrets } from '../text/redact-secrets.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { wrapText } from '../text/wrap.ts';
import { listSecrets } from '../youtube/credential.ts';
import { chooseProgress, wantsColours } from './choose-progress.ts';
import type { Progress } from './progress.ts';

/** Where a person can be asked. */
export interface Terminal {
  input: Readable;
  output: Writable;
}

/** What a run writes with. */
export interface Output extends Omit<RenderOptions, 'isVerbose'> {
  /** The result. */
  writeOut(text: string): void;
  /** Warnings and errors. */
  writeError(text: string): void;
  /** Commands to GitHub's runner, escaped already. Absent where no runner reads the log. */
  writeCommands?(text: string): void;
  progress: Progress;
  /** Says why a run could not go on, and what to do. */
  writeFailure(error: UserError): void;
}

/**
 * Opens the two streams of a run. Everything that is written passes here: no key goes out, no hidden character reaches a
 * terminal with a message, and no text is a command to GitHub's runner.
 *
 * @param isPlain whether the command line wants no colours
 */
export function openOutput(
  { env, stdout, stderr }: NodeJS.Process,
  { isQuiet, isPlain }: { isQuiet: boolean; isPlain: boolean },
): Output {
  const colours = pico.createColors(!isPlain && wantsColours(stderr, env));
  const wrap = makeWrap(stderr);
  const write = (text: string) => void stderr.write(wrap(text));
  const progress = chooseProgress(stderr, env, { isQuiet, colours, write });
  const isRunner = env['GITHUB_ACTIONS'] === 'true';
  const disarm = isRunner ? disarmCommands : (text: string) => text;
  // No runner reads a file: a diff there is for `git apply`, to the letter.
  const isOutFile = fstatSync(stdout.fd).isFile();
  const secrets = listSecrets(env);
  const writeLabelled = (label: string, text: string) =>
    progress.write(label + disarm(escapeInvisible(redactSecrets(text, secrets))));
  return {
    writeOut: (text) => {
      progress.clear();
      const safe = redactSecrets(text, secrets);
      stdout.write(isOutFile ? safe : disarm(safe));
    },
    writeError: (text) => writeLabelled('', text),
    writeFailure: ({ message, hint }) =>
      writeLabelled(`${colours.red('tubematter:')} `, `${message}\n${hint ? `${hint}\n` : ''}`),
    ...(isRunner && { writeCommands: progress.write }),
    progress,
    colours: pico.createColors(!isPlain && wantsColours(stdout, env)),
    // A window may be resized while a run goes on.
    get columns() {
      return findColumns(stdout);
    },
    isQuiet,
  };
}

/** What makes a stream's lines fit it. */
function makeWrap(stream: NodeJS.WriteStream): (text: string) => string {
  return stream.isTTY ? (text) => wrapText(text, findColumns(stream)) : replaceNbsp;
}

/** Not every terminal says how wide it is. */
function findColumns({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY ? columns || 80 : undefined;
}
