import { type Dirent, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { codeOf, describeFileError } from '../files/file-errors.ts';
import { isTempFile } from '../files/temp-files.ts';
import { UserError } from '../model/error.ts';
import type { UnreadablePage } from '../model/page.ts';

/** A file that may be a page. */
export interface MarkdownFile {
  /** Below the content folder, with `/`. */
  path: string;
  /** The same file, for opening. */
  file: string;
  isLink: boolean;
}

/** What the walk finds besides pages. */
interface Found {
  unreadable: UnreadablePage[];
  staleTempFiles: string[];
}

/**
 * Lists the Markdown files below a content folder. The only walk over it: `check` and `import` see the same pages.
 *
 * @param root the content folder; it need not exist yet
 * @param found is added to
 * @param skipped a folder that is left out, below the content folder
 * @throws UserError if the folder itself cannot be read: every page would seem to be missing
 */
export function* walkMarkdown(root: string, found: Found, skipped?: string): Generator<MarkdownFile> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = join(root, folder);
    for (const entry of readFolder(place, folder, found)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isTempFile(entry.name)) found.staleTempFiles.push(path);
      // Hidden files belong to editors and systems, such as the dangling link with which Emacs marks a file as open.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) {
        if (path !== skipped) folders.push(path);
      } else if (/\.(md|markdown)$/i.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
        yield { path, file: `${place}${sep}${entry.name}`, isLink: entry.isSymbolicLink() };
      }
    }
  }
}

function readFolder(place: string, folder: string, found: Found): Dirent[] {
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    if (folder === '' && codeOf(error) === 'ENOENT') return [];
    const detail = describeFileError(error);
    if (folder === '') {
      throw new UserError(
        `The content folder ${place} cannot be read: ${detail}.`,
        'Check the path given with --content, or `content` in the config.',
        error,
      );
    }
    found.unreadable.push({
      path: folder,
      kind: 'cannot-read',
      line: null,
      detail,
      namesVideo: true,
      videoId: null,
    });
    return [];
  }
}
