import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { Outcome } from '../model/plan.ts';
import { omitRefused, type RefusedChange } from '../plan/refused-changes.ts';
import { scanPages } from '../site/scan.ts';
import type { Context } from './context.ts';
import { readLockfile } from './lockfile-store.ts';
import type { PlannedImport } from './plan-import.ts';

/**
 * Drops from an import into the base branch what the user refused on the pull request's branch. The recipes pass the
 * current folder as it is on that branch in BRANCH_FOLDER; without it, nothing is dropped.
 */
export async function omitRefusedOnBranch(
  settings: Settings,
  planned: PlannedImport,
  outcome: Outcome,
  { cwd, environment: { BRANCH_FOLDER: folder } }: Context,
): Promise<{ planned: PlannedImport; outcome: Outcome; refused: readonly RefusedChange[] }> {
  if (!folder) return { planned, outcome, refused: [] };
  const { plan, site } = planned;
  const { content, generator } = settings;
  const rules = { ...settings, mainLanguage: site.mainLanguage };
  const there = (path: string) => join(folder, pathBelow(cwd, path));
  const { lockfile } = readLockfile(there(settings.lockfile));
  const branch = { ...(await scanPages(there(content), rules)), lockfile };
  const siteRules = { generator, served: site.served };
  const { changes, refused } = omitRefused(outcome.changes, site.pages, branch, siteRules);
  const away = new Set(refused.flatMap(({ change, keys }) => (keys === null ? [change.video.id] : [])));
  const clashes = plan.clashes.filter(({ videoId }) => !away.has(videoId));
  return { planned: { ...planned, plan: { ...plan, clashes } }, outcome: { ...outcome, changes }, refused };
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
