import { basename, dirname } from 'node:path';
import { configNames } from '../config/find-configs.ts';
import type { Flags, Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { UserError } from '../model/error.ts';
import type { Context } from './context.ts';
import { resolveSite } from './load-site.ts';

/** One of several sites, before it runs. */
export interface ResolvedSite {
  name: string;
  /** The path of its config, from the current folder. */
  config: string;
  /** Or why it cannot run. */
  settings: Settings | UserError;
  warnings: string;
}

/** Resolves all sites before the first one runs: none may write into another's lockfile. */
export async function resolveSites(
  configs: readonly string[],
  flags: Flags,
  context: Context,
): Promise<ResolvedSite[]> {
  const sites: ResolvedSite[] = [];
  for (const config of configs) {
    let warnings = '';
    const writeError = (text: string) => {
      warnings += text;
    };
    const settings = await resolveSite(config, flags, { ...context, writeError }).catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    const path = pathBelow(context.cwd, config);
    sites.push({ name: nameSite(path), config: path, settings, warnings });
  }
  const owners = findOwners(sites);
  return sites.map(({ settings, ...site }) => ({
    ...site,
    settings: settings instanceof UserError ? settings : refuseOther(settings, owners),
  }));
}

/** Which config owns each lockfile: the one beside it, or else the first. */
function findOwners(sites: readonly ResolvedSite[]): Map<string, string | null> {
  const claims = sites.flatMap(({ settings }) => (settings instanceof UserError ? [] : settings));
  const isBeside = ({ lockfile, configFile }: Settings) => dirname(lockfile) === dirname(configFile ?? '');
  const weakestFirst = [...claims.filter(isBeside), ...claims.filter((claim) => !isBeside(claim))].reverse();
  return new Map(weakestFirst.map(({ lockfile, configFile }) => [lockfile, configFile]));
}

/** A site takes what it does not know in a lockfile for pages that are gone. */
function refuseOther(settings: Settings, owners: ReadonlyMap<string, string | null>): Settings | UserError {
  const owner = owners.get(settings.lockfile);
  if (owner === settings.configFile) return settings;
  return new UserError(
    `It has the lockfile of ${owner}: ${settings.lockfile}.`,
    'Give each site its own with the key `lockfile`.',
  );
}

/** A site is named after the folder of its config, or after the config if that has an unusual name. */
function nameSite(config: string): string {
  return configNames.includes(basename(config)) ? dirname(config) : config;
}
