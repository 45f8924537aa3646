import type { Output, Terminal } from '../terminal/output.ts';
import type { Progress } from '../terminal/progress.ts';
import type { RenderOptions } from '../text/render-options.ts';

/** The process around a command, passed in by main: nothing else reads it. */
export interface Context
  extends RenderOptions,
    Pick<Output, 'writeOut' | 'writeError' | 'writeCommands' | 'hideSecrets'> {
  cwd: string;
  environment: Record<string, string | undefined>;
  now: Date;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
  /** Absent if nobody is watching. */
  progress?: Progress;
  /** Absent in pipes and CI, where nobody can be asked. */
  terminal?: Terminal;
}
