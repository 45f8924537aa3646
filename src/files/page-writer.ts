import { type BigIntStats, existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { flushFolders, makeFolder } from './durable.ts';
import { isInside } from './paths.ts';
import { createFile, replaceFile } from './write-file.ts';

/** The path leads out of the folder that it must stay in; nothing was written. */
export class LeadsOutError extends Error {
  override readonly name = 'LeadsOutError';
}

/** Writes the pages of one content folder, and flushes them to the disk before the lockfile mentions them. */
export interface PageWriter {
  /**
   * Writes a page whole or not at all, and makes its folder. Pages written at the same time are flushed together, which
   * takes a tenth of the time.
   *
   * @param path the page's path below the content folder
   * @param expected what the page was when it was read; null: it must not exist
   * @throws ChangedMeanwhileError if the page is not what it was; LeadsOutError; the file system's errors
   */
  write(path: string, text: string, expected: BigIntStats | null): Promise<void>;
  /** Notes an existing page, which a killed run may have left unflushed. */
  note(path: string): void;
  /**
   * Resolves once everything that was written or noted would survive a power cut.
   *
   * @throws the file system's errors
   */
  flush(): Promise<void>;
}

/** @param root the content folder */
export function openPageWriter(root: string): PageWriter {
  const unflushed = new Set<string>();
  const note = (path: string) => {
    for (let folder = dirname(join(root, path)); !unflushed.has(folder); folder = dirname(folder)) {
      unflushed.add(folder);
      if (folder === root) return;
    }
  };
  return {
    note,
    async write(path, text, expected) {
      const file = join(root, path);
      const folder = dirname(file);
      // What is made in a folder that was written to before leads nowhere else.
      const isMade = unflushed.has(dirname(folder)) && makeFolder(folder).length > 0;
      if (!isMade) {
        assertInside(root, file);
        makeFolder(folder);
        note(path);
      }
      await (expected === null ? createFile(file, text) : replaceFile(file, text, expected));
      // As a rule it gets no other page, and the next are made meanwhile.
      if (isMade) await flushFolders([folder]);
    },
    async flush() {
      await flushFolders(unflushed);
      unflushed.clear();
    },
  };
}

/** @throws LeadsOutError if the nearest existing folder of a file is not below the root, once links are followed */
function assertInside(root: string, file: string): void {
  const folder = findExisting(dirname(file));
  if (folder === root) return; // Nothing on the way from there could lead out.
  if (!isInside(realpathSync(findExisting(root)), realpathSync(folder))) throw new LeadsOutError(file);
}

/** Where a file would really be: links are followed as far as the path exists. */
export function followFolders(file: string): string {
  const existing = findExisting(file);
  return join(realpathSync(existing), relative(existing, file));
}

function findExisting(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : findExisting(dirname(folder));
}
