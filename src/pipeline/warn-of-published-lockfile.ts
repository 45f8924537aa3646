import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { Plan } from '../model/plan.ts';
import type { Context } from './context.ts';
import type { Site } from './read-site.ts';

/** Warns if a build of the site would publish a lockfile that names videos which are not public. */
export function warnOfPublishedLockfile(settings: Settings, plan: Plan, site: Site, context: Context): void {
  if (!site.publishesLockfile) return;
  const entries = [...Object.values(site.lockfile.pages), ...Object.values(plan.entries)];
  if (!entries.some(({ withheld }) => withheld !== undefined)) return;
  context.writeError(
    `Warning: ${settings.generator.label} publishes ${pathBelow(context.cwd, settings.lockfile)}, which names videos that are not public. Rename it, and set \`lockfile\` in the config to a name that begins with _.\n`,
  );
}
