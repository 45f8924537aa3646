import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../model/error.ts';
import { describeFileError } from './file-errors.ts';
import { writeWhole } from './write-file.ts';

/**
 * Writes a file that the user has asked for, and makes its folder.
 *
 * @param name what the message calls it: `The report all.html`
 * @param hint what to do if it cannot be written
 * @throws UserError if it cannot be written
 */
export function writeOutput(
  file: string,
  text: string | Iterable<string>,
  name: string,
  hint?: string,
): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (error) {
    throw new UserError(`${name} cannot be written: ${describeFileError(error)}.`, hint, error);
  }
}
