import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, describeFileError } from '../files/file-errors.ts';
import { isInside } from '../files/paths.ts';
import { isTempFile } from '../files/temp-files.ts';
import { UserError } from '../model/error.ts';
import type { UnreadablePage } from '../model/page.ts';

/** A file that may be a page. */
export interface PageFile {
  /** Below the content folder, with `/`. */
  path: string;
  /** Whether it is a link, or in a linked folder. */
  isLink: boolean;
}

/** Which files are pages, and which folder is left out. */
export interface WalkRules {
  /** Whether HTML files may be pages. */
  readsHtml: boolean;
  /** Whether Org files are pages. */
  readsOrg?: boolean | undefined;
  /** Below the content folder. */
  skipped?: string | undefined;
}

/** What the walk finds besides pages. */
interface Found {
  unreadable: UnreadablePage[];
  staleTempFiles: string[];
}

interface Folder {
  path: string;
  isLinked: boolean;
}

/**
 * Lists the files below a content folder that may be pages, those in linked folders too. The only walk over it: `check` and
 * `import` see the same pages.
 *
 * @param root the content folder; it need not exist yet
 * @param found is added to
 * @throws UserError if the folder itself cannot be read: every page would seem to be missing
 */
export function* walkPages(
  root: string,
  found: Found,
  { readsHtml, readsOrg, skipped }: WalkRules,
): Generator<PageFile> {
  const endings = ['md', 'markdown', 'mdx', ...(readsHtml ? ['html'] : []), ...(readsOrg ? ['org'] : [])];
  const isPage = new RegExp(`\\.(?:${endings.join('|')})$`, 'i');
  const folders: Folder[] = [{ path: '', isLinked: false }];
  const targets = new Set<string>();
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = join(root, folder.path);
    const { isLinked } = folder;
    for (const entry of readFolder(place, folder.path, found)) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (isTempFile(entry.name) && !isLinked) found.staleTempFiles.push(path);
      // Hidden files belong to editors and systems, such as the dangling link with which Emacs marks a file as open.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const isLink = entry.isSymbolicLink();
      if (entry.isDirectory()) {
        if (path !== skipped) folders.push({ path, isLinked });
      } else if (isPage.test(entry.name) && (entry.isFile() || isLink)) {
        yield { path, isLink: isLink || isLinked };
      } else if (isLink && path !== skipped && leadsToFolder(root, join(root, path), targets)) {
        folders.push({ path, isLinked: true });
      }
    }
  }
}

/**
 * Whether a link leads to a folder whose pages are not found by themselves.
 *
 * @param targets folders that links led to; is added to
 */
function leadsToFolder(root: string, link: string, targets: Set<string>): boolean {
  try {
    if (!statSync(link).isDirectory()) return false;
    const [target, content] = [realpathSync(link), realpathSync(root)];
    // A folder that holds the content folder leads in a circle.
    if (isInside(content, target) || isInside(target, content) || targets.has(target)) return false;
    targets.add(target);
    return true;
  } catch {
    return false; // It leads nowhere.
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
