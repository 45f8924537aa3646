import { type Dirent, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { codeOf, describeFileError } from '../files/file-errors.ts';
import { isTempFile } from '../files/temp-files.ts';
import { UserError } from '../model/error.ts';
import type { Problem } from '../model/problem.ts';

/** A file that may be a page. */
export interface MarkdownFile {
  /** Below the content folder, with `/`. */
  path: string;
  /** The same, to be opened. */
  file: string;
  isLink: boolean;
}

/** What is met on the way. */
export interface Findings {
  problems: Problem[];
  /** Temporary files that a killed run left. */
  staleTempFiles: string[];
}

/**
 * Lists the Markdown files below a content folder, folder by folder, as they are asked for.
 *
 * @param root the content folder; it need not exist yet
 * @throws UserError where the folder itself cannot be read: every page would seem to be missing
 */
export function* listMarkdown(root: string, findings: Findings): Generator<MarkdownFile> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = join(root, folder);
    for (const entry of readFolder(place, folder, findings)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isTempFile(entry.name)) findings.staleTempFiles.push(path);
      // Hidden files belong to editors and systems, such as the dangling link with which Emacs marks a file as open.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) {
        folders.push(path);
      } else if (/\.(md|markdown)$/i.test(entry.name)) {
        if (entry.isFile() || entry.isSymbolicLink()) {
          yield { path, file: `${place}${sep}${entry.name}`, isLink: entry.isSymbolicLink() };
        }
      }
    }
  }
}

function readFolder(place: string, folder: string, findings: Findings): Dirent[] {
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    if (folder === '' && codeOf(error) === 'ENOENT') return [];
    if (folder === '') {
      const detail = describeFileError(error);
      throw new UserError(`The content folder ${place} cannot be read: ${detail}.`, undefined, error);
    }
    findings.problems.push({ code: 'cannot-read', path: folder, detail: describeFileError(error) });
    return [];
  }
}
