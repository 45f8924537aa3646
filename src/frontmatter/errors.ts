/** Front matter that cannot be read: the page is reported and left alone. */
export class FrontMatterError extends Error {
  override readonly name = 'FrontMatterError';
  /** The line in the file, from 1, or null if no single line is to blame. */
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

/** A file of keys and values that cannot be read, such as a site's configuration. */
export class DataError extends Error {
  override readonly name = 'DataError';
  /** The line in the file, from 1, to look at; null if there is no single one. */
  readonly line: number | null;
  readonly hint: string | undefined;

  /** @param message continues after the name of the file: `is not valid YAML: line 3: …` */
  constructor(message: string, line: number | null, options?: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.line = line;
    this.hint = options?.hint;
  }
}
