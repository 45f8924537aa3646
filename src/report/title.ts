import { formatNumber } from '../text/counts.ts';
import { listCreations, listNewlyGone, listUpdates } from './entries.ts';
import type { Summary } from './run-summary.ts';

/** The title of a run with nothing that a person must see. Workflows compare with it. */
const nothingNew = 'Videos: nothing new';

/**
 * What a run comes to as the title of a pull request or a commit: `Videos: 3 new, 5 changed, 1 gone`. Conflicts and pages
 * that the user removed count as changed. A problem is not in it: it fails the run, each time.
 */
export function formatTitle({ plan, redirects, stopped, damagedLockfile }: Summary): string {
  const changed = new Set([
    ...listUpdates(plan).map(({ video }) => video.id),
    ...[...plan.conflicts, ...plan.removed].map(({ videoId }) => videoId),
  ]);
  const numbers: [number, string][] = [
    [listCreations(plan).length, 'new'],
    [changed.size, 'changed'],
    [listNewlyGone(plan).length, 'gone'],
  ];
  const parts = numbers.filter(([number]) => number > 0);
  if (parts.length > 0)
    return `Videos: ${parts.map(([number, word]) => `${formatNumber(number)} ${word}`).join(', ')}`;
  if (redirects.length > 0) return 'Videos: redirects changed';
  if (stopped) return 'Videos: listing cut short';
  return damagedLockfile ? 'Videos: lockfile damaged' : nothingNew;
}

/** Whether there is nothing in a run that a person must see. */
export function isQuietRun(summary: Summary): boolean {
  return formatTitle(summary) === nothingNew && summary.plan.problems.length === 0;
}
