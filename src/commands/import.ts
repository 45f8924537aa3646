import { setImmediate } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { writeChange } from '../content/change.ts';
import { takeTurn } from '../content/turn.ts';
import { removeTemporaries } from '../content/write.ts';
import type { Context } from '../context.ts';
import { ExitCode } from '../errors.ts';
import type { PlanResult } from '../plan/plan.ts';
import { formatJson } from '../report/json.ts';
import { formatSummary } from '../report/summary.ts';
import { gatherVideos } from './gather.ts';
import { publishPlan } from './publish.ts';
import { renderTexts, withoutFailures } from './render.ts';
import { planSite, readSite, type Site, writeLock } from './site.ts';

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
  const gathered = await gatherVideos(settings, context);
  const endTurn = flags.dryRun ? () => {} : takeTurn(settings.content);
  try {
    const site = readSite(settings, context);
    if (!flags.dryRun) removeTemporaries(settings.content, site.scan.leftovers);
    const result = planSite(settings, gathered, site, flags.allowMissing ?? false);
    const failed = flags.dryRun
      ? renderOnly(settings, result, site)
      : await applyPlan(settings, result, site, context);
    const plan = withoutFailures(result.plan, failed);
    const { units, stopped } = gathered.listing;
    const summary = { plan, units, stopped, verb: flags.dryRun ? ('would' as const) : ('did' as const) };
    context.writeOut(flags.json ? formatJson(summary) : formatSummary(summary, context));
    publishPlan(summary, settings.content, flags.report, context);
    if (stopped) return ExitCode.incomplete;
    return plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
  } finally {
    endTurn();
  }
}

/** A dry run ends before anything is written; but a page that could not be edited is found out. */
function renderOnly(settings: Settings, { plan }: PlanResult, site: Site): Set<string> {
  const failed = new Set<string>();
  for (const rendered of renderTexts(settings, plan, site)) {
    if ('problem' in rendered) failed.add(rendered.change.path);
  }
  return failed;
}

/** Writes page after page, and the lock last: what an interrupted import has done is not lost, nor done twice. */
async function applyPlan(
  settings: Settings,
  { plan, entries }: PlanResult,
  site: Site,
  { progress, signal }: Context,
): Promise<Set<string>> {
  const failed = new Set<string>();
  const pending = new Map(plan.changes.map(({ path, videoId }) => [path, videoId]));
  await progress?.begin('writing', plan.changes.length);
  signal.throwIfAborted();
  let count = 0;
  try {
    for (const rendered of renderTexts(settings, plan, site)) {
      const problem = 'problem' in rendered ? null : writeChange(settings.content, rendered.text);
      if (problem) plan.problems.push(problem);
      if (problem || 'problem' in rendered) failed.add(rendered.change.path);
      else pending.delete(rendered.change.path);
      progress?.tell({ kind: 'done', count: ++count });
      await setImmediate(); // Lets a signal be heard between two pages.
      signal.throwIfAborted();
    }
  } finally {
    const undone = new Set(pending.values());
    const done = [...entries].filter(([videoId]) => !undone.has(videoId));
    const problem = writeLock(settings, site, done);
    if (problem) plan.problems.push(problem);
  }
  return failed;
}
