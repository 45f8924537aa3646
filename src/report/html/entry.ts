import type { Generator } from '../../generators/generator.ts';
import { type Conflict, listFields, type PageChange } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { Field } from '../../model/value.ts';
import { renderBody } from '../../plan/body-template.ts';
import { count, formatNumber } from '../../text/counts.ts';
import { describeChanges, describeConflict, describeText, describeValue } from '../change-description.ts';
import { type Entry, isOfKind, type Kind, kinds, thumbnailUrl, watchUrl } from '../entries.ts';
import { listMoves } from '../kept.ts';
import { describeMissing, problemNames, removedAdvice, replacedWords } from '../labels.ts';
import { nameProblem } from '../problem-groups.ts';
import { describeProblem, describeReupload, describeSkip } from '../sentences.ts';

import { html, type Markup, show } from './markup.ts';
import { showBody, showConflict, showRows, showText } from './rows.ts';

export const kindNames: Record<Kind, string> = {
  problem: 'Problem',
  conflict: 'Conflict',
  clash: 'Slug taken',
  missing: 'Missing',
  removed: 'Page removed',
  update: 'Updated',
  create: 'Created',
  skip: 'Skipped',
};

/** The maximum length of a text that only serves to recognise a page. */
const longest = 280;

/**
 * One video or page.
 *
 * @param site its name, where there are several: it stands where no path tells it
 * @param common keys of fields that every new page has alike; they are shown once, above the entries
 */
export function showEntry(entry: Entry, site: string, common: Set<string>, generator: Generator): Markup {
  const own = kinds.filter((kind) => isOfKind(entry, kind));
  return html`<li class="entry ${own.join(' ')}"><article>
${showThumbnail(entry.videoId)}
<div class="about">
<h3>${showTitle(entry)}</h3>
<p class="where">${own.map((kind) => html`<span class="kind ${kind}">${kindNames[kind]}</span> `)}${showPlace(entry)}${entry.path === null && site !== '' && html` <code>${show(site)}</code>`}</p>
${showNotes(entry).map((note) => html`<p class="note">${note}</p>`)}
${!!entry.problems?.others.length && showOthers(entry.problems.others)}
${entry.conflicts && showConflicts(entry.conflicts)}
${entry.change?.page && showUpdate(entry.change, generator)}
${entry.change?.page === null && showCreation(entry.change, common, generator)}
</div>
</article></li>
`;
}

/** Fields of a new page as they will be. */
export function showFields(fields: readonly Field[]): Markup {
  return html`<dl class="fields">${fields.map(
    ({ key, value }) =>
      html`<div><dt><code>${show(key)}</code></dt><dd>${
        Array.isArray(value) && value.length > 0
          ? value.map((item) => html`<div>${show(showText(describeValue(item)))}</div>`)
          : show(cutText(showText(describeValue(value))))
      }</dd></div>`,
  )}</dl>`;
}

function cutText(text: string): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest).join('')} …` : text;
}

function showThumbnail(videoId: string | null): Markup {
  if (videoId === null) return html``;
  return html`<div class="thumbnail"><img src="${thumbnailUrl(videoId)}" alt="" width="160" height="90" loading="lazy" decoding="async"></div>`;
}

function showTitle({ title, path, videoId, problems }: Entry): Markup {
  const name = problems ? problemNames[problems.first.code] : (title ?? path ?? videoId ?? '');
  return videoId === null ? show(name) : html`<a href="${watchUrl(videoId)}">${show(name)}</a>`;
}

function showPlace({ path, change, title, videoId, problems }: Entry): Markup {
  if (problems) return html``;
  const url = change?.url;
  return html`${path !== null && title !== null && html`<code>${show(path)}</code>`}${
    !!url && html` <span class="url"><span class="unseen">at </span><code>${show(url)}</code></span>`
  }${!change && html` <code>${show(videoId ?? '')}</code>`}`;
}

function showNotes({ change, problems, missing, reupload, removed, skip, clash }: Entry): Markup[] {
  const notes: Markup[] = [];
  for (const { from, to } of listMoves({ changes: change ? [change] : [] })) {
    notes.push(
      html`The page moves from <code>${show(from)}</code> to <code>${show(to)}</code>; the old URL becomes an alias.`,
    );
  }
  if (problems) notes.push(show(describeProblem(problems.first)));
  if (missing) notes.push(html`The page stays, but the video ${describeMissing(missing)}.`);
  if (reupload) notes.push(show(describeReupload(reupload)));
  if (removed) {
    const urls = removed.urls.map((url, at) => html`${at > 0 && ', '}<code>${show(url)}</code>`);
    notes.push(
      removed.urls.length === 0
        ? html`You removed this page; ${replacedWords}.`
        : html`You removed this page, and nothing serves ${urls} any more. ${removedAdvice}`,
    );
  }
  if (skip) notes.push(html`Left out: ${describeSkip(skip.reason)}.`);
  if (clash) {
    notes.push(
      html`The slug <code>${show(clash.wanted)}</code> is taken by <code>${show(clash.takenBy)}</code>; this page has <code>${show(clash.slug)}</code>.`,
    );
  }
  return notes;
}

function showOthers(others: Problem[]): Markup {
  return html`<details><summary>And ${formatNumber(others.length)} more like this</summary><ul>${others.map(
    (problem) => html`<li><code>${show(nameProblem(problem))}</code></li>`,
  )}</ul></details>`;
}

function showConflicts(conflicts: Conflict[]): Markup {
  return html`<dl class="changes">${conflicts
    .map(describeConflict)
    .map((conflict) =>
      showField([conflict.key], 'edited by you and changed on YouTube', showConflict(conflict)),
    )}</dl>`;
}

function showUpdate(update: PageChange, generator: Generator): Markup {
  const { fields, body } = update;
  const text = describeText(update);
  return html`<dl class="changes">${describeChanges(fields).map((change) =>
    showField(change.keys, change.reason, showRows(change)),
  )}${text && showField([text.name], text.reason, body ? [showBody(cutText(renderBody(body, generator)))] : [])}</dl>`;
}

function showCreation(change: PageChange, common: Set<string>, generator: Generator): Markup {
  const own = listFields(change).filter(({ key }) => !common.has(key));
  const body = change.body ? renderBody(change.body, generator) : '';
  const shown = body === '' ? own : [...own, { key: 'body', value: body }];
  return html`<details><summary>${count(shown.length, 'field')}</summary>${showFields(shown)}</details>`;
}

function showField(keys: string[], why: string, rows: Markup[]): Markup {
  return html`<div class="change"><dt>${keys.map((key) => html`<code>${show(key)}</code> `)}<span class="why">${why}</span></dt><dd>${rows}</dd></div>`;
}
