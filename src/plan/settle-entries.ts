import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import { findEntry, type Lockfile, type LockfileEntry } from '../model/lockfile.ts';
import type { PageChange, Plan } from '../model/plan.ts';
import { planRefused } from './refused-page.ts';

/** How far a plan was carried out when the import ended. */
export interface Written {
  /** A hash of each body that was written, by video id. */
  bodies: ReadonlyMap<string, string>;
  /** A hash of each body of `plan.bodies` that was there already, just as an import would have written it. */
  found: ReadonlyMap<string, string>;
  /** The changes that were not made. */
  left: readonly PageChange[];
}

/**
 * Decides what the lockfile records: the plan's entries, as far as its changes were made.
 *
 * @param lockfile as it was when the plan was made
 */
export function settleEntries(
  plan: Pick<Plan, 'entries' | 'forgotten' | 'bodies'>,
  lockfile: Lockfile,
  { bodies, found, left }: Written,
  site: { generator: Generator; served: ServedSite },
): { entries: Record<string, LockfileEntry>; forgotten: string[] } {
  const entries = { ...plan.entries };
  const forgotten = new Set(plan.forgotten);
  for (const [id, body] of bodies) {
    const entry = entries[id] ?? findEntry(lockfile, id);
    if (entry) entries[id] = Object.assign({}, entry, { body });
  }
  for (const change of left) {
    const { id } = change.video;
    delete entries[id];
    const { formerId = id } = change;
    // The entry of a page whose id was exchanged stays with the page, even if it cannot be edited.
    const isExchanged = formerId !== id && !forgotten.delete(formerId);
    const last = findEntry(lockfile, isExchanged ? formerId : id);
    const kept = planRefused(change, last, site) ?? (isExchanged ? last : null);
    if (kept) entries[id] = kept;
  }
  for (const { videoId, isWhole } of plan.bodies) {
    const [entry, body] = [entries[videoId], found.get(videoId)];
    if (!entry || body === undefined) continue;
    // Nobody writes that by hand: an import made the page, and was killed or lost its lockfile.
    const { existed, ...made } = entry;
    entries[videoId] = { ...made, ...(existed && !isWhole && { existed }), body };
  }
  return { entries, forgotten: [...forgotten] };
}
