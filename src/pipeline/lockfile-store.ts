import { readFileSync } from 'node:fs';
import type { Settings } from '../config/settings.ts';
import { writeDurably } from '../files/durable.ts';
import { codeOf, describeFileError } from '../files/file-errors.ts';
import type { PageWriter } from '../files/page-writer.ts';
import { pathBelow } from '../files/paths.ts';
import { readLines } from '../files/read-lines.ts';
import { assertFile } from '../files/special-files.ts';
import { findUnimported } from '../model/census.ts';
import { UserError } from '../model/error.ts';
import { type Lockfile, type LockfileEntry, type LockfileSource, makeLockfile } from '../model/lockfile.ts';
import type { Problem } from '../model/problem.ts';
import { parseLockfile, serialiseLockfile } from '../site/lockfile-format.ts';
import { readWritten } from '../site/lockfile-lines.ts';
import type { LockfileReading } from '../site/lockfile-shape.ts';

/** The lockfile as it was read. */
export interface KnownLockfile {
  lockfile: Lockfile;
  /** What is wrong with it; null if nothing is. */
  damage: string | null;
  state: 'absent' | 'whole' | 'damaged';
  /** Both sides of a merge, where it has what both say of one page. */
  sides?: Lockfile[];
  /** URLs that it lost when a commit was reverted, by video id; its pending URLs include them. */
  recalled?: ReadonlyMap<string, string>;
}

/** What an import adds to its lockfile. */
export interface LockfileUpdates {
  entries: Record<string, LockfileEntry>;
  /** Ids whose entries are removed. */
  forgotten?: string[];
  sources: Record<string, LockfileSource>;
  /** The ids of all videos of the one source, if they are known. */
  listed: string[] | null;
}

/** The lockfile's path, relative to where the plan's paths start. */
export function nameLockfile({ content, lockfile }: Settings): string {
  return pathBelow(content, lockfile);
}

/** @throws UserError for a lockfile that cannot be read, or that a newer tubematter wrote */
export function readLockfile(file: string): KnownLockfile {
  let read: LockfileReading | null;
  try {
    read = parseFile(file);
  } catch (error) {
    throw new UserError(
      `The lockfile ${file} cannot be read: ${describeFileError(error)}.`,
      undefined,
      error,
    );
  }
  if (read === null) return { lockfile: makeLockfile(), damage: null, state: 'absent' };
  if (read.isNewer) {
    throw new UserError(
      `The lockfile ${file} was written by a newer tubematter; nothing was changed.`,
      'Update tubematter: this one does not know all that the lockfile says.',
    );
  }
  const { lockfile, damage, sides } = read;
  return { lockfile, damage, state: damage === null ? 'whole' : 'damaged', ...(sides && { sides }) };
}

/**
 * Writes the lockfile if there is anything new for it, or a merge left it damaged or with lines twice, once the pages would survive a power cut.
 *
 * @param known what was read of it when the import began
 * @param writer wrote the pages, and was told of those that existed already
 * @returns what went wrong, or null
 */
export async function writeLockfile(
  settings: Settings,
  known: KnownLockfile,
  updates: LockfileUpdates,
  writer: PageWriter,
): Promise<Problem | null> {
  if (!hasUpdates(known.lockfile, updates) && known.state !== 'damaged' && !known.sides) return null;
  const fail = (why: string, advice: string): Problem => {
    const path = nameLockfile(settings);
    return { code: 'cannot-write', path, detail: `${why}. The pages are whole. ${advice}` };
  };
  try {
    await writer.flush();
    // Read again: an import of another folder may share it and have written it meanwhile.
    const current = parseFile(settings.lockfile);
    if (current?.isNewer) {
      return fail(
        'a newer tubematter has written it meanwhile',
        'Update tubematter and run the import again',
      );
    }
    await writeDurably(settings.lockfile, serialiseLockfile(merge(joinReadings(known, current), updates)));
    return null;
  } catch (error) {
    return fail(describeFileError(error), 'Fix the cause and run the import again');
  }
}

/** @param current what the lockfile holds now; null if it is gone */
function joinReadings(known: KnownLockfile, current: LockfileReading | null): Lockfile {
  // Both sides of a merge are still there, and the pages have settled what they disagree about.
  if (known.sides && current?.sides) return merge(current.lockfile, known.lockfile);
  // If it was lost or damaged meanwhile, what was read before still counts.
  return current?.damage === null ? current.lockfile : merge(known.lockfile, current?.lockfile);
}

/** Counts and videos without a page are no reason to write it: somebody would have to review the change. */
function hasUpdates({ sources }: Lockfile, updates: LockfileUpdates): boolean {
  if (Object.keys(updates.entries).length > 0) return true;
  return Object.entries(updates.sources).some(
    ([id, { names }]) => !sources[id] || sources[id].names?.length !== names?.length,
  );
}

function merge(
  base: Lockfile,
  { listed = null, ...updates }: Partial<Lockfile & LockfileUpdates> = {},
): Lockfile {
  const pages: Lockfile['pages'] = Object.assign(
    Object.create(null),
    base.pages,
    updates.pages,
    updates.entries,
  );
  for (const id of updates.forgotten ?? []) delete pages[id];
  const unimported = Object.assign(Object.create(null), base.unimported, updates.unimported);
  const [source] = Object.keys(updates.sources ?? {});
  if (listed && source !== undefined) {
    for (const [id, lister] of Object.entries(unimported)) if (lister === source) delete unimported[id];
    Object.assign(unimported, findUnimported(listed, pages, source));
  }
  return { sources: Object.assign(Object.create(null), base.sources, updates.sources), pages, unimported };
}

/** @returns null if there is none */
function parseFile(file: string): LockfileReading | null {
  try {
    assertFile(file);
    const lockfile = readWritten(readLines(file));
    return lockfile ? { lockfile, damage: null, isNewer: false } : parseLockfile(readFileSync(file, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
