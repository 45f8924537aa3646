import type { Readable, Writable } from 'node:stream';
import type pico from 'picocolors';

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
  /** Progress, warnings and errors. */
  writeError(text: string): void;
  colours: ReturnType<typeof pico.createColors>;
  /** How many characters a line of stderr holds; undefined where it is not a terminal. */
  columns: number | undefined;
  /** Absent in pipes and CI, where nobody can be asked. */
  terminal?: Terminal;
  isQuiet: boolean;
  isVerbose: boolean;
}
