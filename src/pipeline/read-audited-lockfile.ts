import type { AuditedLockfile } from '../check/audit-removed-pages.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { NoFileError } from '../files/special-files.ts';
import { UserError } from '../model/error.ts';
import { findEntry, makeLockfile } from '../model/lockfile.ts';
import type { Page } from '../model/page.ts';
import { readLockfile } from './lockfile-store.ts';

/**
 * Reads the lockfile. An audit can say most things without it.
 *
 * @param pages of the folder that a flag named; the lockfile may be about another
 * @throws UserError if it is not a file
 */
export function readAuditedLockfile(
  { lockfile: file }: Settings,
  root: string,
  pages: Page[] | null,
): AuditedLockfile {
  const path = pathBelow(root, file);
  try {
    const { lockfile, damage } = readLockfile(file);
    const isOther = pages?.every(({ videoId }) => videoId === null || !findEntry(lockfile, videoId)) ?? false;
    const trouble =
      damage === null ? null : { message: `The lockfile is damaged: ${damage}.`, remedy: partly };
    return { path, lockfile: isOther ? makeLockfile() : lockfile, trouble };
  } catch (error) {
    if (!(error instanceof UserError) || error.cause instanceof NoFileError) throw error;
    return { path, lockfile: makeLockfile(), trouble: { message: error.message, remedy: partly } };
  }
}

const partly =
  'The URLs of removed pages cannot all be checked: restore the file, or let an import make it whole.';
