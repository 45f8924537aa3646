import { setImmediate } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { ExitCode } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { gatherBesidePages } from '../pipeline/list-videos.ts';
import { planSite, readSite } from '../pipeline/read-site.ts';
import { renderTexts } from '../pipeline/render.ts';
import { publishPlan } from '../pipeline/write-reports.ts';
import { withoutFailures } from '../plan/plan.ts';
import { formatJson } from '../report/json.ts';
import { formatPageDiff } from '../report/page-diff.ts';
import { formatSummary } from '../report/terminal-summary.ts';

export interface DiffFlags {
  allowMissing?: boolean;
  json?: boolean;
  report?: string[];
}

/**
 * `tubematter diff`: what an import would change, as unified diffs. Writes nothing.
 *
 * @returns the exit code
 */
export async function runDiff(settings: Settings, flags: DiffFlags, context: Context): Promise<number> {
  const { gathered, readings } = await gatherBesidePages(settings, context);
  const site = readSite(settings, context, readings);
  const result = planSite(settings, gathered, site, flags.allowMissing ?? false);
  const failed = new Set<string>();
  for (const rendered of renderTexts(settings, result.plan, site)) {
    if ('problem' in rendered) failed.add(rendered.change.path);
    else if (!flags.json) context.writeOut(formatPageDiff(rendered.text, context));
    await setImmediate(); // Lets a signal be heard between two pages.
    context.signal.throwIfAborted();
  }
  const plan = withoutFailures(result.plan, failed);
  const { units, stopped } = gathered.listing;
  const summary = { plan, units, stopped, verb: 'would' as const };
  const closing = flags.json ? formatJson(summary) : formatSummary(summary, context);
  const gap = !flags.json && closing !== '' && plan.changes.length > 0 ? '\n' : '';
  context.writeOut(`${gap}${closing}`);
  publishPlan(summary, settings.content, flags.report, context);
  if (stopped) return ExitCode.incomplete;
  return plan.changes.length + plan.problems.length > 0 ? ExitCode.drift : ExitCode.done;
}
