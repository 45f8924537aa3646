import type { KnownVideos, Listing } from './listing.ts';
import { type Absence, isImported, type Lockfile, type LockfileSource } from './lockfile.ts';

/**
 * The videos of a channel that the lockfile knows.
 *
 * @returns null if no full listing has proved that these are all
 */
export function findKnownVideos(lockfile: Lockfile, channelId: string): KnownVideos | null {
  const { surplus, absent = {} } = lockfile.sources[channelId] ?? {};
  if (!surplus) return null;
  const unimported = Object.entries(lockfile.unimported).flatMap(([id, source]) =>
    source === channelId ? [id] : [],
  );
  const listed = [...listPagesOf(lockfile, channelId), ...unimported].filter(
    (id) => !Object.hasOwn(absent, id),
  );
  return { listed: [...new Set(listed)], absent, surplus };
}

/** What the lockfile records of a channel after a full listing, besides its name. */
export function describeCensus(
  { census, unavailable }: Pick<Listing, 'census' | 'unavailable'>,
  lockfile: Lockfile,
  channelId: string,
): Pick<LockfileSource, 'surplus' | 'absent'> {
  if (!census) return {};
  const listed = new Set(census.listed);
  const reasons = new Map(unavailable.map(({ videoId, reason }) => [videoId, reason]));
  const absent = listPagesOf(lockfile, channelId)
    .filter((id) => !listed.has(id))
    .sort()
    .map((id): [string, Absence] => [id, reasons.get(id) ?? 'unlisted']);
  return { surplus: census.surplus, ...(absent.length > 0 && { absent: Object.fromEntries(absent) }) };
}

/** The videos that a channel listed and that have no page in the lockfile. */
export function findUnimported(
  listed: string[],
  pages: Lockfile['pages'],
  channelId: string,
): Record<string, string> {
  const imported = new Set(listPagesOf({ pages }, channelId));
  return Object.fromEntries(listed.filter((id) => !imported.has(id)).map((id) => [id, channelId]));
}

/** The videos of pages that came from a channel, or from an unknown source. */
function listPagesOf({ pages }: Pick<Lockfile, 'pages'>, channelId: string): string[] {
  return Object.entries(pages).flatMap(([id, entry]) =>
    isImported(entry) && (entry.source ?? channelId) === channelId ? [id] : [],
  );
}
