/** The documented exit codes. README's table is the contract. */
export const ExitCode = { done: 0, problems: 1, drift: 1, cannotRun: 2, incomplete: 3 } as const;

/**
 * Something the user can fix: bad usage, a wrong key, an unreadable config. It is shown as a message and a hint, never
 * with a stack. Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do about it; one sentence, or undefined if the message says it already. */
  readonly hint: string | undefined;

  /**
   * @param message what happened, and to which file, flag or video
   * @param hint what to do
   * @param cause the error underneath, kept for `--verbose` only
   */
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
  }
}
