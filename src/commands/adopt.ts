import type { Settings } from '../config/settings.ts';
import { acquireLock } from '../files/folder-lock.ts';
import { pathBelow } from '../files/paths.ts';
import { ExitCode } from '../model/error.ts';
import { showPages, writePagesAlone } from '../pipeline/carry-out.ts';
import type { Context } from '../pipeline/context.ts';
import { planAdoption } from '../pipeline/plan-adoption.ts';
import { assertExists } from '../pipeline/read-site.ts';
import { formatJson } from '../report/json.ts';
import { formatPageDiff } from '../report/page-diff.ts';
import type { Summary } from '../report/run-summary.ts';
import { formatSummary } from '../report/terminal-summary.ts';

interface Flags {
  content?: string;
  dryRun?: boolean;
  json?: boolean;
}

/**
 * `tubematter adopt`: pages that show one video get its id, so that imports keep them. `--dry-run` only shows the diffs.
 *
 * @returns the exit code
 */
export async function runAdopt(settings: Settings, flags: Flags, context: Context): Promise<number> {
  assertExists(settings.content, flags.content);
  const release = flags.dryRun ? () => {} : await acquireLock(settings.content, context);
  try {
    const plan = await planAdoption(settings, context);
    const showsDiffs = flags.dryRun && !flags.json && !context.isQuiet;
    const outcome = flags.dryRun
      ? await showPages(settings, { plan }, context, (text) => {
          if (showsDiffs) context.writeOut(formatPageDiff(text, context));
        })
      : await writePagesAlone(settings, { plan }, context);
    const summary: Summary = {
      plan: { ...plan, changes: outcome.changes, problems: [...plan.problems, ...outcome.problems] },
      verb: flags.dryRun ? 'would' : 'did',
      content: pathBelow(context.cwd, settings.content),
      damagedLockfiles: [],
      generator: settings.generator,
      redirects: [],
      oldUrls: 0,
      quietFields: new Map(),
      site: null,
      files: null,
      units: 0,
      stopped: null,
    };
    const closing = flags.json ? formatJson(summary) : formatSummary(summary, context);
    context.writeOut(`${showsDiffs && closing !== '' && plan.changes.length > 0 ? '\n' : ''}${closing}`);
    return summary.plan.problems.length > 0 ? ExitCode.problems : ExitCode.done;
  } finally {
    release();
  }
}
