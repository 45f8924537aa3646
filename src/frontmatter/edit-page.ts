import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../model/value.ts';
import type { Comment } from './comments.ts';
import { EditError, FrontMatterError } from './errors.ts';
import { applyToValues, type MergedChange, mergeChanges } from './merge-changes.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { orderChanges } from './order-changes.ts';
import { formatBody } from './render-page.ts';
import { applySplices, type Splice, sortSplices } from './splice.ts';

/**
 * Edits a page: the values that change are spliced into its text in the page's own style, and every other byte stays.
 * The result is read again and must hold exactly the values that were meant, and every comment.
 *
 * @param text the whole page
 * @param changes what is to change; several may be about one key
 * @param order the keys in the order of a new page; says where a missing key goes
 * @param body Markdown for the page's body; undefined: it stays
 * @param replaced the body that it replaces; `''` for a page without one
 * @returns the edited text; the same text if nothing changes
 * @throws EditError if the edit cannot be made without touching more than it should
 * @throws FrontMatterError if the front matter cannot be read
 */
export function editPage(
  text: string,
  changes: readonly FieldChange[],
  order: readonly string[],
  body?: string,
  replaced = '',
): string {
  const page = openPage(text);
  if (page === null) throw new EditError('the page has no front matter');
  const { block, editor } = page;
  const merged = mergeChanges(editor.values, changes);
  const splices = editor
    .planSplices(orderChanges(editor, merged, order))
    .map((splice) => ({ ...splice, start: splice.start + block.start, end: splice.end + block.start }));
  if (body !== undefined) splices.push(replaceBody(text, page, body, replaced));
  const result = applySplices(text, sortSplices(splices));
  verifyEdit(page, result, merged, body === undefined ? page.body : formatBody(body, block.eol));
  return result;
}

function replaceBody(
  text: string,
  { block, body: before }: OpenPage,
  body: string,
  replaced: string,
): Splice {
  const { bodyStart, eol } = block;
  if (before.trim() !== replaced.trim()) throw new EditError('the page has a body already');
  const gap = text.slice(0, bodyStart).endsWith('\n') ? '' : eol;
  return { start: bodyStart, end: text.length, text: gap + formatBody(body, eol) };
}

function verifyEdit(
  { editor: before }: OpenPage,
  result: string,
  merged: readonly MergedChange[],
  body: string,
): void {
  const { editor: after, body: foundBody } = openAgain(result);
  const intended = applyToValues(before.values, merged);
  const wrongKey = [...Object.keys(intended), ...Object.keys(after.values)].find(
    (key) => !isDeepStrictEqual(intended[key], after.values[key]),
  );
  if (wrongKey !== undefined) throw new EditError(`the page would not read back as meant: "${wrongKey}"`);
  if (!isDeepStrictEqual(sortTexts(before.comments), sortTexts(after.comments))) {
    throw new EditError('a comment in the front matter would be lost');
  }
  if (foundBody !== body) throw new EditError('the body would change');
}

function sortTexts(comments: readonly Comment[]): string[] {
  return comments.map(({ text }) => text).toSorted();
}

function openAgain(text: string): OpenPage {
  try {
    const page = openPage(text);
    if (page !== null) return page;
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    throw new EditError(`the page would not read back: ${error.message}`);
  }
  throw new EditError('the page would lose its front matter');
}
