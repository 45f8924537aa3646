import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { OtherText, Outcome } from '../model/plan.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';
import { planBranch } from '../plan/branch-plan.ts';
import { readBodyHash } from '../site/page-change.ts';
import { scanPages } from '../site/scan.ts';
import type { Context } from './context.ts';
import { readLockfile } from './lockfile-store.ts';
import type { PlannedImport } from './plan-import.ts';
import type { Site } from './read-site.ts';

/** What merging a pull request's branch does. */
interface ComparedBranch {
  planned: PlannedImport;
  outcome: Outcome;
  refused: readonly RefusedChange[];
  /** The site as it is there. */
  site: Site;
}

/**
 * Turns an import into the base branch into what merging a pull request's branch does. The recipes pass the current
 * folder as it is on that branch in BRANCH_FOLDER.
 *
 * @param outcome what could be carried out of the plan
 * @returns null without that variable
 */
export async function compareWithBranch(
  settings: Settings,
  planned: PlannedImport,
  outcome: Outcome,
  { cwd, now, environment: { BRANCH_FOLDER: folder } }: Context,
): Promise<ComparedBranch | null> {
  if (!folder) return null;
  const { site: base } = planned;
  const { content, generator, rules } = settings;
  const there = (path: string) => join(folder, pathBelow(cwd, path));
  const scan = await scanPages(there(content), { ...settings, mainLanguage: base.mainLanguage });
  const site = { ...base, ...scan, ...readLockfile(there(settings.lockfile)) };
  const { plan, refused } = planBranch(
    { ...planned.plan, changes: outcome.changes },
    base,
    site,
    rules.urls.gone,
    { generator, served: base.served, now: now.getTime() },
    (before, after) => compareTexts([content, before.path], [there(content), after.path]),
  );
  return { planned: { ...planned, plan }, outcome: { ...outcome, changes: plan.changes }, refused, site };
}

type Place = [folder: string, path: string];

function compareTexts(before: Place, after: Place): OtherText | null {
  if (readFileSync(join(...before)).equals(readFileSync(join(...after)))) return null;
  return readBodyHash(...before) === readBodyHash(...after) ? 'layout' : 'body';
}

/** For what a whole branch comes to, the limit of one run on new pages does not count: several runs may have made them. */
export function liftMaxNew(
  settings: Settings,
  { environment: { BRANCH_FOLDER: folder } }: Context,
): Settings {
  if (!folder) return settings;
  const { rules } = settings;
  return { ...settings, rules: { ...rules, filters: { ...rules.filters, maxNew: null } } };
}
