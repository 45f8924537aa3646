import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { OtherText, Plan } from '../model/plan.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';
import { planBranch } from '../plan/branch-plan.ts';
import { readBodyHash } from '../site/page-change.ts';
import { showPages } from './carry-out.ts';
import { carryOutRedirects } from './carry-out-redirects.ts';
import type { Context } from './context.ts';
import { readLockfile } from './lockfile-store.ts';
import { type PlannedImport, planSite } from './plan-import.ts';
import { readSite } from './read-site.ts';
import type { RedirectsOutcome } from './redirect-files.ts';

/** What merging a pull request's branch does. */
interface ComparedBranch {
  plan: Plan;
  refused: readonly RefusedChange[];
  redirects: RedirectsOutcome;
}

/**
 * Works out what merging a pull request's branch does, where an import of the same videos has run. The recipes pass the
 * current folder as it is on the base branch in BASE_FOLDER.
 *
 * @param planned what a further import would do: the state in which the branch is
 * @returns null without that variable
 */
export async function compareWithBase(
  settings: Settings,
  { plan, site: branch, listing }: PlannedImport,
  context: Context,
): Promise<ComparedBranch | null> {
  const { cwd, now, environment } = context;
  const { BASE_FOLDER: folder } = environment;
  if (!folder) return null;
  const there = moveSettings(settings, (path) => join(folder, pathBelow(cwd, path)));
  const quiet = { ...context, writeError: () => {} };
  const base = await readSite(there, quiet, readLockfile(there.lockfile));
  const whole = planSite(there, listing, base, new Set(), now, { allowMissing: true });
  const { changes } = await showPages(there, { plan: whole }, quiet);
  const { content, generator, rules } = settings;
  return {
    ...planBranch(plan, { ...whole, changes }, base, branch, {
      generator,
      gone: rules.urls.gone,
      now: now.getTime(),
      findOtherText: (before, after) => compareTexts([there.content, before.path], [content, after.path]),
    }),
    redirects: carryOutRedirects(there, { site: branch }, { changes: [] }, quiet, () => {}),
  };
}

/**
 * The settings for the base branch. For what a whole branch comes to, the limit of one run on new pages does not count:
 * several runs may have made them.
 */
function moveSettings(settings: Settings, move: (path: string) => string): Settings {
  const { configFile, rules } = settings;
  return {
    ...settings,
    content: move(settings.content),
    lockfile: move(settings.lockfile),
    configFile: configFile === null ? null : move(configFile),
    redirects: settings.redirects.map((redirect) => ({ ...redirect, file: move(redirect.file) })),
    rules: { ...rules, filters: { ...rules.filters, maxNew: null } },
  };
}

type Place = [folder: string, path: string];

function compareTexts(before: Place, after: Place): OtherText | null {
  if (readFileSync(join(...before)).equals(readFileSync(join(...after)))) return null;
  return readBodyHash(...before) === readBodyHash(...after) ? 'layout' : 'body';
}
