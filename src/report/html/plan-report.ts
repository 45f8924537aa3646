import { listFields, type Plan } from '../../model/plan.ts';
import type { Field } from '../../model/value.ts';
import { count } from '../../text/counts.ts';
import { isOfKind, type Kind, kinds, listCreations, listEntries, rankEntry } from '../entries.ts';
import { countFields } from '../field-counts.ts';
import { describeKept } from '../kept.ts';
import { nameRun, nameTotals } from '../labels.ts';
import { lockfilesFromHere, planFromHere } from '../paths-from-here.ts';
import type { Summary } from '../run-summary.ts';
import { describeDamage } from '../sentences.ts';
import { describeFailure, type SplitSites } from '../sites.ts';
import { addFailures } from '../title.ts';
import { writeDocument } from './document.ts';
import { kindNames, showEntry, showFields } from './entry.ts';
import { html, type Markup, show } from './markup.ts';

const filterNames: Record<Kind, string> = {
  ...kindNames,
  problem: 'Problems',
  conflict: 'Conflicts',
  clash: 'Slugs taken',
  removed: 'Pages removed',
};

/**
 * The plan as one HTML file that opens from disk.
 *
 * @param now the time of the run, shown in the heading
 * @param sites those that the summary joins, and others that could not run
 */
export function formatHtml(
  summary: Summary,
  now: Date,
  { ran, failed }: SplitSites<Summary> = { ran: [{ name: '', result: summary }], failed: [] },
): string {
  const { redirects, units, stopped } = summary;
  const plan = planFromHere(summary);
  // Two sites may have pages about one video.
  const entries = ran
    .flatMap(({ name, result }) =>
      listEntries(planFromHere(result)).map((entry) => ({ entry, site: name, generator: result.generator })),
    )
    .sort((a, b) => rankEntry(a.entry) - rankEntry(b.entry));
  const common = findCommonFields(plan);
  const commonKeys = new Set(common.map(({ key }) => key));
  return writeDocument({
    title: addFailures(nameTotals(summary), failed),
    heading: nameRun(summary),
    now,
    facts: [
      `${count(plan.unchanged, 'page')} unchanged`,
      ...(redirects.length > 0 ? [`${count(redirects.length, 'file')} of redirects changed`] : []),
      count(units, 'quota unit'),
    ],
    warnings: [
      ...failed.map(describeFailure),
      ...(stopped ? [html`<strong>Incomplete.</strong> ${stopped.message} ${stopped.hint}`] : []),
      ...lockfilesFromHere(summary).map(
        (lockfile) => html`<code>${show(lockfile.path)}</code>: ${describeDamage(lockfile)}`,
      ),
    ],
    filters: kinds
      .map((kind) => ({
        kind,
        name: filterNames[kind],
        number:
          kind === 'problem'
            ? plan.problems.length
            : entries.filter(({ entry }) => isOfKind(entry, kind)).length,
      }))
      // Rare, so zeros are not shown.
      .filter(({ kind, number }) => (kind !== 'clash' && kind !== 'removed') || number > 0),
    overview: showOverview(plan, common),
    listName: 'Videos',
    entries: entries.map(({ entry, site, generator }) => showEntry(entry, site, commonKeys, generator)),
    nothing: stopped || failed.length > 0 ? 'Nothing so far.' : 'Nothing to do: the pages match YouTube.',
  });
}

function showOverview(plan: Plan, common: Field[]): Markup {
  const rows = Object.entries(countFields(plan));
  const created = listCreations(plan).length;
  const kept = describeKept(plan);
  return html`${
    kept.length > 0 &&
    html`<details class="overview" open><summary>What stays as it is (${count(new Set(plan.kept.map(({ path }) => path)).size, 'page')})</summary><ul>
${kept.map((sentence) => html`<li>${show(sentence)}</li>`)}</ul></details>
`
  }${
    rows.length > 0 &&
    html`<details class="overview"><summary>Fields that change on existing pages (${rows.length})</summary>
<table><thead><tr><th scope="col">Field</th><th scope="col">Added</th><th scope="col">Changed</th><th scope="col">Removed</th></tr></thead><tbody>
${rows.map(
  ([key, { added, changed, removed }]) =>
    html`<tr><th scope="row"><code>${key}</code></th>${[added, changed, removed].map((number) => html`<td>${number || '–'}</td>`)}</tr>
`,
)}</tbody></table></details>
`
  }${
    common.length > 0 &&
    html`<details class="overview"><summary>What all ${created} new pages have alike (${count(common.length, 'field')})</summary>${showFields(common)}</details>
`
  }`;
}

/** Fields that have one value on every new page, if there is more than one such page. */
function findCommonFields(plan: Plan): Field[] {
  const [first, ...others] = listCreations(plan).map(listFields);
  if (!first || others.length === 0) return [];
  const rest = others.map((fields) => new Map(fields.map(({ key, value }) => [key, JSON.stringify(value)])));
  return first.filter(({ key, value }) => {
    const text = JSON.stringify(value);
    return rest.every((fields) => fields.get(key) === text);
  });
}
