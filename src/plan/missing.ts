import { readKey } from '../model/front-matter.ts';
import type { PageFacts } from '../model/page.ts';
import type { MissingVideo, Plan } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange } from '../model/value.ts';
import type { PlanInput } from './plan-input.ts';

/** What a listing says of a page's video: that it left the channel, that it is there, or nothing. */
export type Standing = 'missing' | 'listed' | 'unknown';

/** Names the pages whose video the listing does not hold. Only a complete listing tells. */
export function findMissing(input: PlanInput): MissingVideo[] {
  if (!input.isComplete) return [];
  const listed = new Set(input.videos.map(({ id }) => id));
  const reasons = new Map(input.unavailable.map(({ videoId, reason }) => [videoId, reason]));
  return input.pages
    .filter(({ videoId }) => !listed.has(videoId))
    .map(({ videoId, path }) => ({ videoId, path, reason: reasons.get(videoId) ?? 'unknown' }));
}

/**
 * Decides on a page's flag `unavailable`: with `missing: flag` it comes when the video leaves, and goes when it is back.
 *
 * @param wasFlagged whether the lock knows of the flag
 * @returns the change, and whether the lock shall know of the flag
 */
export function planFlag(
  page: PageFacts,
  standing: Standing,
  wasFlagged: boolean,
  rules: Rules,
): { changes: FieldChange[]; isKnown: boolean } {
  const flag = readKey(page.data, 'unavailable');
  if (standing === 'listed') {
    const isBack = rules.missing === 'flag' && flag === true;
    return {
      changes: isBack
        ? [{ key: 'unavailable', action: 'remove', reason: 'available-again', before: true }]
        : [],
      isKnown: false,
    };
  }
  // A flag that a person took out while the video was away stays out.
  if (standing === 'unknown' || rules.missing !== 'flag' || wasFlagged)
    return { changes: [], isKnown: wasFlagged };
  if (flag === undefined) {
    return {
      changes: [{ key: 'unavailable', action: 'set', reason: 'unavailable', before: undefined, after: true }],
      isKnown: true,
    };
  }
  // It stands there already where an import was killed before it wrote the lock.
  return { changes: [], isKnown: flag === true };
}

/**
 * Whether a plan would flag more than a fifth of all pages: more likely the wrong channel than the truth.
 *
 * @returns how many pages it would flag, or null where these are not too many
 */
export function countTooManyFlags(plan: Plan, pageCount: number): number | null {
  const { length } = plan.changes.filter(
    (change) => change.action === 'update' && change.changes.some(({ reason }) => reason === 'unavailable'),
  );
  return length > pageCount / 5 ? length : null;
}
