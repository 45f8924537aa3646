import type { Settings } from '../config/settings.ts';
import { acquireLock } from '../files/folder-lock.ts';
import { ExitCode } from '../model/error.ts';
import { assertOutputs, listImportOutputs } from '../pipeline/assert-outputs.ts';
import { carryOut, writePages } from '../pipeline/carry-out.ts';
import type { Context } from '../pipeline/context.ts';
import { type ImportFlags, importVideos, type Sink } from '../pipeline/import-videos.ts';
import { publishPlan, type ReportFlags } from '../pipeline/write-reports.ts';
import { formatJson } from '../report/json.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface Flags extends ImportFlags, ReportFlags {
  dryRun?: boolean;
  json?: boolean;
}

/**
 * `tubematter import`: list, read, plan, write. `--dry-run` is the same story with nothing written at its end.
 *
 * @returns the exit code
 */
export async function runImport(settings: Settings, flags: Flags, context: Context): Promise<number> {
  assertOutputs(listImportOutputs(settings, flags.report, context.cwd), context.cwd, flags.force);
  const write: Sink = (plan, site, listing) => writePages(settings, plan, site, listing, context);
  const preview: Sink = (plan) => carryOut(settings, plan, context, () => null);
  const release = flags.dryRun ? () => {} : await acquireLock(settings.content, context);
  try {
    const result = await importVideos(settings, flags, context, flags.dryRun ? preview : write);
    const summary = { ...result, verb: flags.dryRun ? ('would' as const) : ('did' as const) };
    context.writeOut(flags.json ? formatJson(summary) : formatSummary(summary, context));
    publishPlan(summary, flags, context);
    if (summary.stopped) return ExitCode.incomplete;
    return summary.plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
  } finally {
    release();
  }
}
