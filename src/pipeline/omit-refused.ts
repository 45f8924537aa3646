import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { Outcome } from '../model/plan.ts';
import { omitRefused, type RefusedChange } from '../plan/refused-changes.ts';
import { scanPages } from '../site/scan.ts';
import type { Context } from './context.ts';
import type { PlannedImport } from './plan-import.ts';

/**
 * Drops from an import into the base branch what the user refused on the pull request's branch. The recipes pass the
 * current folder as it is on that branch in BRANCH_FOLDER; without it, nothing is dropped.
 */
export async function omitRefusedOnBranch(
  settings: Settings,
  { site }: PlannedImport,
  outcome: Outcome,
  { cwd, environment: { BRANCH_FOLDER: folder } }: Context,
): Promise<{ outcome: Outcome; refused: readonly RefusedChange[] }> {
  if (!folder) return { outcome, refused: [] };
  const { content, generator } = settings;
  const rules = { ...settings, mainLanguage: site.mainLanguage };
  const branch = await scanPages(join(folder, pathBelow(cwd, content)), rules);
  const { changes, refused } = omitRefused(outcome.changes, branch, { generator, served: site.served });
  return { outcome: { ...outcome, changes }, refused };
}
