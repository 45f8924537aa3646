import type { Readable, Writable } from 'node:stream';
import type pico from 'picocolors';
import type { Progress } from './terminal/progress.ts';

/** Where a person can be asked. */
export interface Terminal {
  input: Readable;
  output: Writable;
}

/** The process around a command, handed in by main: nothing else reads it. */
export interface Context {
  cwd: string;
  environment: Record<string, string | undefined>;
  now: Date;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
  /** The result. */
  writeOut(text: string): void;
  /** Warnings and errors. */
  writeError(text: string): void;
  /** Commands to GitHub's runner, escaped already. Absent where no runner reads the log. */
  writeCommands?(text: string): void;
  /** Absent where nobody looks. */
  progress?: Progress;
  /** For the result. */
  colours: ReturnType<typeof pico.createColors>;
  /** How many characters a line of the result holds; undefined where it does not go to a terminal. */
  columns: number | undefined;
  /** Absent in pipes and CI, where nobody can be asked. */
  terminal?: Terminal;
  isQuiet: boolean;
  isVerbose: boolean;
}
