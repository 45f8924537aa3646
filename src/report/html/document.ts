import { createHash } from 'node:crypto';
import type { Kind } from '../entries.ts';
import { html, type Markup, trust } from './markup.ts';
import { script } from './script.ts';
import { icon, style } from './style.ts';

/** Says who wrote the page: the next run knows it for its own. */
export const htmlMark = '<meta name="generator" content="tubematter">';

/** The parts of a report's page. */
export interface ReportPage {
  title: string;
  heading: string;
  /** The time of the run. */
  now: Date;
  /** Beside the time, a few words each. */
  facts: string[];
  warnings: readonly (Markup | string)[];
  filters: { kind: Kind; name: string; number: number }[];
  overview: Markup | null;
  listName: string;
  entries: Markup[];
  /** Shown if there are no entries. */
  nothing: string;
}

/**
 * One HTML file that opens from disk. It loads nothing but thumbnails from i.ytimg.com: its policy allows only the style
 * and the script that are written here.
 */
export function writeDocument(page: ReportPage): string {
  const { title, heading, facts, warnings, filters, overview, listName, entries, nothing } = page;
  const time = page.now.toISOString();
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${trust(htmlMark)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · tubematter</title>
<link rel="icon" href="${icon}">
<style>${trust(style)}</style>
</head>
<body>
<a class="skip-link" href="#entries">Skip to the list</a>
<header>
<p class="brand">${trust(logo)} tubematter</p>
<h1>${heading}</h1>
<p class="run"><time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>${facts.map((fact) => html`<span>${fact}</span>`)}</p>
${warnings.map((warning) => html`<p class="stopped">${warning}</p>`)}
</header>
<main>
${entries.length > 0 && showFilters(filters, entries.length)}
${overview}
<section id="entries" aria-labelledby="list" tabindex="-1">
<h2 id="list">${listName}</h2>
${
  entries.length === 0
    ? html`<p class="nothing">${nothing}</p>`
    : html`<ol class="entries" role="list">
${entries}</ol>`
}
</section>
</main>
${entries.length > 0 && html`<script>${trust(script)}</script>`}
</body>
</html>
`.markup;
}

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

function showFilters(filters: ReportPage['filters'], total: number): Markup {
  return html`<form class="filters" method="dialog" autocomplete="off">
<fieldset><legend>Show only</legend>
${filters.map(showFilter)}
</fieldset>
<p class="shown"><span role="status">${showAll(total)}</span> <button type="reset">Show all</button></p>
</form>`;
}

function showFilter({ kind, name, number }: ReportPage['filters'][number]): Markup {
  return html`<label class="filter ${kind}"><input type="checkbox" value="${kind}" id="only-${kind}"${number === 0 && trust(' disabled')}><b>${number.toLocaleString('en-US')}</b> <span>${name}</span></label>
`;
}

function showAll(number: number): string {
  return number === 1 ? 'The only entry' : `All ${number.toLocaleString('en-US')} entries`;
}
