import { relative } from 'node:path';
import { isUnignored, readEnvFile } from '../config/env-file.ts';
import { keyVariable, listSecrets } from '../youtube/credential.ts';
import type { Context } from './context.ts';

/**
 * The environment of a run, with the API key from `.env` if it has none. Warns if git would commit the file.
 *
 * @param folder the config's; without a config, the current folder
 * @param variable the one that holds the key
 * @throws UserError if there is a `.env` that cannot be read
 */
export function readEnvironment(
  folder: string,
  { environment, cwd, writeError, hideSecrets }: Context,
  variable = keyVariable,
): Context['environment'] {
  hideSecrets(listSecrets(environment, variable));
  const file = readEnvFile(folder, variable);
  if (file === null) return environment;
  const ofFile = { [variable]: file.key };
  hideSecrets(listSecrets(ofFile, variable));
  if (isUnignored(file.path, environment)) {
    writeError(
      `Warning: git does not ignore ${relative(cwd, file.path)}, which holds an API key. Add a line .env to .gitignore.\n`,
    );
  }
  return environment[variable]?.trim() ? environment : { ...environment, ...ofFile };
}
