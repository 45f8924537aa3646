/** Front matter that cannot be read: the page is reported and left alone. */
export class FrontMatterError extends Error {
  override readonly name = 'FrontMatterError';
  /** The line in the file, from 1, or null where no single line is to blame. */
  readonly line: number | null;

  /**
   * @param message one clear phrase for people
   * @param line the line in the file, from 1
   */
  constructor(message: string, line: number | null) {
    super(message);
    this.line = line;
  }
}

/** An edit that could not be made without touching more than it should: the page stays as it is. */
export class EditError extends Error {
  override readonly name = 'EditError';
}
