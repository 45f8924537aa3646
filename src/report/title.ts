import { count, formatNumber } from '../text/counts.ts';
import { listChanged, listCreations, listNewlyGone } from './entries.ts';
import type { Summary } from './run-summary.ts';

/** The title of a run with nothing that a person must see. Workflows compare with it. */
const nothingNew = 'Videos: nothing new';

/**
 * What a run comes to as the title of a pull request or a commit: `Videos: 3 new, 5 changed, 1 gone`. It counts what a
 * reviewer sees, and leaves out zeros. Problems come last, since they are not news: workflows commit nothing for a
 * title that counts only these.
 */
export function formatTitle(summary: Summary): string {
  const { plan } = summary;
  const parts = [...listNews(summary), ...nameCount(plan.problems, 'problem')];
  const start = summary.verb === 'could' ? 'Videos and preset' : 'Videos';
  return parts.length === 0 ? nothingNew : `${start}: ${parts.join(', ')}`;
}

/** Whether there is nothing in a run that a person must see. */
export function isQuietRun(summary: Summary): boolean {
  return formatTitle(summary) === nothingNew;
}

function listNews({ plan, redirects, refused = [], stopped, damagedLockfiles }: Summary): string[] {
  const numbers: [number, string][] = [
    [listCreations(plan).length, 'new'],
    [listChanged(plan).length, 'changed'],
    [listNewlyGone(plan).length, 'gone'],
  ];
  const news = [
    ...numbers.flatMap(([number, word]) => (number > 0 ? [`${formatNumber(number)} ${word}`] : [])),
    ...nameCount(plan.removed, 'removed page'),
    ...nameCount(plan.conflicts, 'conflict'),
  ];
  if (news.length > 0) return news;
  if (redirects.length > 0) return ['redirects changed'];
  if (refused.length > 0) return [`${formatNumber(refused.length)} refused`];
  if (stopped) return ['listing cut short'];
  return damagedLockfiles.length > 0 ? ['lockfile damaged'] : [];
}

function nameCount(things: readonly unknown[], name: string): string[] {
  return things.length > 0 ? [count(things.length, name)] : [];
}

/**
 * A title with the sites that could not run, which are not news either. A single one is named, if its name is just a
 * path.
 */
export function addFailures(title: string, failed: readonly { name: string }[]): string {
  const [first, ...others] = failed;
  if (!first) return title;
  const isNamed = others.length === 0 && /^[\w./-]+$/.test(first.name);
  const failure = `${isNamed ? first.name : count(failed.length, 'site')} could not run`;
  return title === nothingNew ? `Videos: ${failure}` : `${title}; ${failure}`;
}
