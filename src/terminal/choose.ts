import type pico from 'picocolors';
import { wrapText } from '../report/wrap.ts';
import { makeLineProgress, makeQuietProgress } from './lines.ts';
import { makeLiveProgress } from './live.ts';
import type { Progress } from './progress.ts';

type Environment = Record<string, string | undefined>;

/**
 * Whether a stream gets colours: for terminals, in CI too; a diff in a file is for `git apply`. See no-color.org and
 * force-color.org.
 */
export function wantsColours(stream: { isTTY?: boolean }, environment: Environment, argv: string[]): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (argv.includes('--no-color') || NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Progress the way that a stream can show it: drawn on a terminal, in lines elsewhere and in CI. */
export function chooseProgress(
  stream: NodeJS.WriteStream,
  environment: Environment,
  { isQuiet, colours }: { isQuiet: boolean; colours: ReturnType<typeof pico.createColors> },
): Progress {
  const write = (text: string) =>
    void stream.write(wrapText(text, stream.isTTY ? stream.columns || 80 : undefined));
  const now = () => performance.now();
  if (isQuiet) return makeQuietProgress(write);
  const { CI, TERM } = environment;
  const isInCi = CI !== undefined && !['', '0', 'false'].includes(CI);
  if (!stream.isTTY || isInCi || TERM === 'dumb') return makeLineProgress(write, now);
  // The console of Linux has glyphs for little more than ASCII.
  const isUnicode = TERM !== 'linux';
  return makeLiveProgress(stream, { colours, isUnicode }, now);
}
