import type { AuditedLockfile } from '../check/audit-removed-pages.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { NoFileError } from '../files/special-files.ts';
import { UserError } from '../model/error.ts';
import { findEntry, makeLockfile } from '../model/lockfile.ts';
import type { Page } from '../model/page.ts';
import { readLockfile } from './lockfile-store.ts';

/**
 * Reads the lockfile, without which an audit still can say most.
 *
 * @param pages those of a folder that a flag named, which may be another one than the lockfile tells of
 * @throws UserError for what is no file
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
