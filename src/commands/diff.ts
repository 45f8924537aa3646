import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { ExitCode } from '../model/error.ts';
import { showPages } from '../pipeline/carry-out.ts';
import { carryOutRedirects } from '../pipeline/carry-out-redirects.ts';
import type { Context } from '../pipeline/context.ts';
import {
  assertReady,
  type ImportFlags,
  listCommonLines,
  planImport,
  summarise,
} from '../pipeline/plan-import.ts';
import { publishPlan } from '../pipeline/write-reports.ts';
import { describeCommonLines } from '../report/common-lines.ts';
import { formatJson } from '../report/json.ts';
import { formatFileDiff, formatPageDiff } from '../report/page-diff.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface Flags extends ImportFlags {
  stat?: boolean;
}

/**
 * `tubematter diff`: what an import would change, as unified diffs, or counted with `--stat`. Changes no page.
 *
 * @returns the exit code
 */
export async function runDiff(settings: Settings, flags: Flags, context: Context): Promise<number> {
  assertReady(settings, flags, context);
  const showsDiffs = !flags.json && !flags.stat && !context.isQuiet;
  const planned = await planImport(settings, flags, context);
  const outcome = await showPages(settings, planned, context, (text) => {
    if (showsDiffs) context.writeOut(formatPageDiff(text, context));
  });
  const redirects = carryOutRedirects(settings, planned, outcome, context, (files) => {
    if (showsDiffs)
      for (const file of files)
        context.writeOut(formatFileDiff({ ...file, path: pathBelow(context.cwd, file.file) }, context));
  });
  const summary = summarise(planned, outcome, redirects, 'would', settings, context);
  const { changes, problems } = summary.plan;
  const closing = flags.json ? formatJson(summary) : formatSummary(summary, context);
  const gap = showsDiffs && closing !== '' && changes.length + summary.redirects.length > 0 ? '\n' : '';
  context.writeOut(`${gap}${closing}`);
  if (!flags.json && !context.isQuiet) context.writeError(describeCommonLines(listCommonLines(planned)));
  publishPlan(summary, flags, context);
  if (summary.stopped) return ExitCode.incomplete;
  return changes.length + summary.redirects.length + problems.length > 0 ? ExitCode.drift : ExitCode.done;
}
