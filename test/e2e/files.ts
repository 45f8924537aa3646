import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths below a folder, with `/`, and what the files hold. */
export type Files = Record<string, string | Buffer>;

/** Writes files and the folders that they need. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The text of one file, a byte order mark included. */
export function readText(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/**
 * All that lies below a folder: path → text. Folders end in `/` and are empty texts, links say where they lead. Bytes that
 * are no UTF-8 count too: texts are compared as latin1 where they hold some.
 */
export function readFiles(folder: string): Record<string, string> {
  return Object.fromEntries(
    listEntries(folder).map(({ path, kind }) => {
      if (kind === 'folder') return [`${path}/`, ''];
      if (kind === 'link') return [path, `→ ${readlinkSync(join(folder, path))}`];
      return [path, readFileSync(join(folder, path), 'latin1')];
    }),
  );
}

/** What tells whether a file was touched: path → inode and times, in nanoseconds. */
export function readStamps(folder: string): Record<string, string> {
  return Object.fromEntries(
    listEntries(folder)
      .filter(({ kind }) => kind === 'file')
      .map(({ path }) => {
        const { ino, mtimeNs, ctimeNs } = lstatSync(join(folder, path), { bigint: true });
        return [path, `${ino} ${mtimeNs} ${ctimeNs}`];
      }),
  );
}

/** The paths of all Markdown files below a folder, sorted. */
export function listPages(folder: string): string[] {
  return listEntries(folder)
    .filter(({ kind, path }) => kind === 'file' && path.endsWith('.md'))
    .map(({ path }) => path);
}

interface Entry {
  path: string;
  kind: 'file' | 'folder' | 'link';
}

function listEntries(folder: string): Entry[] {
  return [...walk(folder)]
    .map((entry): Entry => {
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
      return { path, kind: entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file' };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Does not follow links, as `readdirSync` with `recursive` does from Node 22 on. */
function* walk(folder: string): Generator<Dirent> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    yield entry;
    if (entry.isDirectory()) yield* walk(join(folder, entry.name));
  }
}
