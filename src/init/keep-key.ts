import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUnignored } from '../config/env-file.ts';
import { describeFileError } from '../files/file-errors.ts';
import { UserError } from '../model/error.ts';
import { keyVariable } from '../youtube/credential.ts';

/**
 * Writes an API key into `.env`, which only its owner can read from then on, and a line for it into `.gitignore` if git
 * would commit it. What these files hold already stays.
 *
 * @param folder the config's
 * @returns the names of the files that were written
 * @throws UserError if one of them cannot be written
 */
export function keepKey(folder: string, key: string, environment: NodeJS.ProcessEnv): string[] {
  try {
    const path = join(folder, '.env');
    // It is out of git before the key is in it.
    const ignored = isUnignored(path, environment) ? [addLine(folder, '.gitignore', '.env')] : [];
    if (existsSync(path)) chmodSync(path, 0o600);
    return [addLine(folder, '.env', `${keyVariable}=${key}`), ...ignored];
  } catch (error) {
    throw new UserError(
      `The key cannot be written into .env: ${describeFileError(error)}.`,
      undefined,
      error,
    );
  }
}

function addLine(folder: string, name: string, line: string): string {
  const path = join(folder, name);
  const isOpen = existsSync(path) && /[^\n]$/.test(readFileSync(path, 'utf8'));
  appendFileSync(path, `${isOpen ? '\n' : ''}${line}\n`, { mode: name === '.env' ? 0o600 : 0o666 });
  return name;
}
