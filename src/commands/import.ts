import type { Flags, Settings } from '../config/settings.ts';
import { acquireLock } from '../files/folder-lock.ts';
import { ExitCode } from '../model/error.ts';
import { showPages, writePages } from '../pipeline/carry-out.ts';
import { carryOutRedirects } from '../pipeline/carry-out-redirects.ts';
import type { Context } from '../pipeline/context.ts';
import { assertReady, type ImportFlags, planImport, summarise } from '../pipeline/plan-import.ts';
import { writeRedirectFiles } from '../pipeline/redirect-files.ts';
import { runSites, type SiteRun } from '../pipeline/run-sites.ts';
import { plans } from '../report/result-kinds.ts';
import type { Summary } from '../report/run-summary.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface ImportSiteFlags extends ImportFlags {
  dryRun?: boolean;
}

/**
 * `tubematter import`, of one site or several.
 *
 * @param settings of the one site; null: `--config` names several
 * @returns the exit code
 */
export function runImport(
  settings: Settings | null,
  flags: Flags & ImportSiteFlags,
  context: Context,
): Promise<number> {
  return runSites(importSite, plans, settings, flags, context);
}

/** Lists and reads, plans, writes. `--dry-run` makes the same texts but writes none. */
export async function importSite(
  settings: Settings,
  flags: ImportSiteFlags,
  context: Context,
): Promise<SiteRun<Summary>> {
  assertReady(settings, flags, context);
  const release = flags.dryRun ? () => {} : await acquireLock(settings.content, context);
  try {
    const planned = await planImport(settings, flags, context);
    const carryOut = flags.dryRun ? showPages : writePages;
    const outcome = await carryOut(settings, planned, context);
    const write = flags.dryRun ? () => {} : writeRedirectFiles;
    const redirects = carryOutRedirects(settings, planned, outcome, context, write);
    const summary = summarise(planned, outcome, redirects, flags.dryRun ? 'would' : 'did', settings, context);
    if (!flags.json) context.writeOut(formatSummary(summary, context));
    return { exitCode: findExitCode(summary), result: summary };
  } finally {
    release();
  }
}

function findExitCode({ stopped, plan }: Summary): number {
  if (stopped) return ExitCode.incomplete;
  return plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
}
