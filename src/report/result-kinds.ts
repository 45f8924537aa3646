import { type AuditReport, listAudit } from './findings.ts';
import { annotateFindings, auditTitle, formatFindingsMarkdown } from './findings-markdown.ts';
import { type Annotation, formatOutputs, listAnnotations } from './github.ts';
import { formatFindingsHtml } from './html/findings-report.ts';
import { formatHtml } from './html/plan-report.ts';
import { listPlan } from './json.ts';
import { formatMarkdown } from './markdown.ts';
import { listFooter } from './markdown-footer.ts';
import type { SizeLimit } from './markdown-sections.ts';
import type { Summary } from './run-summary.ts';
import { joinAudits, joinSummaries, type SiteResult } from './sites.ts';
import { formatTitle, isQuietRun } from './title.ts';

/** What a command comes to, and how that is told. */
export interface ResultKind<Result> {
  /** @param failures why other sites could not run */
  html(result: Result, now: Date, failures?: readonly string[]): string;
  markdown(result: Result, limit: SizeLimit, headings?: readonly string[], foot?: readonly string[]): string;
  list(result: Result): object;
  annotate(result: Result, locate: (path: string) => string | null): Annotation[];
  outputs(result: Result): string;
  title(result: Result): string;
  foot(result: Result): readonly string[];
  /** Whether there is nothing that a person must see. */
  isQuiet(result: Result): boolean;
  /** Makes one of several sites. */
  join(sites: readonly SiteResult<Result>[]): Result;
}

export const plans: ResultKind<Summary> = {
  html: formatHtml,
  markdown: formatMarkdown,
  list: listPlan,
  annotate: listAnnotations,
  outputs: formatOutputs,
  title: formatTitle,
  foot: listFooter,
  isQuiet: isQuietRun,
  join: joinSummaries,
};

export const audits: ResultKind<AuditReport> = {
  html: formatFindingsHtml,
  markdown: formatFindingsMarkdown,
  list: listAudit,
  annotate: annotateFindings,
  outputs: () => '',
  title: () => auditTitle,
  foot: () => [],
  isQuiet: ({ findings }) => findings.length === 0,
  join: joinAudits,
};
