import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { runProgram } from '../files/run-program.ts';
import { UserError } from '../model/error.ts';

/** A `.env` with an API key in it. */
export interface EnvFile {
  path: string;
  key: string;
}

/**
 * Reads the API key from `.env`. Nothing else is taken from it: a file in a repository must not lead the key elsewhere.
 *
 * @param folder the config's; without a config, the current folder
 * @param variable its name there
 * @returns null if there is no such file, or no key in it
 * @throws UserError if the file cannot be read
 */
export function readEnvFile(folder: string, variable: string): EnvFile | null {
  const path = join(folder, '.env');
  try {
    // Python's virtual environments are folders of this name.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
    const key = findKey(readFileSync(path, 'utf8'), variable);
    return key === '' ? null : { path, key };
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${describeFileError(error)}.`, undefined, error);
  }
}

/** Whether git would commit a file. False if there is no git, or no repository. */
export function isUnignored(path: string, environment: NodeJS.ProcessEnv): boolean {
  const args = ['check-ignore', '--quiet', path];
  return runProgram('git', args, environment, { cwd: dirname(path) }).exitCode === 1;
}

/** The last line counts. Quotes, `export` and a comment after a space are not part of the key. */
function findKey(text: string, variable: string): string {
  const lines = text.matchAll(
    new RegExp(`^\\uFEFF?[ \\t]*(?:export[ \\t]+)?${variable}[ \\t]*=[ \\t]*(.*)$`, 'gm'),
  );
  const value = [...lines].at(-1)?.[1]?.trim() ?? '';
  const [, , quoted] = /^(["'])(.*?)\1/.exec(value) ?? [];
  return (quoted ?? value.replace(/(?:^|\s)#.*$/, '')).trim();
}
