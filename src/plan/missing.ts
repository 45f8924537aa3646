import type { PlanInput } from './plan.ts';
import type { MissingVideo, Plan } from './types.ts';

/** Names the pages whose video the listing does not hold. Only a complete listing tells. */
export function findMissing(input: PlanInput): MissingVideo[] {
  if (!input.isComplete) return [];
  const listed = new Set(input.videos.map(({ id }) => id));
  const reasons = new Map(input.unavailable.map(({ videoId, reason }) => [videoId, reason]));
  return input.pages
    .filter(({ videoId }) => !listed.has(videoId))
    .map(({ videoId, path }) => ({ videoId, path, reason: reasons.get(videoId) ?? 'unknown' }));
}

/** Whether a plan would flag more than a fifth of all pages: more likely the wrong channel than the truth. */
export function flagsTooMany(plan: Plan, pageCount: number): boolean {
  const flagged = plan.changes.filter(
    (change) => change.action === 'update' && change.changes.some(({ reason }) => reason === 'unavailable'),
  );
  return flagged.length > pageCount / 5;
}
