/** Ids in one videos.list and items on one page of playlistItems.list: the API's maximum of both. */
export const batchSize = 50;

/** The API lists no more uploads than this (reported by several projects; Google does not document it). */
export const longestListing = 20_000;

/** Quota units that one call of each method costs (https://developers.google.com/youtube/v3/determine_quota_cost). */
export const unitsByMethod = { 'channels.list': 1, 'playlistItems.list': 1, 'videos.list': 1 } as const;

export type Method = keyof typeof unitsByMethod;

/**
 * How videos are listed. `channel`: found by channels.list, then paged; `known`: found, its newest page read, and asked for by
 * id; `playlist`: paged; `videos`: asked for by id.
 */
export type ListingKind = 'channel' | 'known' | 'playlist' | 'videos';

/**
 * Quota units that a listing costs.
 *
 * @param videos how many videos are listed
 */
export function estimateUnits(videos: number, kind: ListingKind): number {
  const batches = Math.ceil(Math.min(videos, kind === 'videos' ? videos : longestListing) / batchSize);
  const details = batches * unitsByMethod['videos.list'];
  if (kind === 'videos') return details;
  const pages = (kind === 'known' ? 1 : batches) * unitsByMethod['playlistItems.list'];
  return pages + details + (kind === 'playlist' ? 0 : unitsByMethod['channels.list']);
}

/** When the day's quota resets: the next midnight in California (developers.google.com/youtube/v3/getting-started#quota). */
export function findQuotaReset(now: Date): Date {
  const parts = readPacificClock(now);
  const nextDay = Date.UTC(parts.year, parts.month - 1, parts.day + 1);
  // Midnight there is 07:00 UTC in summer and 08:00 UTC in winter.
  const summer = new Date(nextDay + 7 * 3_600_000);
  return readPacificClock(summer).hour === 0 ? summer : new Date(nextDay + 8 * 3_600_000);
}

/**
 * That moment in the reader's own time and as a distance: `Wed 09:00 CEST, in 5 h 12 min`.
 *
 * @param timeZone an IANA name; the process's own if absent
 */
export function describeQuotaReset(now: Date, timeZone?: string): string {
  const reset = findQuotaReset(now);
  const clock = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(reset);
  const minutes = Math.ceil((reset.getTime() - now.getTime()) / 60_000);
  return `${clock.replace(',', '')}, in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function readPacificClock(moment: Date): { year: number; month: number; day: number; hour: number } {
  const parts = new Map(
    makePacificClock()
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)] as const),
  );
  const read = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour') };
}

/** Made when the quota has run out: it takes longer than all else here. */
function makePacificClock(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  });
}
