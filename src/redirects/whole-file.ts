import { isRecord } from '../model/validation.ts';
import { parseJson } from '../text/json.ts';
import type { HostRules, Placement } from './host-format.ts';
import { refuseOthers } from './list-urls.ts';

/**
 * For files that hold only redirects, of one site.
 *
 * @param isOwn whether JSON looks like what is written
 */
export function replaceWhole(
  isOwn: (json: unknown) => boolean,
  write: (rules: HostRules) => unknown,
): Placement {
  return {
    accepts: (_, text) => isOwn(parseJson(text)),
    place(rules, current) {
      refuseOthers(current, rules);
      return { text: `${JSON.stringify(write(rules), null, 2)}\n`, notes: [] };
    },
  };
}

/** For an object of targets by old URL. */
export function writeTargets(list: (rules: HostRules) => [from: string, to: string | null][]): Placement {
  const isOwn = (json: unknown) =>
    isRecord(json) &&
    Object.entries(json).every(
      ([from, to]) => from.startsWith('/') && (to === null || typeof to === 'string'),
    );
  return replaceWhole(isOwn, (rules) => Object.fromEntries(list(rules)));
}
