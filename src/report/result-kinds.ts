import type { UserError } from '../model/error.ts';
import { listNewlyGone } from './entries.ts';
import { type AuditReport, listAudit } from './findings.ts';
import { annotateFindings, auditTitle, formatFindingsMarkdown } from './findings-markdown.ts';
import { type Annotation, formatOutputs, listAnnotations } from './github.ts';
import { formatFindingsHtml } from './html/findings-report.ts';
import { formatHtml } from './html/plan-report.ts';
import { listPlan } from './json.ts';
import { listMoves } from './kept.ts';
import { formatMarkdown } from './markdown.ts';
import { listFooter } from './markdown-footer.ts';
import type { SizeLimit } from './markdown-sections.ts';
import type { Summary } from './run-summary.ts';
import { joinAudits, joinSummaries, type SiteResult, type SplitSites } from './sites.ts';
import { addFailures, formatTitle, isQuietRun } from './title.ts';

/** A kind of result, and how it is reported. */
export interface ResultKind<Result> {
  /** @param sites those that the result joins */
  html(result: Result, now: Date, sites?: SplitSites<Result>): string;
  markdown(result: Result, limit: SizeLimit, headings?: readonly string[], foot?: readonly string[]): string;
  list(result: Result): object;
  annotate(result: Result, locate: (path: string) => string | null): Annotation[];
  /** @param failed the sites that could not run */
  outputs(result: Result, failed?: readonly SiteResult<UserError>[]): string;
  title(result: Result, failed: readonly SiteResult<UserError>[]): string;
  foot(result: Result): readonly string[];
  /** Whether there is nothing that anyone must see. */
  isQuiet(result: Result): boolean;
  /** Whether something in it waits for a person. */
  needsPerson(result: Result): boolean;
  /** Makes one of several sites. */
  join(sites: readonly SiteResult<Result>[]): Result;
}

export const plans: ResultKind<Summary> = {
  html: formatHtml,
  markdown: formatMarkdown,
  list: listPlan,
  annotate: listAnnotations,
  outputs: formatOutputs,
  title: (summary, failed) => addFailures(formatTitle(summary), failed),
  foot: listFooter,
  isQuiet: isQuietRun,
  needsPerson: ({ plan }) =>
    listMoves(plan).length + listNewlyGone(plan).length > 0 ||
    [plan.conflicts, plan.problems, plan.reuploads, plan.removed].some(({ length }) => length > 0),
  join: joinSummaries,
};

export const audits: ResultKind<AuditReport> = {
  html: formatFindingsHtml,
  markdown: formatFindingsMarkdown,
  list: listAudit,
  annotate: annotateFindings,
  outputs: () => '',
  title: (_, failed) => addFailures(auditTitle, failed),
  foot: () => [],
  isQuiet: ({ findings }) => findings.length === 0,
  needsPerson: () => true,
  join: joinAudits,
};
