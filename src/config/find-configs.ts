import { resolve } from 'node:path';
import { expandPattern, isPattern } from '../files/expand-pattern.ts';
import { UserError } from '../model/error.ts';

/** Whether `--config` names the configs of several sites, even if it turns out to be one. */
export function namesSeveral(named: readonly string[] = []): boolean {
  return named.length > 1 || named.some(isPattern);
}

/**
 * Finds the configs that `--config` names, absolute, each once. A shell may have expanded a pattern already.
 *
 * @throws UserError for a pattern that no file matches
 */
export function findConfigs(cwd: string, named: readonly string[]): string[] {
  const found = named.flatMap((path) => {
    if (!isPattern(path)) return [resolve(cwd, path)];
    const files = expandPattern(cwd, path);
    if (files.length > 0) return files;
    throw new UserError(`No config matches ${path}.`, 'Check the pattern given with --config.');
  });
  return [...new Set(found)];
}

/**
 * Finds the config of a command that takes one; undefined: it is searched for.
 *
 * @throws UserError if there are several
 */
export function findConfig(cwd: string, named: readonly string[] = []): string | undefined {
  if (!namesSeveral(named)) return named[0];
  const [config, ...others] = findConfigs(cwd, named);
  if (others.length === 0) return config;
  throw new UserError(
    `This command takes one config, and --config names ${others.length + 1}.`,
    'Run it once for each of them.',
  );
}
