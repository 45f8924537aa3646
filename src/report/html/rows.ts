import { diffWordsWithSpace } from 'diff';
import type { ChangeDescription, ConflictDescription } from '../change-description.ts';
import { html, type Markup, mark } from './markup.ts';

/** How a value differs from another: equal parts, and parts that only one of them has. */
interface Part {
  text: string;
  isOwn: boolean;
}

/** Beyond this many changed words, the two texts have little in common and are shown side by side, unmarked. */
const maximumEdits = 200;
/** How many characters of a long equal text are shown on each side of a change. */
const nearby = 80;

/** What is removed, kept and added, as rows. If one value replaces another, the differences are marked. */
export function showRows({ kind, rows }: Pick<ChangeDescription, 'kind' | 'rows'>): Markup[] {
  const [first, second] = rows;
  if (kind === 'changed' && rows.length === 2 && first?.sign === 'less' && second?.sign === 'more')
    return showReplaced(first.text, second.text);
  return rows.map(({ sign, text }) => {
    if (sign === 'less') return row('minus', 'removed', html`<del>${mark(showText(text))}</del>`);
    if (sign === 'more') return row('plus', 'added', html`<ins>${mark(showText(text))}</ins>`);
    return row('same', 'unchanged', html`${mark(text)}`);
  });
}

function showReplaced(before: string, after: string): Markup[] {
  const [old, current] = compare(showText(before), showText(after));
  return [
    row('minus', 'before', html`<del>${showParts(old)}</del>`),
    row('plus', 'after', html`<ins>${showParts(current)}</ins>`),
  ];
}

/** The body of a page that had none. */
export function showBody(text: string): Markup {
  return row('plus', 'written', html`<ins>${mark(text)}</ins>`);
}

/**
 * The conflicting values: the page's and YouTube's, each with what the other has not, and YouTube's at the last import,
 * with what is gone from it since.
 */
export function showConflict({ yours, youtube, last }: Omit<ConflictDescription, 'key'>): Markup[] {
  const [own, other] =
    yours === null
      ? [html`<i>removed</i>`, html`${mark(showText(youtube))}`]
      : compare(showText(yours), showText(youtube)).map((parts) => html`${showParts(parts)}`);
  const [earlier] = compare(showText(last), showText(youtube));
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

/** A described value for people. */
export function showText(text: string): string {
  return text === '' ? '(empty)' : text;
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
