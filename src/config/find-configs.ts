import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expandPattern, isPattern, listMatches } from '../files/expand-pattern.ts';
import { UserError } from '../model/error.ts';

export const configNames = ['yaml', 'yml', 'json', 'js', 'mjs'].map(
  (ending) => `tubematter.config.${ending}`,
);

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
    const folders = listMatches(cwd, path);
    if (folders.length === 0) {
      throw new UserError(`No config matches ${path}.`, 'Check the pattern given with --config.');
    }
    throw new UserError(
      `${path} matches folders, not configs.`,
      `Name the configs in them: --config '${path.replace(/\/$/, '')}/${findName(folders)}'`,
    );
  });
  const sites = new Map<string, string>();
  for (const config of found) {
    const site = identify(config);
    if (config === site || !sites.has(site)) sites.set(site, config);
  }
  return [...sites.values()];
}

/** The name of the configs in folders. */
function findName(folders: readonly string[]): string {
  const names = configNames.filter((name) => folders.some((folder) => existsSync(join(folder, name))));
  return names.length > 1 ? 'tubematter.config.*' : (names[0] ?? 'tubematter.config.yaml');
}

/** A linked folder is the same site. A linked config is not: its paths start where the link is. */
function identify(config: string): string {
  const folder = dirname(config);
  return existsSync(folder) ? join(realpathSync(folder), basename(config)) : config;
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
