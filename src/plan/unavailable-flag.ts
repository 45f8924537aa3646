import type { Generator } from '../generators/generator.ts';
import { isSame, readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Plan } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange } from '../model/value.ts';
import type { Availability } from './availability.ts';

/**
 * Decides on a page's flag: with `missing: flag` it is `unavailable: true`, with `draft` what keeps a page out of the
 * generator's build. It comes when the video leaves, and goes when it is back.
 *
 * @returns the change, and whether the lockfile is to know of the flag
 */
export function planFlag(
  page: VideoPage,
  availability: Availability['availability'],
  last: LockfileEntry | undefined,
  rules: Rules,
  { draftField }: Generator,
): { changes: FieldChange[]; isKnown: boolean } {
  const wasFlagged = last?.values['unavailable'] !== undefined;
  if (rules.missing === 'report') return { changes: [], isKnown: wasFlagged && availability !== 'listed' };
  const { key, value } = rules.missing === 'draft' ? draftField : { key: 'unavailable', value: true };
  const current = readKey(page.data, key);
  if (availability === 'listed') {
    // A draft of the user's own stays one.
    const isBack = isSame(current, value) && (rules.missing === 'flag' || wasFlagged);
    return {
      changes: isBack ? [{ key, action: 'remove', reason: 'available-again', before: value }] : [],
      isKnown: false,
    };
  }
  // A flag that the user took out while the video was away stays out.
  if (availability === 'unknown' || wasFlagged) return { changes: [], isKnown: wasFlagged };
  if (current === undefined) {
    return {
      changes: [{ key, action: 'set', reason: 'unavailable', before: undefined, after: value }],
      isKnown: true,
    };
  }
  // It stands there already if an import was killed before it wrote the lockfile.
  return { changes: [], isKnown: rules.missing === 'flag' && isSame(current, value) };
}

/**
 * Whether a plan would flag more than a fifth of all pages: more likely the wrong channel than the truth.
 *
 * @returns how many pages it would flag, or null if these are not too many
 */
export function countTooManyFlags({ changes }: Plan, pageCount: number): number | null {
  const { length } = changes.filter(
    ({ page, fields }) => page && fields.some(({ reason }) => reason === 'unavailable'),
  );
  return length > pageCount / 5 ? length : null;
}
