import { isUtf8 } from 'node:buffer';
import { type BigIntStats, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { LeadsOutError, type PageWriter } from '../files/page-writer.ts';
import { ChangedMeanwhileError } from '../files/write-file.ts';
import { addBlock } from '../frontmatter/add-block.ts';
import { editPage } from '../frontmatter/edit-page.ts';
import { EditError } from '../frontmatter/errors.ts';
import type { BlockStyle } from '../frontmatter/format.ts';
import { readFrontMatter } from '../frontmatter/read-values.ts';
import { renderPage } from '../frontmatter/render-page.ts';
import { isSame } from '../model/front-matter.ts';
import { listFields, type PageChange } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { hashBody } from './body-hash.ts';

/** A page's text before and after a change; nothing is written yet. */
export interface PageText {
  /** Without its body if that stays. */
  change: PageChange;
  /** Null for a new page. */
  before: string | null;
  after: string;
  /** The body that is written; null: it stays. */
  body: string | null;
  /** Whether a body stays that an import may have written, and that leads to the former video. */
  isStale: boolean;
  stats: BigIntStats | null;
}

/** The Markdown of a page, and the hash of the body that it may replace; absent: the page is new, or its body empty. */
export interface NewBody {
  text: string;
  replaces?: string;
}

/**
 * Makes the text of one change, from the page as it is on the disk now.
 *
 * @param body null: the body stays
 * @param order the keys of the config's fields, for keys that the page lacks
 * @param style how the front matter is written of a new page, and of one that has none
 * @returns the texts, or why the page must stay as it is
 */
export function renderChange(
  root: string,
  change: PageChange,
  body: NewBody | null,
  order: string[],
  style: BlockStyle,
): { text: PageText } | { problem: Problem } {
  const { page, path, fields } = change;
  if (!page) {
    const after = renderPage(listFields(change), body?.text ?? '', style);
    const text = { change, before: null, after, body: body?.text ?? null, isStale: false, stats: null };
    return { text };
  }
  try {
    const file = join(root, path);
    const stats = lstatSync(file, { bigint: true });
    // It was not a link when the plan was made.
    if (!stats.isFile()) return { problem: { code: 'changed-meanwhile', path } };
    const bytes = readFileSync(file);
    if (!isUtf8(bytes))
      return { problem: { code: 'cannot-read', path, detail: 'it is not valid UTF-8 text' } };
    // A BOM stays in the text: it is the page's own.
    const before = bytes.toString('utf8');
    const read = readFrontMatter(before);
    if (!isSame(read?.data ?? {}, page.data)) return { problem: { code: 'changed-meanwhile', path } };
    if (read === null) {
      const after = addBlock(before, listFields(change), style);
      return { text: { change, before, after, body: null, isStale: false, stats } };
    }
    const replaced = before.slice(read.bodyStart);
    const { text = null, replaces } = body ?? {};
    // A body that somebody has edited is theirs.
    const written = replaces === undefined || replaces === hashBody(replaced) ? text : null;
    const after = editPage(
      before,
      fields,
      order,
      written ?? undefined,
      replaces === undefined ? '' : replaced,
    );
    const made = written === null ? { ...change, body: null } : change;
    const isStale = written === null && isStaleBody(change, replaced);
    return { text: { change: made, before, after, body: written, isStale, stats } };
  } catch (error) {
    return { problem: explain(error, path) };
  }
}

/** If the hash shows that the user edited it, they know about it. */
function isStaleBody({ body, formerId }: PageChange, text: string): boolean {
  return formerId !== undefined && typeof body?.replaces === 'object' && text.includes(formerId);
}

/** The hash of a page's body as it is on the disk; null if it cannot be read. */
export function readBodyHash(root: string, path: string): string | null {
  try {
    const text = readFileSync(join(root, path), 'utf8');
    const read = readFrontMatter(text);
    return read ? hashBody(text.slice(read.bodyStart)) : null;
  } catch {
    return null; // It changed since it was read: the next import says what is wrong with it.
  }
}

/** Writes what `renderChange` made. @returns what went wrong, or null */
export async function writeChange(
  writer: PageWriter,
  { change, after, stats }: PageText,
): Promise<Problem | null> {
  try {
    await writer.write(change.path, after, stats);
    return null;
  } catch (error) {
    return explain(error, change.path);
  }
}

function explain(error: unknown, path: string): Problem {
  if (error instanceof EditError) return { code: 'cannot-edit', path, detail: error.message };
  if (error instanceof ChangedMeanwhileError) return { code: 'changed-meanwhile', path };
  if (error instanceof LeadsOutError) {
    return { code: 'cannot-write', path, detail: 'a link on the way leads out of the content folder' };
  }
  if (error instanceof Error && 'code' in error)
    return { code: 'cannot-write', path, detail: describeFileError(error) };
  throw error;
}
