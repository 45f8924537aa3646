import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  type Dirent,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { readKey } from '../plan/front-matter.ts';
import type { Problem } from '../problems.ts';
import type { Value } from '../values.ts';
import { FrontMatterError } from './frontmatter/errors.ts';
import { readFrontMatter } from './frontmatter/read.ts';
import type { PageFacts } from './page.ts';
import { omitTranslations } from './translations.ts';
import { isTemporary } from './write.ts';

/** What lies below a content folder. */
export interface Scan {
  pages: PageFacts[];
  /** Pages that name a video but cannot be read: the video must not get a second page. */
  unreadable: { videoId: string; path: string }[];
  problems: Problem[];
  /** Temporary files that a killed run left. */
  leftovers: string[];
}

/** The id in front matter that cannot be read: broken YAML, or another language. */
const writtenVideoId =
  /(?<![\w-])(?:videoId|ResourceId)["']?[ \t]*[:=][ \t]*["']?([A-Za-z0-9_-]{11})(?![\w-])/i;
const mentionsVideo = /videoId|ResourceId/i;
const videoIdPattern = /^[A-Za-z0-9_-]{11}$/;

/**
 * Finds every page about a video, wherever it lies below the content folder. Files without front matter that names a
 * video are other people's and are passed over. Reading is synchronous: for thousands of small files that is about
 * three times as fast as reading many at once.
 *
 * @param root the content folder; it need not exist yet
 * @returns pages and problems, each with its path below the folder, sorted by path
 * @throws UserError where the folder itself cannot be read: every page would seem to be missing
 */
export function scanPages(root: string): Scan {
  const scan: Scan = { pages: [], unreadable: [], problems: [], leftovers: [] };
  const files = [...listMarkdown(root, scan)].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, isLink } of files) readPage(root, path, isLink, scan);
  return { ...scan, pages: omitTranslations(scan.pages) };
}

function* listMarkdown(root: string, scan: Scan): Generator<{ path: string; isLink: boolean }> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(root, folder, scan)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isTemporary(entry.name)) scan.leftovers.push(path);
      // Hidden files belong to editors and systems, such as the dangling link with which Emacs marks a file as open.
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) {
        folders.push(path);
      } else if (/\.(md|markdown)$/i.test(entry.name)) {
        if (entry.isFile() || entry.isSymbolicLink()) yield { path, isLink: entry.isSymbolicLink() };
      }
    }
  }
}

function readFolder(root: string, folder: string, scan: Scan): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '' && codeOf(error) === 'ENOENT') return [];
    if (folder === '') {
      const detail = describeFileError(error);
      throw new UserError(`The content folder ${root} cannot be read: ${detail}.`, undefined, error);
    }
    scan.problems.push({ code: 'cannot-read', path: folder, detail: describeFileError(error) });
    return [];
  }
}

function readPage(root: string, path: string, isLink: boolean, scan: Scan): void {
  const file = join(root, path);
  let head: PageHead;
  try {
    if (isLink && !statSync(file, { throwIfNoEntry: false })?.isFile()) return;
    head = readHead(file);
  } catch (error) {
    scan.problems.push({ code: 'cannot-read', path, detail: describeFileError(error) });
    return;
  }
  if (!mentionsVideo.test(head.text)) return;
  const refuse = (problem: Problem) => {
    scan.problems.push(problem);
    const videoId = writtenVideoId.exec(head.text)?.[1];
    if (videoId !== undefined) scan.unreadable.push({ videoId, path });
  };
  if (isLink) {
    // The file that a link inside the folder leads to is found by itself.
    if (leadsOut(root, file))
      refuse({ code: 'cannot-read', path, detail: 'it is a link that leads out of the content folder' });
    return;
  }
  if (!head.isText) {
    refuse({ code: 'cannot-read', path, detail: 'it is not valid UTF-8 text' });
    return;
  }
  try {
    const frontMatter = readFrontMatter(head.text);
    const id = frontMatter && findVideoId(frontMatter.data);
    if (id) scan.pages.push({ path, videoId: id, data: frontMatter.data, bodyIsEmpty: head.bodyIsEmpty });
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    refuse({ code: 'bad-front-matter', path, line: error.line, detail: error.message });
  }
}

