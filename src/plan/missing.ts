import type { LockEntry } from '../content/lock.ts';
import type { PageFacts } from '../content/page.ts';
import { readKey } from './front-matter.ts';
import type { PlanInput } from './plan.ts';
import type { MissingVideo, Plan } from './types.ts';

/**
 * Names the pages whose video the listing does not hold, and flags them where the config says so. Nothing is deleted.
 * Only for a complete listing.
 */
export function planMissing(plan: Plan, input: PlanInput, entries: Map<string, LockEntry>): void {
  const listed = new Set(input.videos.map(({ id }) => id));
  const reasons = new Map(input.unavailable.map(({ videoId, reason }) => [videoId, reason]));
  for (const page of input.pages) {
    if (listed.has(page.videoId)) continue;
    const missing = {
      videoId: page.videoId,
      path: page.path,
      reason: reasons.get(page.videoId) ?? 'unknown',
    };
    plan.missing.push(missing);
    if (input.rules.missing === 'flag') flagPage(plan, page, missing, input, entries);
    else plan.unchanged++;
  }
}

/** Whether a plan would flag more than a fifth of all pages: more likely the wrong channel than the truth. */
export function flagsTooMany(plan: Plan, pageCount: number): boolean {
  const flagged = plan.changes.filter(
    (change) => change.action === 'update' && change.changes.some(({ reason }) => reason === 'unavailable'),
  );
  return flagged.length > pageCount / 5;
}

function flagPage(
  plan: Plan,
  page: PageFacts,
  missing: MissingVideo,
  { lock }: PlanInput,
  entries: Map<string, LockEntry>,
): void {
  const last = Object.hasOwn(lock, page.videoId) ? lock[page.videoId] : undefined;
  const flag = readKey(page.data, 'unavailable');
  // A flag that a person took out while the video was away stays out.
  if (flag !== undefined || last?.fields['unavailable'] !== undefined) {
    plan.unchanged++;
    return;
  }
  plan.changes.push({
    action: 'update',
    videoId: page.videoId,
    title: String(readKey(page.data, 'title') ?? missing.videoId),
    path: page.path,
    url: last?.url ?? '',
    changes: [{ key: 'unavailable', action: 'set', reason: 'unavailable', before: undefined, after: true }],
  });
  entries.set(page.videoId, { url: last?.url ?? '', fields: { ...last?.fields, unavailable: true } });
}
