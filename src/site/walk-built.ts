import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../files/file-errors.ts';

/** What the walk reads of a built site. */
export interface BuiltFiles {
  /** Files to read at any size: those of hosts, and the sitemap. Below the folder. */
  whole: ReadonlySet<string>;
  /** Is told of what cannot be read; one phrase each. */
  unread: string[];
}

/** A page that only redirects is small: larger ones are not opened. In bytes. */
const mostStubBytes = 16 * 1024;

/**
 * Lists the files of a built site with the text of those that may redirect, one after another, so that no more than one
 * is in memory. Hidden files are not part of the site, except `.well-known`.
 *
 * @param root the built folder
 * @throws the file system's errors
 */
export function* walkBuilt(
  root: string,
  { whole, unread }: BuiltFiles,
): Generator<{ path: string; text: string | null }> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') && entry.name !== '.well-known') continue;
      const kind = findKind(join(root, path), entry);
      if (kind === 'folder') folders.push(path);
      else if (kind === 'file') yield { path, text: readText(join(root, path), path, whole) };
      else unread.push(`${path} is ${kind}`);
    }
  }
}

/** Links to files are followed. Those to folders are not, since they may lead in a circle. */
function findKind(file: string, entry: Dirent): string {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  const target = entry.isSymbolicLink() ? readTarget(file) : undefined;
  if (target?.isFile()) return 'file';
  return target?.isDirectory() ? 'a link to a folder' : 'no file';
}

/** @returns undefined if the link leads nowhere, or in a circle */
function readTarget(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error;
    return undefined;
  }
}

function readText(file: string, path: string, whole: ReadonlySet<string>): string | null {
  if (whole.has(path)) return readFileSync(file, 'utf8');
  if (!path.endsWith('.html') || statSync(file).size > mostStubBytes) return null;
  return readFileSync(file, 'utf8');
}
