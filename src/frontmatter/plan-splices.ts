import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../model/value.ts';
import { EditError } from './errors.ts';
import { type MergedChange, mergeChanges } from './merge-changes.ts';
import { findPlace } from './place-key.ts';
import { formatBody } from './render-page.ts';
import { findLineEnd, type Splice, sortSplices } from './splice.ts';
import { formatEntry, replaceValue } from './yaml/edit-value.ts';
import { type EditablePage, keepComments, openPage } from './yaml/open-block.ts';

/**
 * Plans an edit as splices of the whole text, sorted. `editPage` applies them and checks the result.
 *
 * @param text the whole page
 * @param changes what is to change; several may be about one key
 * @param order the keys in the order of a new page; says where a missing key goes
 * @param body Markdown for a page whose body is empty
 * @throws EditError where the edit cannot be made without touching more than it should
 * @throws FrontMatterError where the front matter cannot be read
 */
export function planSplices(
  text: string,
  changes: readonly FieldChange[],
  order: readonly string[],
  body?: string,
): Splice[] {
  return planEdit(text, openPage(text), changes, order, body);
}

/** As `planSplices`, for a page that is open already. */
export function planEdit(
  text: string,
  page: EditablePage,
  changes: readonly FieldChange[],
  order: readonly string[],
  body: string | undefined,
): Splice[] {
  const merged = mergeChanges(page.data, changes).filter(
    ({ key, value }) => !isDeepStrictEqual(page.data[key], value),
  );
  const splices = [
    ...merged.flatMap((change) => editEntry(page, change)),
    ...addEntries(page, merged, order),
  ].map((splice) => ({
    ...splice,
    start: splice.start + page.block.start,
    end: splice.end + page.block.start,
  }));
  return sortSplices(body === undefined ? splices : [...splices, fillBody(text, page, body)]);
}

function editEntry(page: EditablePage, { key, value, timestamp }: MergedChange): Splice[] {
  const entry = page.entries.find((candidate) => candidate.key === key);
  if (entry === undefined) return [];
  if (value !== undefined) {
    return replaceValue(page, entry, { before: page.data[key] ?? null, after: value, timestamp });
  }
  if (entry.unusual) throw new EditError(`"${key}" has an unusual layout`);
  const end = findLineEnd(page.source, entry.contentEnd);
  return [{ start: entry.start, end, text: keepComments(page, entry.start, end, page.indent) }];
}

function addEntries(page: EditablePage, merged: readonly MergedChange[], order: readonly string[]): Splice[] {
  const rank = (key: string) => {
    const index = order.findIndex((other) => other.toLowerCase() === key.toLowerCase());
    return index < 0 ? order.length : index;
  };
  return merged
    .filter(({ key }) => page.entries.every((entry) => entry.key !== key))
    .toSorted((a, b) => rank(a.key) - rank(b.key))
    .flatMap(({ key, value, timestamp }) => {
      if (value === undefined) return [];
      const position = findPlace(page, order, rank(key));
      return [{ start: position, end: position, text: formatEntry(page, key, value, timestamp) }];
    });
}

function fillBody(text: string, page: EditablePage, body: string): Splice {
  const { bodyStart, eol } = page.block;
  if (text.slice(bodyStart).trim() !== '') throw new EditError('the page has a body already');
  const gap = text.slice(0, bodyStart).endsWith('\n') ? '' : eol;
  return { start: bodyStart, end: text.length, text: gap + formatBody(body, eol) };
}
