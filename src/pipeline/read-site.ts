import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { describeFileError } from '../files/file-errors.ts';
import { isTaken, writeWhole } from '../files/write-file.ts';
import { UserError } from '../model/error.ts';
import type { Lock, LockEntry } from '../model/lockfile.ts';
import type { PageFacts } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import { countTooManyFlags } from '../plan/missing.ts';
import { makePlan, type PlanResult } from '../plan/plan.ts';
import { type LockReading, serialiseLock } from '../site/lockfile.ts';
import { readLock } from '../site/read-lockfile.ts';
import { type Readings, readOnce } from '../site/readings.ts';
import { type Scan, scanPages } from '../site/scan.ts';
import { pathBelow } from '../site/survey.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { Gathered } from './list-videos.ts';

/** The site as it lies on the disk: pages and lock. */
export interface Site {
  scan: Scan;
  pages: Map<string, PageFacts>;
  lock: Lock;
  lockState: 'absent' | 'whole' | 'damaged';
}

/**
 * Reads the pages and the lock. A lost or damaged lock is said, and loses no edit.
 *
 * @param readings what was read ahead
 * @throws UserError where one of them cannot be read, or a newer tubematter wrote the lock
 */
export function readSite(settings: Settings, context: Context, readings?: Readings): Site {
  const { lock, damage, lockState } = readOwnLock(settings.lockfile, readings);
  const scan = scanPages(settings.content, readings);
  if (damage !== null) {
    context.writeError(
      `The lock ${settings.lockfile} is damaged (${damage}). What it said there counts as your edit; the next import makes it whole.\n`,
    );
  } else if (lockState === 'absent' && scan.pages.length > 0 && !context.isQuiet) {
    context.writeError(
      `There is no lock at ${settings.lockfile}: on the ${count(scan.pages.length, 'page')} found, what differs from YouTube counts as your edit.\n`,
    );
  }
  const known = Object.keys(lock).length;
  if (known > 0 && scan.pages.length === 0) {
    context.writeError(
      `The lock ${settings.lockfile} knows ${count(known, 'page')}, but none is below ${settings.content}. Is that the right folder? Pages that were removed are not made again.\n`,
    );
  }
  return { scan, pages: new Map(scan.pages.map((page) => [page.path, page])), lock, lockState };
}

/** @throws UserError for a lock that cannot be read, or that a newer tubematter wrote */
function readOwnLock(
  file: string,
  readings?: Readings,
): Pick<Site, 'lock' | 'lockState'> & { damage: string | null } {
  let reading: LockReading | null;
  try {
    reading = readings ? readOnce(file, readings.locks, () => readLock(file)) : readLock(file);
  } catch (error) {
    throw new UserError(`The lock ${file} cannot be read: ${describeFileError(error)}.`, undefined, error);
  }
  if (reading === null) return { lock: {}, damage: null, lockState: 'absent' };
  if (reading.isNewer) {
    throw new UserError(
      `The lock ${file} was written by a newer tubematter; nothing was changed.`,
      'Update tubematter: this one does not know all that the lock says.',
    );
  }
  return { ...reading, lockState: reading.damage === null ? 'whole' : 'damaged' };
}

/** Plans what an import would do to a site. */
export function planSite(
  settings: Settings,
  gathered: Gathered,
  site: Site,
  allowMissing: boolean,
): PlanResult {
  const { listing } = gathered;
  const result = makePlan({
    videos: gathered.videos,
    unavailable: listing.unavailable,
    // Single videos, or a playlist for once, say nothing about the rest of a channel.
    isComplete: listing.stopped === null && listing.source.kind !== 'videos' && !settings.isExcerpt,
    pages: site.scan.pages,
    isPathTaken: (path) => isTaken(join(settings.content, path)),
    unreadable: site.scan.unreadable,
    lock: site.lock,
    rules: settings.rules,
    generator: settings.generator,
  });
  result.plan.problems.push(...gathered.problems, ...site.scan.problems);
  const flagged = allowMissing ? null : countTooManyFlags(result.plan, site.scan.pages.length);
  if (flagged !== null) {
    throw new UserError(
      `This listing would flag ${flagged} of ${count(site.scan.pages.length, 'page')} as unavailable; nothing was changed.`,
      'Check that the channel is the right one. If so many videos really are gone, run again with --allow-missing.',
    );
  }
  return result;
}

/** Writes the lock if there is news for it. @returns what went wrong, or null */
export function writeLock(
  settings: Settings,
  site: Site,
  news: [videoId: string, LockEntry][],
): Problem | null {
  if (news.length === 0 && site.lockState !== 'damaged') return null;
  const fail = (why: string, advice: string): Problem => {
    const path = pathBelow(settings.content, settings.lockfile);
    return { code: 'cannot-write', path, detail: `${why}. The pages are whole. ${advice}` };
  };
  try {
    // It is read again: an import of another folder may share it, and may have written it meanwhile.
    const now = readLock(settings.lockfile);
    if (now?.isNewer) {
      return fail(
        'a newer tubematter has written it meanwhile',
        'Update tubematter and run the import again',
      );
    }
    // What was lost or damaged meanwhile is still known.
    const lock = now?.damage === null ? now.lock : { ...site.lock, ...now?.lock };
    for (const [videoId, entry] of news) lock[videoId] = entry;
    writeWhole(settings.lockfile, serialiseLock(lock));
    return null;
  } catch (error) {
    return fail(describeFileError(error), 'Mend the cause and run the import again');
  }
}
