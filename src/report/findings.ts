import type { LocatedFinding, Severity } from '../model/finding.ts';
import { count } from '../text/counts.ts';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { wrapLine } from '../text/wrap.ts';
import { findingsFromHere } from './paths-from-here.ts';
import { place } from './sentences.ts';

/** What an audit comes to. */
export interface AuditReport {
  findings: LocatedFinding[];
  /** Where the findings' paths start, from the current folder, with `/`; `''`: there. */
  content: string;
  /** How many pages were read. */
  pages: number;
}

const mostNotes = 20;

/** How many findings there are of each severity. */
export function countSeverities(findings: LocatedFinding[]): Record<Severity, number> {
  const numbers: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) numbers[severity]++;
  return numbers;
}

/**
 * One line a finding, as editors and terminals open it, and a closing count. Ends with a newline. Archived URLs that
 * nothing serves are mostly pruned on purpose, two or three on every page: they are counted, and listed with --verbose.
 */
export function formatFindings(
  report: AuditReport,
  { colours, columns, isQuiet, isVerbose }: RenderOptions,
): string {
  const { pages } = report;
  const findings = findingsFromHere(report);
  const paint: Record<Severity, (text: string) => string> = {
    error: colours.red,
    warning: colours.yellow,
    note: colours.cyan,
  };
  const write = ({ file, line, severity, message, remedy }: LocatedFinding) =>
    wrapLine(
      `${escapeInvisible(place(file, line))}: ${paint[severity](severity)}: ${escapeInvisible(`${message} ${remedy}`)}`,
      columns,
      2,
    );
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity);
  const notes = of('note');
  const unserved = isVerbose ? [] : notes.filter(({ code }) => code === 'archive-unserved');
  const others = notes.filter(({ code }) => isVerbose || code !== 'archive-unserved');
  const shownNotes = new Set(isQuiet ? [] : isVerbose ? others : others.slice(0, mostNotes));
  const lines = findings
    .filter((finding) => finding.severity !== 'note' || shownNotes.has(finding))
    .map(write);
  if (isQuiet) return lines.map((line) => `${line}\n`).join('');
  if (others.length > shownNotes.size) {
    lines.push(`… and ${count(others.length - shownNotes.size, 'more note')} (--verbose shows all)`);
  }
  if (unserved.length > 0) {
    const owners = new Set(unserved.map(({ file }) => file)).size;
    lines.push(
      `Nothing serves ${count(unserved.length, 'archived URL')} of ${count(owners, 'page')}: have the host serve what \`tubematter redirects\` writes, or put them into aliases (--verbose lists them).`,
    );
  }
  const totals = [count(of('error').length, 'error'), count(of('warning').length, 'warning')];
  if (notes.length > 0) totals.push(count(notes.length, 'note'));
  lines.push(`${count(pages, 'page')} checked: ${totals.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

/** The findings as a value for JSON. Its shape is versioned and described in the README. */
export function listAudit({ findings, pages }: AuditReport): object {
  return { version: 1, findings, pages };
}
