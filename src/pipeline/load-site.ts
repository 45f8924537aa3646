import { dirname } from 'node:path';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import type { Flags, Settings } from '../config/settings.ts';
import type { Context } from './context.ts';
import { readEnvironment } from './read-environment.ts';

/**
 * Reads the config of a site, and the environment with the key that it names.
 *
 * @param config its file; undefined: it is searched for
 * @throws UserError for a config that cannot be read or makes no sense
 */
export async function loadSite(
  config: string | undefined,
  context: Context,
): Promise<{ loaded: LoadedConfig | null; environment: Context['environment'] }> {
  const loaded = await loadConfig(context.cwd, config);
  const folder = loaded ? dirname(loaded.file) : context.cwd;
  return { loaded, environment: readEnvironment(folder, context, loaded?.config.key) };
}

/**
 * Finds all that a command needs to know about a site. @throws UserError as above, and for flags or variables that make
 * no sense
 */
export async function resolveSite(
  config: string | undefined,
  flags: Flags,
  context: Context,
): Promise<Settings> {
  const { loaded, environment } = await loadSite(config, context);
  // Settings need the generators, which an invalid config need not load.
  const { resolveSettings } = await import('../config/settings.ts');
  return resolveSettings(flags, environment, loaded, context.cwd, context.now);
}
