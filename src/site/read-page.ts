import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { isInside } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { findLineNumber } from '../frontmatter/offsets.ts';
import { readOrg } from '../frontmatter/read-org.ts';
import { readFrontMatter } from '../frontmatter/read-values.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import { findVideos, findWrittenVideos } from './find-videos.ts';
import type { IdKeys } from './id-keys.ts';
import { type PageHead, readHead } from './page-head.ts';
import { readWritten } from './read-written.ts';
import type { PageFile } from './walk.ts';

const isMarkdown = /\.(md|markdown)$/i;
const isHtml = /\.html$/i;
const opensFrontMatter = /^\s*(?:---|\+\+\+|\{\s*["}])/;

/**
 * Reads the front matter of a page.
 *
 * @param root the folder that is read
 * @param idKeys the keys that name a page's video
 * @returns null for a link that leads nowhere, or to a file that the walk finds anyway
 */
export function readPage(
  root: string,
  { path, isLink }: PageFile,
  idKeys: IdKeys,
): Page | UnreadablePage | null {
  const refuse = (detail: string, text = '', error: Partial<UnreadablePage> = {}): UnreadablePage => {
    const ids = findWrittenVideos(text, idKeys);
    const [videoId = null, ...covered] = ids ?? [];
    return {
      path,
      kind: 'cannot-read',
      line: null,
      detail,
      namesVideo: text === '' || ids !== null,
      videoId,
      ...(covered.length > 0 && { covered }),
      ...(text !== '' && readWritten(text)),
      ...error,
    };
  };
  const file = join(root, path);
  let head: PageHead;
  try {
    if (isLink && !statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
    if (isLink && !leadsOut(root, file)) return null;
    head = readHead(file);
  } catch (error) {
    return refuse(describeFileError(error));
  }
  const { text } = head;
  // Most HTML files are not pages.
  if (isHtml.test(path) && !opensFrontMatter.test(text)) return null;
  if (isLink) {
    const page = refuse('it is reached by a link that leads out of the content folder', text, {
      kind: 'linked',
    });
    return page.namesVideo ? page : null;
  }
  if (head.encoding !== 'UTF-8') {
    return refuse(
      head.encoding === null ? 'it is not valid UTF-8 text' : 'it is UTF-16 text; save it as UTF-8',
      text,
    );
  }
  if (isOrg(path)) return { path, data: readOrg(text), bodyIsEmpty: false, ...findVideos({}, idKeys) };
  try {
    const data = readFrontMatter(text)?.data ?? {};
    // An import can write only Markdown there.
    const bodyIsEmpty = head.bodyIsEmpty && isMarkdown.test(path);
    return { path, data, bodyIsEmpty, ...findVideos(data, idKeys) };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    const conflict = text.search(/^<{7} /m);
    const [detail, line] =
      conflict < 0
        ? [error.message, error.line]
        : ['a merge conflict is left in it', findLineNumber(text, conflict)];
    return refuse(detail, text, { kind: 'bad-front-matter', line });
  }
}

/** Whether a page is one of which only the URLs are read. */
export function isOrg(path: string): boolean {
  return /\.org$/i.test(path);
}

function leadsOut(root: string, file: string): boolean {
  return !isInside(realpathSync(root), realpathSync(file));
}
