import { appendFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { isInside, pathBelow } from '../files/paths.ts';
import { writeOutput } from '../files/write-output.ts';
import { type AuditReport, formatFindingsJson } from '../report/findings.ts';
import { annotateFindings, formatFindingsMarkdown } from '../report/findings-markdown.ts';
import { type Annotation, formatAnnotations, formatOutputs, listAnnotations } from '../report/github.ts';
import { formatFindingsHtml } from '../report/html/findings-report.ts';
import { formatHtml } from '../report/html/plan-report.ts';
import { formatJson } from '../report/json.ts';
import { formatMarkdown } from '../report/markdown.ts';
import { findSummaryLimit, type SizeLimit } from '../report/markdown-sections.ts';
import { markMarkdown } from '../report/own-report.ts';
import type { Summary } from '../report/run-summary.ts';
import { assertOutputs, listReports } from './assert-outputs.ts';
import type { Context } from './context.ts';

/** Which reports are asked for. */
export interface ReportFlags {
  /** Paths that end in .html, .md or .json, relative to the current folder. */
  report?: string[];
  /** Whether they may replace any file. */
  force?: boolean;
}

/** One result in every form that a report can have. */
interface Report {
  formats: Record<string, () => string>;
  summarise(limit: SizeLimit): string;
  annotations: Annotation[];
  outputs: string;
}

/**
 * Writes the reports that `--report` asks for. In GitHub Actions it also writes the step's summary and outputs, and
 * annotates files.
 *
 * @throws UserError if a report cannot be written, or would replace a file that is none
 */
export function publishPlan(summary: Summary, flags: ReportFlags, context: Context): void {
  const workspace = context.environment['GITHUB_WORKSPACE'] ?? context.cwd;
  publish(
    {
      formats: {
        '.html': () => formatHtml(summary, context.now),
        '.md': () => markMarkdown((limit) => formatMarkdown(summary, limit)),
        '.json': () => formatJson(summary),
      },
      summarise: (limit) => formatMarkdown(summary, limit),
      annotations: listAnnotations(summary, (path) => findBelow(workspace, resolve(context.cwd, path))),
      outputs: formatOutputs(summary),
    },
    flags,
    context,
  );
}

/** The same for an audit. */
export function publishAudit(audit: AuditReport, flags: ReportFlags, context: Context): void {
  const workspace = context.environment['GITHUB_WORKSPACE'] ?? context.cwd;
  publish(
    {
      formats: {
        '.html': () => formatFindingsHtml(audit, context.now),
        '.md': () => markMarkdown((limit) => formatFindingsMarkdown(audit, limit)),
        '.json': () => formatFindingsJson(audit),
      },
      summarise: (limit) => formatFindingsMarkdown(audit, limit),
      annotations: annotateFindings(audit, (path) => findBelow(workspace, resolve(context.cwd, path))),
      outputs: '',
    },
    flags,
    context,
  );
}

function publish(report: Report, { report: files = [], force }: ReportFlags, context: Context): void {
  if (context.writeCommands) reportToGithub(report, context);
  // One of them may be a page that has only just been made.
  assertOutputs(listReports(files, context.cwd), context.cwd, force);
  for (const name of files) {
    const format = report.formats[extname(name).toLowerCase()];
    if (!format) throw new Error(`no report ends like ${name}`);
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

function findBelow(folder: string, file: string): string | null {
  return isInside(folder, file) ? pathBelow(folder, file) : null;
}
