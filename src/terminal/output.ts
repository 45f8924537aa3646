import { fstatSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import pico from 'picocolors';
import { startPathsAt } from '../files/paths.ts';
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

/** Where the user can be asked. */
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
  /** Commands to GitHub's runner, escaped already. Absent if no runner reads the log. */
  writeCommands?(text: string): void;
  progress: Progress;
  /** From now on, these appear in no output either. */
  hideSecrets(secrets: readonly string[]): void;
  /** Says why a run could not go on, and what to do. */
  writeFailure(error: UserError): void;
}

/**
 * Opens the two streams of a run. Everything that is written passes through here: no key gets out, no invisible
 * character reaches a terminal or a log with a message, and no text is a command to GitHub's runner.
 *
 * @param cwd the current folder; null if it has been removed
 * @param isPlain whether the command line wants no colours
 */
export function openOutput(
  { env, stdout, stderr }: NodeJS.Process,
  cwd: string | null,
  { isQuiet, isPlain }: { isQuiet: boolean; isPlain: boolean },
): Output {
  const secrets = listSecrets(env);
  const isRunner = env['GITHUB_ACTIONS'] === 'true';
  const disarm = isRunner ? disarmCommands : (text: string) => text;
  const startHere = cwd === null ? (text: string) => text : startPathsAt(cwd);
  const clean = (text: string) => disarm(escapeInvisible(redactSecrets(startHere(text), secrets)));
  const colours = pico.createColors(!isPlain && wantsColours(stderr, env));
  const outColours = pico.createColors(!isPlain && wantsColours(stdout, env));
  const wrap = makeWrap(stderr);
  const write = (text: string) => void stderr.write(wrap(text));
  const progress = chooseProgress(stderr, env, { isQuiet, colours, write, clean });
  // No runner reads a file: a diff there is for `git apply`, to the letter.
  const isLog = isRunner && !fstatSync(stdout.fd).isFile();
  // What has colours had its invisible characters escaped before.
  const escapeResult = outColours.isColorSupported ? (text: string) => text : escapeLines;
  return {
    writeOut: (text) => {
      progress.clear();
      const safe = redactSecrets(text, secrets);
      stdout.write(isLog ? disarm(escapeResult(safe)) : safe);
    },
    writeError: (text) => progress.write(clean(text)),
    writeFailure: ({ message, hint }) =>
      progress.write(`${colours.red('tubematter:')} ${clean(`${message}\n${hint ? `${hint}\n` : ''}`)}`),
    ...(isRunner && {
      writeCommands: (text: string) => progress.write(escapeInvisible(redactSecrets(text, secrets))),
    }),
    hideSecrets: (others) => void secrets.push(...others),
    progress,
    colours: outColours,
    // A window may be resized during a run.
    get columns() {
      return findColumns(stdout);
    },
    isQuiet,
  };
}

/** Lines of a page may end with CR LF, which is nothing to see. */
function escapeLines(text: string): string {
  return escapeInvisible(text.replaceAll('\r\n', '\n'));
}

/** What makes a stream's lines fit it. */
function makeWrap(stream: NodeJS.WriteStream): (text: string) => string {
  return stream.isTTY ? (text) => wrapText(text, findColumns(stream)) : replaceNbsp;
}

/** Not every terminal says how wide it is. */
function findColumns({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY ? columns || 80 : undefined;
}
