import type { LocatedFinding, Severity } from '../../model/finding.ts';
import { count } from '../../text/counts.ts';
import type { Kind } from '../entries.ts';
import { type AuditReport, countSeverities } from '../findings.ts';
import { findingsFromHere } from '../paths-from-here.ts';
import { place } from '../sentences.ts';
import { describeFailure, type SplitSites } from '../sites.ts';
import { addFailures } from '../title.ts';
import { writeDocument } from './document.ts';
import { html, type Markup, show } from './markup.ts';

/** The colours of a plan's report serve an audit's too. */
const severities: { severity: Severity; kind: Kind; name: string }[] = [
  { severity: 'error', kind: 'problem', name: 'Errors' },
  { severity: 'warning', kind: 'conflict', name: 'Warnings' },
  { severity: 'note', kind: 'skip', name: 'Notes' },
];

/**
 * An audit as one HTML file that opens from disk.
 *
 * @param now the time of the run, shown in the heading
 * @param sites those that could not run
 */
export function formatFindingsHtml(
  report: AuditReport,
  now: Date,
  { failed }: Pick<SplitSites<AuditReport>, 'failed'> = { failed: [] },
): string {
  const { pages } = report;
  const findings = findingsFromHere(report);
  const numbers = countSeverities(findings);
  return writeDocument({
    title: addFailures(`${count(numbers.error, 'error')}, ${count(numbers.warning, 'warning')}`, failed),
    heading: 'What the audit found',
    now,
    facts: [`${count(pages, 'page')} checked`],
    warnings: failed.map(describeFailure),
    filters: severities.map(({ severity, kind, name }) => ({ kind, name, number: numbers[severity] })),
    overview: null,
    listName: 'Findings',
    entries: severities.flatMap(({ severity, kind }) =>
      findings
        .filter((finding) => finding.severity === severity)
        .map((finding) => showFinding(finding, kind)),
    ),
    nothing: failed.length > 0 ? 'No findings so far.' : 'No findings: every URL leads where it should.',
  });
}

function showFinding({ severity, file, line, message, remedy }: LocatedFinding, kind: Kind): Markup {
  return html`<li class="entry ${kind}"><article class="finding">
<div class="about">
<h3>${show(message)}</h3>
<p class="where"><span class="kind ${kind}">${severity}</span> <code>${show(place(file, line))}</code></p>
<p class="note">${show(remedy)}</p>
</div>
</article></li>
`;
}
