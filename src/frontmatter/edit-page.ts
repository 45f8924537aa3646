import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, Value } from '../model/value.ts';
import { locateBlock } from './block.ts';
import { EditError, FrontMatterError } from './errors.ts';
import { mergeChanges } from './merge-changes.ts';
import { planEdit } from './plan-splices.ts';
import { parseFrontMatter } from './read-values.ts';
import { formatBody } from './render-page.ts';
import { applySplices } from './splice.ts';
import { findComments } from './yaml/comments.ts';
import { type EditablePage, openPage } from './yaml/open-block.ts';

/**
 * Edits a page: the values that change are spliced into its text in the page's own style, and every other byte stays.
 * The result is read again and must hold exactly the values that were meant, and every comment.
 *
 * @param text the whole page
 * @param changes what is to change; several may be about one key
 * @param order the keys in the order of a new page; says where a missing key goes
 * @param body Markdown for a page whose body is empty
 * @returns the edited text; the same text where nothing changes
 * @throws EditError where the edit cannot be made without touching more than it should
 * @throws FrontMatterError where the front matter cannot be read
 */
export function editPage(
  text: string,
  changes: readonly FieldChange[],
  order: readonly string[],
  body?: string,
): string {
  const page = openPage(text);
  const result = applySplices(text, planEdit(text, page, changes, order, body));
  verifyEdit(page, text.slice(page.block.bodyStart), result, changes, body);
  return result;
}

function verifyEdit(
  page: EditablePage,
  bodyBefore: string,
  result: string,
  changes: readonly FieldChange[],
  body: string | undefined,
): void {
  const intended = Object.assign(Object.create(null), page.data);
  for (const { key, value } of mergeChanges(page.data, changes)) {
    if (value === undefined) delete intended[key];
    else intended[key] = value;
  }
  const [found, source, foundBody] = readAgain(result);
  const wrongKey = [...Object.keys(intended), ...Object.keys(found)].find(
    (key) => !isDeepStrictEqual(intended[key], found[key]),
  );
  if (wrongKey !== undefined) throw new EditError(`the page would not read back as meant: "${wrongKey}"`);
  if (!isDeepStrictEqual(commentTexts(page.source), commentTexts(source))) {
    throw new EditError('a comment in the front matter would be lost');
  }
  if (foundBody !== (body === undefined ? bodyBefore : formatBody(body, page.block.eol))) {
    throw new EditError('the body would change');
  }
}

function readAgain(text: string): [data: Record<string, Value>, source: string, body: string] {
  try {
    const block = locateBlock(text);
    if (block !== null) {
      return [parseFrontMatter(text, block), text.slice(block.start, block.end), text.slice(block.bodyStart)];
    }
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    throw new EditError(`the page would not read back: ${error.message}`);
  }
  throw new EditError('the page would lose its front matter');
}

function commentTexts(source: string): string[] {
  return findComments(source)
    .map(({ text }) => text)
    .toSorted();
}
