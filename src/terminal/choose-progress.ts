import type pico from 'picocolors';
import { makeLineProgress, makeQuietProgress } from './line-progress.ts';
import { makeLiveProgress } from './live-progress.ts';
import type { Progress } from './progress.ts';

type Environment = Record<string, string | undefined>;

/**
 * Whether a stream gets colours: terminals do, in CI too; a diff in a file is for `git apply`. See no-color.org and
 * force-color.org.
 */
export function wantsColours(stream: { isTTY?: boolean }, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
}

export interface ProgressOptions {
  isQuiet: boolean;
  colours: ReturnType<typeof pico.createColors>;
  /** Writes to the stream, with lines that fit it. */
  write: (text: string) => void;
  /** Makes a text of others fit for a log. */
  clean: (text: string) => string;
}

/** Progress in the form that a stream can show: drawn on a terminal, in lines elsewhere and in CI. */
export function chooseProgress(
  stream: NodeJS.WriteStream,
  environment: Environment,
  { isQuiet, colours, write, clean }: ProgressOptions,
): Progress {
  if (isQuiet) return makeQuietProgress(write, clean);
  const now = () => performance.now();
  const { CI, TERM } = environment;
  const isInCi = CI !== undefined && !['', '0', 'false'].includes(CI);
  if (!stream.isTTY || isInCi || TERM === 'dumb') return makeLineProgress(write, clean, now);
  // The console of Linux has glyphs for little more than ASCII.
  return makeLiveProgress(stream, { colours, isUnicode: TERM !== 'linux' }, write, now);
}
