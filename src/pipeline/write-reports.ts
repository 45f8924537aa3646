import { appendFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { writeOutput } from '../files/write-output.ts';
import { formatAnnotations } from '../report/github.ts';
import { findSummaryLimit } from '../report/markdown-sections.ts';
import { assertOutputs, listReports } from './assert-outputs.ts';
import type { Context } from './context.ts';
import type { Report } from './make-reports.ts';

/** Which reports are asked for. */
export interface ReportFlags {
  /** Paths that end in .html, .md or .json, relative to the current folder. */
  report?: string[];
  /** Whether they may replace any file. */
  force?: boolean;
}

/**
 * Writes the reports that `--report` asks for. In GitHub Actions it also writes the step's summary and outputs, and
 * annotates files.
 *
 * @throws UserError if a report cannot be written, or would replace a file that is not a report
 */
export function publish(report: Report, { report: files = [], force }: ReportFlags, context: Context): void {
  if (context.writeCommands) reportToGithub(report, context);
  // One of them may be a page that this run just created.
  assertOutputs(listReports(files, context.cwd), context.cwd, force);
  for (const name of files) {
    const format = report.formats[extname(name).toLowerCase() as keyof Report['formats']];
    const hint = 'Everything else is done. Check the path given with --report.';
    writeOutput(resolve(context.cwd, name), format(), `The report ${name}`, hint);
  }
}

/** What GitHub shows is an extra: if it cannot be written, the run goes on. */
function reportToGithub(report: Report, context: Context): void {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } = context.environment;
  context.writeCommands?.(formatAnnotations(report.annotations));
  try {
    if (output) appendFileSync(output, report.outputs);
    // Commands of the same step share one summary, and a file over the limit is not shown at all.
    const used = summary ? (statSync(summary, { throwIfNoEntry: false })?.size ?? 0) : 0;
    const limit = findSummaryLimit(used);
    const text = summary ? report.summarise(limit) : '';
    if (summary && limit.measure(text) <= limit.maximum) appendFileSync(summary, text);
  } catch (error) {
    context.writeError(`GitHub's step summary or outputs cannot be written: ${describeFileError(error)}.\n`);
  }
}
