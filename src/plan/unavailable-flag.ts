import { readKey } from '../model/front-matter.ts';
import type { VideoPage } from '../model/page.ts';
import type { Plan } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange } from '../model/value.ts';
import type { Availability } from './availability.ts';

/**
 * Decides on a page's flag `unavailable`: with `missing: flag` it comes when the video leaves, and goes when it is back.
 *
 * @param wasFlagged whether the lockfile knows of the flag
 * @returns the change, and whether the lockfile is to know of the flag
 */
export function planFlag(
  page: VideoPage,
  availability: Availability['availability'],
  wasFlagged: boolean,
  rules: Rules,
): { changes: FieldChange[]; isKnown: boolean } {
  const flag = readKey(page.data, 'unavailable');
  if (availability === 'listed') {
    const isBack = rules.missing === 'flag' && flag === true;
    return {
      changes: isBack
        ? [{ key: 'unavailable', action: 'remove', reason: 'available-again', before: true }]
        : [],
      isKnown: false,
    };
  }
  // A flag that the user took out while the video was away stays out.
  if (availability === 'unknown' || rules.missing !== 'flag' || wasFlagged)
    return { changes: [], isKnown: wasFlagged };
  if (flag === undefined) {
    return {
      changes: [{ key: 'unavailable', action: 'set', reason: 'unavailable', before: undefined, after: true }],
      isKnown: true,
    };
  }
  // It stands there already where an import was killed before it wrote the lockfile.
  return { changes: [], isKnown: flag === true };
}

/**
 * Whether a plan would flag more than a fifth of all pages: more likely the wrong channel than the truth.
 *
 * @returns how many pages it would flag, or null where these are not too many
 */
export function countTooManyFlags({ changes }: Plan, pageCount: number): number | null {
  const { length } = changes.filter(
    ({ page, fields }) => page && fields.some(({ reason }) => reason === 'unavailable'),
  );
  return length > pageCount / 5 ? length : null;
}
