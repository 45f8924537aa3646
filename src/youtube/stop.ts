import type { Stop } from '../model/listing.ts';
import { type Failure, isPassing } from './api-error.ts';
import type { Paging } from './paging.ts';
import { describeQuotaReset, longestListing } from './quota.ts';

/**
 * Says why a listing is not whole, or null if it is.
 *
 * @param failure what ended the run
 * @param counts distinct videos listed, and those about which everything is known
 * @param now for the time until the quota resets
 */
export function describeStop(
  failure: Failure | null,
  paging: Paging,
  counts: { listed: number; done: number },
  now: Date,
): Stop | null {
  // About 20,000: the listing may end a few items short of it.
  const isTruncated = Math.max(paging.items, paging.total ?? 0) >= longestListing;
  if (failure === null) return isTruncated ? describeTruncation(paging) : null;
  const left = countLeft(paging, counts);
  const message = `${failure.message} ${describeLeft(left)}`.trimEnd();
  const hint =
    failure.kind === 'quota'
      ? `The quota resets ${describeQuotaReset(now)}. Run the same command again then to get the rest.`
      : failure.hint;
  return { reason: findReason(failure), message, hint, left };
}

function describeTruncation({ total }: Paging): Stop {
  const limit = longestListing.toLocaleString('en-GB');
  return {
    reason: 'truncated',
    message: `The listing is truncated: YouTube lists only the newest ${limit} uploads of a channel.`,
    hint: 'Older videos can be imported from playlists (--playlist) or one by one (--video).',
    left: total !== null && total > longestListing ? total - longestListing : null,
  };
}

function findReason(failure: Failure): Stop['reason'] {
  if (failure.kind === 'quota' || failure.kind === 'quota-limit') return failure.kind;
  if (failure.kind === 'deadline') return 'timeout';
  return isPassing(failure) || failure.kind === 'page-token' ? 'network' : 'refused';
}

/** YouTube's count is only a hint, but what is not listed yet is known from nowhere else. */
function countLeft(
  { ended, total }: Paging,
  { listed, done }: { listed: number; done: number },
): number | null {
  if (ended) return listed - done;
  return total === null ? null : Math.max(listed, total) - done;
}

function describeLeft(left: number | null): string {
  if (left === null) return 'It is not known how many videos are left.';
  if (left === 0) return '';
  return left === 1 ? '1 video is left.' : `${left} videos are left.`;
}
