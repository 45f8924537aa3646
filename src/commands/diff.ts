import type { Flags, Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { ExitCode } from '../model/error.ts';
import { showPages } from '../pipeline/carry-out.ts';
import { carryOutRedirects } from '../pipeline/carry-out-redirects.ts';
import { compareWithBase } from '../pipeline/compare-with-base.ts';
import type { Context } from '../pipeline/context.ts';
import {
  assertReady,
  type ImportFlags,
  listCommonLines,
  planImport,
  summarise,
} from '../pipeline/plan-import.ts';
import { runSites, type SiteRun } from '../pipeline/run-sites.ts';
import { describeCommonLines } from '../report/common-lines.ts';
import { formatFileDiff, formatPageDiff } from '../report/page-diff.ts';
import { plans } from '../report/result-kinds.ts';
import type { Summary } from '../report/run-summary.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface DiffFlags extends ImportFlags {
  stat?: boolean;
  presetChanges?: boolean;
}

/**
 * `tubematter diff`, of one site or several.
 *
 * @param settings of the one site; null: `--config` names several
 * @returns the exit code
 */
export function runDiff(
  settings: Settings | null,
  flags: Flags & DiffFlags,
  context: Context,
): Promise<number> {
  return runSites(diffSite, plans, settings, flags, context);
}

/** What an import would change, as unified diffs, or counted with `--stat`. Changes no page. */
async function diffSite(settings: Settings, flags: DiffFlags, context: Context): Promise<SiteRun<Summary>> {
  assertReady(settings, flags, context);
  const showsDiffs = !flags.json && !flags.stat && !context.isQuiet;
  const planned = await planImport(settings, flags, context);
  const outcome = await showPages(settings, planned, context, (text) => {
    if (showsDiffs) context.writeOut(formatPageDiff(text, context));
  });
  const own = carryOutRedirects(settings, planned, outcome, context, (files) => {
    if (showsDiffs)
      for (const file of files)
        context.writeOut(formatFileDiff({ ...file, path: pathBelow(context.cwd, file.file) }, context));
  });
  const { plan, redirects, refused } = (await compareWithBase(settings, planned, own, context)) ?? {
    plan: { ...planned.plan, changes: outcome.changes },
    redirects: own,
    refused: [],
  };
  const shown = { ...outcome, changes: plan.changes };
  const verb = flags.presetChanges ? 'could' : 'would';
  const summary = {
    ...summarise({ ...planned, plan }, shown, redirects, verb, settings, context),
    refused,
  };
  const drift = plan.changes.length + redirects.redirects.length;
  if (!flags.json) {
    const closing = formatSummary(summary, context);
    context.writeOut(`${showsDiffs && closing !== '' && drift > 0 ? '\n' : ''}${closing}`);
    if (!context.isQuiet)
      context.writeError(describeCommonLines(listCommonLines(planned), settings.rules.description.drop));
  }
  const differs = drift + summary.plan.problems.length > 0 ? ExitCode.drift : ExitCode.done;
  return { exitCode: summary.stopped ? ExitCode.incomplete : differs, result: summary };
}
