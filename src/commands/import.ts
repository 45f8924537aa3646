import type { Settings } from '../config/settings.ts';
import { acquireLock } from '../files/folder-lock.ts';
import { ExitCode } from '../model/error.ts';
import { showPages, writePages } from '../pipeline/carry-out.ts';
import { carryOutRedirects } from '../pipeline/carry-out-redirects.ts';
import type { Context } from '../pipeline/context.ts';
import { assertReady, type ImportFlags, planImport, summarise } from '../pipeline/plan-import.ts';
import { writeRedirectFiles } from '../pipeline/redirect-files.ts';
import { publishPlan } from '../pipeline/write-reports.ts';
import { formatJson } from '../report/json.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface Flags extends ImportFlags {
  dryRun?: boolean;
}

/**
 * `tubematter import`: list and read, plan, write. `--dry-run` makes the same texts, and shows and writes none.
 *
 * @returns the exit code
 */
export async function runImport(settings: Settings, flags: Flags, context: Context): Promise<number> {
  assertReady(settings, flags, context);
  const release = flags.dryRun ? () => {} : await acquireLock(settings.content, context);
  try {
    const planned = await planImport(settings, flags, context);
    const carryOut = flags.dryRun ? showPages : writePages;
    const outcome = await carryOut(settings, planned, context);
    const write = flags.dryRun ? () => {} : writeRedirectFiles;
    const redirects = carryOutRedirects(settings, planned, outcome, context, write);
    const summary = summarise(planned, outcome, redirects, flags.dryRun ? 'would' : 'did', settings, context);
    context.writeOut(flags.json ? formatJson(summary) : formatSummary(summary, context));
    publishPlan(summary, flags, context);
    if (summary.stopped) return ExitCode.incomplete;
    return summary.plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
  } finally {
    release();
  }
}
