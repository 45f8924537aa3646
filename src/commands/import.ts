import type { Settings } from '../config/settings.ts';
import { acquireLock } from '../files/folder-lock.ts';
import { removeStaleTempFiles } from '../files/temp-files.ts';
import { ExitCode } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { gatherBesidePages } from '../pipeline/list-videos.ts';
import { planSite, readSite, type Site, writeLock } from '../pipeline/read-site.ts';
import { publishPlan } from '../pipeline/write-reports.ts';
import { type PlanResult, withoutFailures } from '../plan/plan.ts';
import { formatJson } from '../report/json.ts';
import { formatSummary } from '../report/terminal-summary.ts';

export interface ImportFlags {
  dryRun?: boolean;
  allowMissing?: boolean;
  json?: boolean;
  report?: string[];
}

/**
 * `tubematter import`: fetch, plan, apply.
 *
 * @returns the exit code
 */
export async function runImport(settings: Settings, flags: ImportFlags, context: Context): Promise<number> {
  const { gathered, readings } = await gatherBesidePages(settings, context);
  const release = flags.dryRun ? () => {} : await acquireLock(settings.content, context);
  try {
    const site = readSite(settings, context, readings);
    if (!flags.dryRun) removeStaleTempFiles(settings.content, site.scan.staleTempFiles);
    const result = planSite(settings, gathered, site, flags.allowMissing ?? false);
    const failed = flags.dryRun
      ? await tryPlan(settings, result, site)
      : await applyPlan(settings, result, site, context);
    const plan = withoutFailures(result.plan, failed);
    const { units, stopped } = gathered.listing;
    const summary = { plan, units, stopped, verb: flags.dryRun ? ('would' as const) : ('did' as const) };
    context.writeOut(flags.json ? formatJson(summary) : formatSummary(summary, context));
    publishPlan(summary, settings.content, flags.report, context);
    if (stopped) return ExitCode.incomplete;
    return plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
  } finally {
    release();
  }
}

// What edits pages is loaded where there is something to edit.
const loadApply = () => import('../pipeline/apply.ts');

async function tryPlan(settings: Settings, { plan }: PlanResult, site: Site): Promise<Set<string>> {
  if (plan.changes.length === 0) return new Set();
  return (await loadApply()).renderOnly(settings, plan, site);
}

/** Writes page after page, and the lock last: what an interrupted import has done is not lost, nor done twice. */
async function applyPlan(
  settings: Settings,
  { plan, entries }: PlanResult,
  site: Site,
  context: Context,
): Promise<Set<string>> {
  const pending = new Map(plan.changes.map(({ path, videoId }) => [path, videoId]));
  await context.progress?.begin('writing', plan.changes.length);
  context.signal.throwIfAborted();
  try {
    if (plan.changes.length === 0) return new Set();
    return await (await loadApply()).writeTexts(settings, plan, site, pending, context);
  } finally {
    const undone = new Set(pending.values());
    const news = [...entries].filter(([videoId]) => !undone.has(videoId));
    const problem = writeLock(settings, site, news);
    if (problem) plan.problems.push(problem);
  }
}