/**
 * Which video a page is about: `videoId`, else the `ResourceId` of a page whose `ResourceType` is absent or `videos`, in any
 * letter case. Pages about podcasts and the like have such an id too.
 */
export function findVideoId(data: Record<string, Value>): string | undefined {
  const isOther = !/^(videos?)?$/i.test(String(readKey(data, 'ResourceType') ?? ''));
  for (const wanted of isOther ? ['videoid'] : ['videoid', 'resourceid']) {
    for (const key of Object.keys(data)) {
      if (key.length !== wanted.length || key.toLowerCase() !== wanted) continue;
      const value = data[key];
      if (typeof value === 'string' && videoIdPattern.test(value)) return value;
    }
  }
  return undefined;
}

interface PageHead {
  /** The front matter with its fences, or the whole text where there is none to be found. */
  text: string;
  isText: boolean;
  bodyIsEmpty: boolean;
}

/**
 * Reads a file's front matter. Only that part is decoded: pieces of it live as long as the import, and would keep the
 * whole text of every page in memory.
 */
function readHead(file: string): PageHead {
  const bytes = readBytes(file);
  const opening = bytes.indexOf('---');
  const isOpen = opening >= 0 && opening <= longestOpening;
  const fence = isOpen ? bytes.indexOf('\n---', 3) : -1;
  if (fence < 0) {
    const text = isOpen ? bytes.toString('utf8') : bytes.toString('utf8', 0, 4096);
    return { text, isText: isUtf8(bytes), bodyIsEmpty: false };
  }
  const lineEnd = bytes.indexOf('\n', fence + 1);
  const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
  const text = bytes.toString('utf8', 0, end);
  // What is no text is decoded as U+FFFD.
  const isText = !text.includes('\ufffd') || isUtf8(bytes.subarray(0, end));
  return { text, isText, bodyIsEmpty: isBlank(bytes, end) };
}

/** What may stand before the opening fence: a byte order mark. */
const longestOpening = 3;

/** Takes most of the time of a scan: so it asks for no size first, and needs no new memory for each file. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** @returns the bytes of a file, good until the next call */
function readBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    for (let end = 0; end < shared.length; ) {
      const count = readSync(descriptor, shared, end, shared.length - end, null);
      if (count === 0) return shared.subarray(0, end);
      end += count;
    }
    return readFileSync(file);
  } finally {
    closeSync(descriptor);
  }
}

function isBlank(bytes: Buffer, start: number): boolean {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return false;
  }
  return true;
}

function leadsOut(root: string, file: string): boolean {
  const path = relative(realpathSync(root), realpathSync(file));
  return path === '..' || path.startsWith(`..${sep}`) || path.startsWith(sep);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** One clear phrase for what the file system said. */
export function describeFileError(error: unknown): string {
  const phrases: Record<string, string> = {
    EACCES: 'permission was denied',
    EPERM: 'permission was denied',
    EROFS: 'the file system is read-only',
    ENOENT: 'it does not exist',
    EISDIR: 'a folder is where a file should be',
    ENOTDIR: 'a file is where a folder should be',
    ENOSPC: 'no space is left on the disk',
    EDQUOT: 'the disk quota is used up',
    ENAMETOOLONG: 'the name is too long for the file system',
    EEXIST: 'a file is where a folder should be',
    ELOOP: 'links lead in a circle',
    EMFILE: 'too many files are open',
  };
  const code = codeOf(error);
  return (
    (typeof code === 'string' ? phrases[code] : undefined) ??
    (error instanceof Error ? error.message : String(error))
  );
}
