import { appendFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { isInside, pathBelow } from '../files/paths.ts';
import { writeOutput } from '../files/write-output.ts';
import type { UserError } from '../model/error.ts';
import { type AuditReport, formatFindingsJson, listAudit } from '../report/findings.ts';
import { annotateFindings, auditTitle, formatFindingsMarkdown } from '../report/findings-markdown.ts';
import { type Annotation, formatAnnotations, formatOutputs, listAnnotations } from '../report/github.ts';
import { formatFindingsHtml } from '../report/html/findings-report.ts';
import { formatHtml } from '../report/html/plan-report.ts';
import { formatJson, listPlan } from '../report/json.ts';
import { formatMarkdown } from '../report/markdown.ts';
import { listFooter } from '../report/markdown-footer.ts';
import { findSummaryLimit, type SizeLimit } from '../report/markdown-sections.ts';
import { markMarkdown } from '../report/own-report.ts';
import type { Summary } from '../report/run-summary.ts';
import {
  annotateFailure,
  describeFailure,
  formatSitesJson,
  formatSitesMarkdown,
  joinAudits,
  joinSummaries,
  type SiteResult,
  splitSites,
} from '../report/sites.ts';
import { formatTitle, isQuietRun } from '../report/title.ts';
import { assertOutputs, listReports } from './assert-outputs.ts';
import type { Context } from './context.ts';

/** Which reports are asked for. */
export interface ReportFlags {
  /** Paths that end in .html, .md or .json, relative to the current folder. */
  report?: string[];
  /** Whether they may replace any file. */
  force?: boolean;
}

/** A result in every form that a report can have. */
export interface Report {
  formats: Record<'.html' | '.md' | '.json', () => string>;
  /** For GitHub's summary of a step. */
  summarise(limit: SizeLimit): string;
  annotations: Annotation[];
  outputs: string;
}

/** How results of a kind are reported. */
export interface Reporter<Result> {
  report(result: Result, context: Context): Report;
  /** Several sites, of which one at least could run. */
  reportAll(sites: readonly SiteResult<Result | UserError>[], context: Context): Report;
}

export const planReporter: Reporter<Summary> = {
  report: (summary, context) => ({
    formats: {
      '.html': () => formatHtml(summary, context.now),
      '.md': () => markMarkdown((limit) => formatMarkdown(summary, limit)),
      '.json': () => formatJson(summary),
    },
    summarise: (limit) => formatMarkdown(summary, limit),
    annotations: listAnnotations(summary, makeLocate(context)),
    outputs: formatOutputs(summary),
  }),
  reportAll: (sites, context) => {
    const { ran, failed } = splitSites(sites);
    const joined = joinSummaries(ran);
    const stops = [...failed.map(describeFailure), ...(joined.stopped ? [joined.stopped.message] : [])];
    const stopped = stops.length === 0 ? null : { message: stops.join(' '), hint: '' };
    const write = (limit: SizeLimit) =>
      formatSitesMarkdown(
        formatTitle(joined),
        sites,
        isQuietRun,
        (summary, heading, share) => formatMarkdown(summary, share, [heading], []),
        limit,
        listFooter(joined),
      );
    return {
      formats: {
        '.html': () => formatHtml({ ...joined, stopped }, context.now),
        '.md': () => markMarkdown(write),
        '.json': () => formatSitesJson(sites, listPlan),
      },
      summarise: write,
      annotations: [...failed.map(annotateFailure), ...listAnnotations(joined, makeLocate(context))],
      // A site that cannot run is told of, even if another one is only cut short.
      outputs: formatOutputs(failed.length > 0 ? { ...joined, stopped: null } : joined),
    };
  },
};

export const auditReporter: Reporter<AuditReport> = {
  report: (audit, context) => ({
    formats: {
      '.html': () => formatFindingsHtml(audit, context.now),
      '.md': () => markMarkdown((limit) => formatFindingsMarkdown(audit, limit)),
      '.json': () => formatFindingsJson(audit),
    },
    summarise: (limit) => formatFindingsMarkdown(audit, limit),
    annotations: annotateFindings(audit, makeLocate(context)),
    outputs: '',
  }),
  reportAll: (sites, context) => {
    const { ran, failed } = splitSites(sites);
    const joined = joinAudits(ran);
    const write = (limit: SizeLimit) =>
      formatSitesMarkdown(
        auditTitle,
        sites,
        ({ findings }) => findings.length === 0,
        (audit, heading, share) => formatFindingsMarkdown(audit, share, heading),
        limit,
      );
    return {
      formats: {
        '.html': () => formatFindingsHtml(joined, context.now),
        '.md': () => markMarkdown(write),
        '.json': () => formatSitesJson(sites, listAudit),
      },
      summarise: write,
      annotations: [...failed.map(annotateFailure), ...annotateFindings(joined, makeLocate(context))],
      outputs: '',
    };
  },
};

/**
 * Writes the reports that `--report` asks for. In GitHub Actions it also writes the step's summary and outputs, and
 * annotates files.
 *
 * @throws UserError if a report cannot be written, or would replace a file that is none
 */
export function publish(report: Report, { report: files = [], force }: ReportFlags, context: Context): void {
  if (context.writeCommands) reportToGithub(report, context);
  // One of them may be a page that has only just been made.
  assertOutputs(listReports(files, context.cwd), context.cwd, force);
  for (const name of files) {
    const format = report.formats[extname(name).toLowerCase() as keyof Report['formats']];
    const hint = 'Everything else is done. Check the path given with --report.';
    writeOutput(resolve(context.cwd, name), format(), `The report ${name}`, hint);
  }
}

/** What gives a path from the repository for one from the current folder; null: it lies elsewhere. */
function makeLocate({ cwd, environment }: Context): (path: string) => string | null {
  const workspace = environment['GITHUB_WORKSPACE'] ?? cwd;
  return (path) => findBelow(workspace, resolve(cwd, path));
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
