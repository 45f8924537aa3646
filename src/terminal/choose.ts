import type pico from 'picocolors';
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

export interface ProgressOptions {
  isQuiet: boolean;
  colours: ReturnType<typeof pico.createColors>;
  /** Writes to the stream, with lines that it can show. */
  write: (text: string) => void;
}

/** Progress the way that a stream can show it: drawn on a terminal, in lines elsewhere and in CI. */
export function chooseProgress(
  stream: NodeJS.WriteStream,
  environment: Environment,
  { isQuiet, colours, write }: ProgressOptions,
): Progress {
  const now = () => performance.now();
  const { CI, TERM } = environment;
  const isInCi = CI !== undefined && !['', '0', 'false'].includes(CI);
  const isDrawn = !isQuiet && stream.isTTY && !isInCi && TERM !== 'dumb';
  return deferProgress(write, async () => {
    if (isDrawn) {
      // The console of Linux has glyphs for little more than ASCII.
      const look = { colours, isUnicode: TERM !== 'linux' };
      return (await import('./live.ts')).makeLiveProgress(stream, look, write, now);
    }
    const { makeLineProgress, makeQuietProgress } = await import('./lines.ts');
    return isQuiet ? makeQuietProgress(write) : makeLineProgress(write, now);
  });
}

/** Progress that is loaded when its first stage begins: help, mistakes and the like have none to show. */
function deferProgress(write: (text: string) => void, load: () => Promise<Progress>): Progress {
  let loaded: Progress | undefined;
  let isClosed = false;
  return {
    begin: async (stage, total) => {
      loaded ??= await load();
      if (isClosed) loaded.close();
      await loaded.begin(stage, total);
    },
    tell: (event) => loaded?.tell(event),
    write: (text) => (loaded ? loaded.write(text) : write(text)),
    stepAside: (act) => (loaded ? loaded.stepAside(act) : act()),
    clear: () => loaded?.clear(),
    close: () => {
      isClosed = true;
      loaded?.close();
    },
  };
}
