import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Conflict } from '../../model/plan.ts';
import type { Value } from '../../model/value.ts';
import { html, type Markup, mark } from './markup.ts';

/** How a value differs from another: equal parts, and parts that only one of them has. */
interface Part {
  text: string;
  isOwn: boolean;
}

/** Beyond this many changed words the two texts stand beside each other unmarked: they have little in common. */
const maximumEdits = 200;
/** Where a long text is equal in both, so many characters of it are shown on each side of a change. */
const nearby = 80;

/** A value that came, as rows with a plus. */
export function showAdded(values: Value[], verb = 'added'): Markup[] {
  return values.map((value) => row('plus', verb, html`<ins>${mark(textOf(value))}</ins>`));
}

/** A value that went, as rows with a minus. */
export function showRemoved(values: Value[]): Markup[] {
  return values.map((value) => row('minus', 'removed', html`<del>${mark(textOf(value))}</del>`));
}

/** A value and what it becomes, as rows with their differences marked. */
export function showReplaced(before: Value, after: Value): Markup[] {
  if (Array.isArray(before) && Array.isArray(after)) return showLists(before, after);
  const [old, current] = compare(textOf(before), textOf(after));
  return [
    row('minus', 'before', html`<del>${showParts(old)}</del>`),
    row('plus', 'after', html`<ins>${showParts(current)}</ins>`),
  ];
}

/**
 * The values that stand against each other: the page's and YouTube's, each with what the other has not, and YouTube's at
 * the last import, with what is gone from it since.
 */
export function showConflict({ page, youtube, last }: Omit<Conflict, 'key'>): Markup[] {
  const [own, other] =
    page === undefined
      ? [html`<i>removed</i>`, html`${mark(textOf(youtube))}`]
      : compare(textOf(page), textOf(youtube)).map((parts) => html`${showParts(parts)}`);
  const [earlier] = compare(textOf(last), textOf(youtube));
  const sides: [name: string, value: Markup | undefined][] = [
    ['yours, stays', own],
    ['YouTube’s now', other],
    ['YouTube’s before', html`${showParts(earlier)}`],
  ];
  return sides.map(
    ([name, value]) =>
      html`<div class="row side"><span class="name">${name}</span><span class="value">${value}</span></div>`,
  );
}

/** A value as one text, lists with commas. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (Array.isArray(value)) return value.length === 0 ? '(empty)' : value.map(textOf).join(', ');
  return JSON.stringify(value);
}

function showLists(before: Value[], after: Value[]): Markup[] {
  const changes = diffArrays(before.map(textOf), after.map(textOf));
  return changes.flatMap(({ added, removed, value }) => {
    if (added) return showAdded(value);
    if (removed) return showRemoved(value);
    return [row('same', 'unchanged', html`${mark(value.join(', '))}`)];
  });
}

function row(kind: 'plus' | 'minus' | 'same', verb: string, value: Markup): Markup {
  return html`<div class="row ${kind}"><span class="unseen">${verb}: </span><span class="value">${value}</span></div>`;
}

function compare(before: string, after: string): [Part[], Part[]] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: maximumEdits });
  if (!changes) return [[{ text: before, isOwn: false }], [{ text: after, isOwn: false }]];
  const side = (own: 'added' | 'removed', other: 'added' | 'removed') =>
    changes.flatMap((change, at): Part[] => {
      if (change[other]) return [];
      if (change[own]) return [{ text: change.value, isOwn: true }];
      return [{ text: fold(change.value, at === 0, at === changes.length - 1), isOwn: false }];
    });
  return [side('removed', 'added'), side('added', 'removed')];
}

/** Leaves out the middle of a long equal text, or the end that is far from any change. */
function fold(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 3 * nearby || (isFirst && isLast)) return text;
  const characters = [...text];
  const start = isFirst ? [] : characters.slice(0, nearby);
  const end = isLast ? [] : characters.slice(-nearby);
  return `${start.join('')} … ${end.join('')}`;
}

function showParts(parts: Part[]): Markup[] {
  return parts.map(({ text, isOwn }) => (isOwn ? html`<mark>${mark(text)}</mark>` : html`${mark(text)}`));
}
