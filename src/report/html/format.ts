import { createHash } from 'node:crypto';
import type { PageCreation, Plan } from '../../plan/types.ts';
import type { Field } from '../../values.ts';
import { isOfKind, type Kind, kinds, listEntries } from '../entries.ts';
import { nameRun, nameTotals } from '../labels.ts';
import { count } from '../sentences.ts';
import type { Summary } from '../summary.ts';
import { kindNames, showEntry, showFields } from './entry.ts';
import { html, type Markup, trust } from './markup.ts';
import { script } from './script.ts';
import { icon, style } from './style.ts';

/**
 * The plan as one HTML file that opens from disk. It loads nothing but thumbnails from i.ytimg.com: its policy allows
 * only the style and the script that are written here.
 *
 * @param now the time of the run, shown in the heading
 */
export function formatHtml(summary: Summary, now: Date): string {
  const { plan, units, stopped } = summary;
  const entries = listEntries(plan);
  const counts = new Map(
    kinds.map((kind) => [kind, entries.filter((entry) => isOfKind(entry, kind)).length]),
  );
  const common = findCommonFields(plan);
  const commonKeys = new Set(common.map(({ key }) => key));
  const time = now.toISOString();
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${nameTotals(summary)} · tubematter</title>
<link rel="icon" href="${icon}">
<style>${trust(style)}</style>
</head>
<body>
<a class="skip-link" href="#entries">Skip to the videos</a>
<header>
<p class="brand">${trust(logo)} tubematter</p>
<h1>${nameRun(summary)}</h1>
<p class="run"><time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time><span>${count(plan.unchanged, 'page')} unchanged</span><span>${count(units, 'quota unit')}</span></p>
${stopped && html`<p class="stopped"><strong>Incomplete.</strong> ${stopped.message} ${stopped.hint}</p>`}
</header>
<main>
<form class="filters" method="dialog" autocomplete="off">
<fieldset><legend>Show only</legend>
${kinds.map((kind) => showFilter(kind, counts.get(kind) ?? 0))}
</fieldset>
<p class="shown"><span role="status">${showAll(entries.length)}</span> <button type="reset">Show all</button></p>
</form>
${showOverview(plan, common)}
<section id="entries" aria-labelledby="videos" tabindex="-1">
<h2 id="videos">Videos</h2>
${
  entries.length === 0
    ? html`<p class="nothing">Nothing to do: the pages are as YouTube has them.</p>`
    : html`<ol class="entries" role="list">
${entries.map((entry) => showEntry(entry, commonKeys))}</ol>`
}
</section>
</main>
<script>${trust(script)}</script>
</body>
</html>
`.markup;
}

const filterNames: Record<Kind, string> = { ...kindNames, problem: 'Problems', conflict: 'Conflicts' };

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  'img-src https://i.ytimg.com data:',
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const logo =
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><rect x="1.5" y="4" width="21" height="16" rx="4.5"/><path d="M10 8.6v6.8l6-3.4z"/></svg>';

function showFilter(kind: Kind, number: number): Markup {
  return html`<label class="filter ${kind}"><input type="checkbox" value="${kind}" id="only-${kind}"${number === 0 && trust(' disabled')}><b>${number.toLocaleString('en-US')}</b> <span>${filterNames[kind]}</span></label>
`;
}

function showAll(number: number): string {
  return number === 1 ? 'The only entry' : `All ${number.toLocaleString('en-US')} entries`;
}

function showOverview({ fields, changes }: Plan, common: Field[]): Markup {
  const rows = Object.entries(fields);
  const created = changes.filter(({ action }) => action === 'create').length;
  return html`${
    rows.length > 0 &&
    html`<details class="overview"><summary>Fields that change on existing pages (${rows.length})</summary>
<table><thead><tr><th scope="col">Field</th><th scope="col">Added</th><th scope="col">Changed</th><th scope="col">Taken out</th></tr></thead><tbody>
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

/** Fields that have one value on every new page, where there is more than one such page. */
function findCommonFields({ changes }: Plan): Field[] {
  const [first, ...others] = changes.filter((change): change is PageCreation => change.action === 'create');
  if (!first || others.length === 0) return [];
  const rest = others.map(
    ({ fields }) => new Map(fields.map(({ key, value }) => [key, JSON.stringify(value)])),
  );
  return first.fields.filter(({ key, value }) => {
    const text = JSON.stringify(value);
    return rest.every((fields) => fields.get(key) === text);
  });
}
