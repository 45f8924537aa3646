import { kinds } from '../entries.ts';

/** A play mark, for the browser's tab. */
export const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect x='1' y='3.5' width='22' height='17' rx='5' fill='%232f6f5e'/><path d='M10 8v8l7-4z' fill='white'/></svg>";

/**
 * With a filter checked, only entries of checked kinds are shown. `:has` looks into the form alone,
 * which is small.
 */
const filters = kinds
  .map((kind) => `.filters:has(#only-${kind}:checked) ~ section .entry.${kind} { display: block; }`)
  .join('\n');

/** The whole style of a report. Colours have a contrast of at least 4.5 to 1 on their ground (WCAG 2.2, 1.4.3). */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --raised: #ffffff;
  --ink: #20242a;
  --quiet: #63676d;
  --line: #e4e1da;
  --link: #1d5c4c;
  --create: #22663b; --update: #1f5a93; --conflict: #8a5200; --clash: #6b6000; --missing: #70429b; --removed: #86406a; --skip: #5e6268; --problem: #ab2b28;
  --plus: #e5f3e7; --plus-mark: #b4dfbc; --plus-ink: #144a26;
  --minus: #fbe9e7; --minus-mark: #f3c1bb; --minus-ink: #7d1f1a;
  --side: #f6f0e2; --side-mark: #ecd9ac;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b;
    --raised: #1d2024;
    --ink: #e4e5e3;
    --quiet: #a0a4a9;
    --line: #31353a;
    --link: #8cd0bb;
    --create: #7fcf97; --update: #8abdf0; --conflict: #e8b45c; --clash: #d3cb6c; --missing: #c9a5ee; --removed: #e5a3c9; --skip: #a8acb1; --problem: #ff9d94;
    --plus: #16301f; --plus-mark: #245a36; --plus-ink: #b9e8c5;
    --minus: #3a1d1c; --minus-mark: #6d302c; --minus-ink: #ffcfc9;
    --side: #2c2719; --side-mark: #58491f;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 64rem;
  padding: 0 1.5rem 6rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
h1, h2, h3, p, dl, dd, ol, fieldset { margin: 0; padding: 0; border: 0; }
code { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 4px; }
#entries:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip-link { position: absolute; left: 1.5rem; top: -4rem; padding: 0.5rem 1rem; background: var(--raised); z-index: 2; }
.skip-link:focus { top: 0.5rem; }
.hidden { padding: 0 0.25em; border: 1px solid color-mix(in srgb, currentColor 40%, transparent); border-radius: 3px; font: 400 0.7em var(--mono); vertical-align: 0.1em; }

