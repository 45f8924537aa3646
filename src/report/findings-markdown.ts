import type { LocatedFinding, Severity } from '../model/finding.ts';
import { count } from '../text/counts.ts';
import { type AuditReport, countSeverities } from './findings.ts';
import type { Annotation } from './github.ts';
import { code, commentLimit, joinSections, type SizeLimit } from './markdown-sections.ts';
import { findingsFromHere } from './paths-from-here.ts';
import { place } from './sentences.ts';

export const auditTitle = 'What the audit found';

const names: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', note: 'Notes' };

/**
 * An audit as GitHub's Markdown.
 *
 * @param limit what does not fit is left out and counted
 * @param headings what it begins with
 */
export function formatFindingsMarkdown(
  report: AuditReport,
  limit: SizeLimit = commentLimit,
  headings: readonly string[] = [`## ${auditTitle}`],
): string {
  const { pages } = report;
  const findings = findingsFromHere(report);
  const numbers = countSeverities(findings);
  const totals = [
    count(numbers.error, 'error'),
    count(numbers.warning, 'warning'),
    count(numbers.note, 'note'),
  ];
  const sections = (Object.keys(names) as Severity[]).map((severity) => ({
    heading: names[severity],
    items: findings.filter((finding) => finding.severity === severity).map(writeFinding),
  }));
  return joinSections(
    [...headings, `${count(pages, 'page')} checked: ${totals.join(', ')}.`],
    sections,
    limit,
  );
}

/**
 * What errors and warnings of an audit are on GitHub.
 *
 * @param locate gives a path relative to the repository that was relative to the current folder, or null if it lies
 *   elsewhere
 */
export function annotateFindings(report: AuditReport, locate: (path: string) => string | null): Annotation[] {
  return findingsFromHere(report).flatMap(({ severity, file, line, message, remedy }): Annotation[] => {
    if (severity === 'note') return [];
    return [
      {
        level: severity,
        file: locate(file),
        line,
        title: 'tubematter check',
        message: `${message} ${remedy}`,
      },
    ];
  });
}

function writeFinding({ file, line, message, remedy }: LocatedFinding): string {
  return `- ${code(place(file, line), 200)}\n  - ${code(`${message} ${remedy}`, 500)}`;
}
