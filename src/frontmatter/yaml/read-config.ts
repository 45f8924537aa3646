import { UserError } from '../../model/error.ts';
import { DataError } from '../errors.ts';
import { parseYaml } from './parse-data.ts';

/**
 * Reads a config in YAML.
 *
 * @param file names the file in messages
 * @throws UserError if it is not valid, with the line
 */
export function readYaml(file: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const hint = error.line === null ? error.hint : adviseOn(text.split('\n')[error.line - 1] ?? '', error);
    throw new UserError(`The config ${file} ${error.message}`, hint, error);
  }
}

function adviseOn(line: string, { message }: DataError): string {
  const [reserved] = message.includes('needs quotes') ? (/[@`][^\s,\]}]*/.exec(line) ?? []) : [];
  if (reserved !== undefined) return `Write it in quotes: "${reserved}".`;
  return /\{\w+\}/.test(line)
    ? "Inside [ ] and { } a string with a token needs quotes: ['/v/{videoId}']."
    : 'Fix that line and run the command again.';
}