header { padding: 3rem 0 2rem; }
.brand { display: flex; align-items: center; gap: 0.5rem; color: var(--quiet); font-size: 0.9375rem; letter-spacing: 0.01em; }
.brand rect { fill: var(--link); }
.brand path { fill: var(--paper); }
h1 { margin-top: 0.5rem; font: 400 clamp(1.75rem, 5vw, 2.75rem)/1.15 ui-serif, "Iowan Old Style", Charter, Georgia, "Noto Serif", serif; letter-spacing: -0.015em; text-wrap: balance; }
.run { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 0.75rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.stopped { margin-top: 1.25rem; padding: 0.75rem 1rem; border-left: 3px solid var(--conflict); background: var(--side); border-radius: 0 6px 6px 0; }

.filters { margin: 0 -0.75rem; padding: 0.75rem; background: var(--paper); border-bottom: 1px solid var(--line); }
fieldset { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 10rem); gap: 0.5rem; min-width: 0; }
legend { padding: 0; margin-bottom: 0.5rem; color: var(--quiet); font-size: 0.875rem; }
.filter {
  --kind: var(--skip);
  display: grid; grid-template-columns: 1fr auto; align-items: center;
  padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-top: 3px solid var(--kind); border-radius: 6px;
  background: var(--raised); cursor: pointer; font-size: 0.9375rem;
}
.filter b { grid-row: 1; grid-column: 1; font-size: 1.5rem; font-weight: 500; line-height: 1.2; font-variant-numeric: tabular-nums; }
.filter span { grid-column: 1 / -1; color: var(--kind); }
.filter input { grid-row: 1; grid-column: 2; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--kind); cursor: inherit; }
.filter:hover { border-color: var(--kind); }
.filter:has(:checked) { border-color: var(--kind); box-shadow: inset 0 0 0 1px var(--kind); }
.filter:has(:disabled) { cursor: default; border-color: var(--line); background: none; }
.filter:has(:disabled) :is(b, span) { color: var(--quiet); }
.filter:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
.filter :focus-visible { outline: none; }
.shown { display: flex; align-items: baseline; justify-content: space-between; gap: 1rem; margin-top: 0.75rem; color: var(--quiet); font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
button { padding: 0.125rem 0.5rem; border: 0; border-radius: 4px; background: none; color: var(--link); font: inherit; text-decoration: underline; text-underline-offset: 0.15em; cursor: pointer; }

${kinds.map((kind) => `.filter.${kind}, .kind.${kind} { --kind: var(--${kind}); }`).join('\n')}

h2 { margin: 2rem 0 0; font-size: 1.125rem; font-weight: 600; }
summary { width: fit-content; padding: 0.125rem 0; color: var(--link); cursor: pointer; }
.overview { margin-top: 0.75rem; }
.overview + .overview { margin-top: 0.25rem; }
table { margin: 0.5rem 0 1rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 1.25rem 0.3rem 0; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; }
th:first-child { text-align: left; }
thead th { color: var(--quiet); font-size: 0.875rem; }

/* If they leave enough room for what they filter, the filters stay in sight, and nothing that has the focus hides
   behind them (WCAG 2.2, 2.4.11). */
@media (min-width: 44.01rem) and (min-height: 36rem) {
  :root { scroll-padding-top: 10rem; }
  .filters { position: sticky; top: 0; z-index: 1; }
}
/* Without scripts the count is not updated. */
@media (scripting: none) { .shown [role=status] { visibility: hidden; } }

.entries { list-style: none; }
/* A block, since a browser numbers list items anew for each that goes: ten thousand would take minutes. The four pixels
   are for the focus ring, which content-visibility would cut off. */
.entry { display: block; margin: 0 -4px; content-visibility: auto; contain-intrinsic-size: auto 9rem; border-bottom: 1px solid var(--line); }
.filters:has(:checked) ~ section .entry { display: none; }
${filters}
article { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 1.25rem; padding: 1.25rem 4px; }
.finding { grid-template-columns: minmax(0, 1fr); }
.thumbnail { aspect-ratio: 16 / 9; clip-path: inset(1px round 6px); background: var(--line); }
.about { grid-column: -2; }
.thumbnail img { position: relative; display: block; width: 100%; height: 100%; object-fit: cover; }
/* Browsers give an image pseudo-elements only if it cannot be loaded: offline, this hides their broken one. */
.thumbnail img::after { content: "▶"; position: absolute; inset: 0; display: grid; place-content: center; background: var(--line); color: var(--quiet); }
h3 { font-size: 1.0625rem; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration-color: transparent; }
h3 a:hover, h3 a:focus-visible { text-decoration-color: currentColor; }
.where { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.625rem; margin-top: 0.25rem; color: var(--quiet); font-size: 0.9375rem; }
.kind { color: var(--kind); font-weight: 600; }
.kind::before { content: ""; display: inline-block; width: 0.55em; height: 0.55em; margin-right: 0.4em; border-radius: 50%; background: currentColor; }
.url::before { content: "→"; margin-right: 0.5rem; }
.note { margin-top: 0.375rem; max-width: 44rem; overflow-wrap: anywhere; }

.changes { margin-top: 0.75rem; }
.change { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0.25rem 1rem; padding: 0.375rem 0; }
.change dt { overflow-wrap: anywhere; }
.why { display: block; color: var(--quiet); font-size: 0.8125rem; line-height: 1.35; }
.row { display: flex; padding: 0.125rem 0.625rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9375rem; }
.row:first-child { border-radius: 5px 5px 0 0; }
.row:last-child { border-radius: 0 0 5px 5px; }
.row:only-child { border-radius: 5px; }
.row::before { flex: 0 0 1.25rem; font-family: var(--mono); }
.plus { background: var(--plus); color: var(--plus-ink); }
.plus::before { content: "+"; }
.minus { background: var(--minus); color: var(--minus-ink); }
.minus::before { content: "−"; }
.same { color: var(--quiet); }
.same::before { content: ""; }
.side { background: var(--side); }
.side::before { content: none; }
.side .name { flex: 0 0 8.5rem; color: var(--conflict); font-size: 0.875rem; line-height: 1.6; }
.value { min-width: 0; unicode-bidi: isolate; }
ins, del { text-decoration: none; }
mark { padding: 0.05em 0; border-radius: 2px; color: inherit; }
.plus mark { background: var(--plus-mark); }
.minus mark { background: var(--minus-mark); }
.side mark { background: var(--side-mark); }

.entry details { margin-top: 0.375rem; font-size: 0.9375rem; }
.fields { margin: 0.375rem 0 0.5rem; font-size: 0.9375rem; }
.fields > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: 0.25rem 0; border-top: 1px solid var(--line); }
.fields dd { white-space: pre-wrap; overflow-wrap: anywhere; }
.nothing { margin-top: 1rem; color: var(--quiet); }

@media (max-width: 44rem) {
  body { padding: 0 1rem 4rem; }
  header { padding: 1.5rem 0 1.25rem; }
  fieldset { grid-auto-flow: row; grid-template-columns: repeat(3, 1fr); }
  .filter { padding: 0.375rem 0.5rem; font-size: 0.875rem; }
  article { grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
  .thumbnail { width: 10rem; }
  .change, .fields > div { grid-template-columns: minmax(0, 1fr); }
  .side { display: block; }
  .side .name { display: block; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; }
  /* What is left of the filters are the totals. */
  .filters { position: static; }
  .filters :is(legend, input), .shown, .skip-link { display: none; }
  .entry { content-visibility: visible; break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .row, .thumbnail { print-color-adjust: exact; }
}
`;
