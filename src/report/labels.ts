import type { MissingVideo, Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { count } from '../text/counts.ts';
import { listCreations } from './entries.ts';
import type { Summary } from './run-summary.ts';

const runNames: Record<Summary['verb'], string> = {
  did: 'What the import changed',
  would: 'What an import would change',
  could: 'What would change if the pages got the new fields of the preset, too',
};

/** A report's heading. */
export function nameRun({ verb }: Pick<Summary, 'verb'>): string {
  return runNames[verb];
}

/** The totals in a few words, for a title: `2 created, 12 updated`. */
export function nameTotals({ plan }: Summary): string {
  const { create, update } = countChanges(plan);
  const parts = [
    create > 0 && `${create} created`,
    update > 0 && `${update} updated`,
    plan.conflicts.length > 0 && count(plan.conflicts.length, 'conflict'),
    plan.problems.length > 0 && count(plan.problems.length, 'problem'),
  ];
  return parts.filter(Boolean).join(', ') || 'no change';
}

/** How many pages a plan creates and updates. */
export function countChanges(plan: Plan): { create: number; update: number } {
  const create = listCreations(plan).length;
  return { create, update: plan.changes.length - create };
}

/** A problem in a few words; `describeProblem` has the whole sentence. */
export const problemNames: Record<Problem['code'], string> = {
  'bad-video': 'Unusable video data',
  'slow-match': 'Pattern too slow',
  'bad-front-matter': 'Broken front matter',
  'cannot-edit': 'Page cannot be edited',
  'cannot-read': 'Page cannot be read',
  'cannot-write': 'Page cannot be written',
  'changed-meanwhile': 'Page changed meanwhile',
  'no-video-id': 'Not a video id',
  'named-elsewhere': 'Named by another page',
  'former-body': 'Body leads to the former video',
  'shown-elsewhere': 'Shown by another page',
  'shown-twice': 'Shown by several pages',
  'shows-several': 'Several videos on a page',
  'two-pages': 'Two pages for one video',
  'unknown-video': 'Unknown video',
  'path-taken': 'Path is taken',
  redirects: 'Redirects stay as they are',
};

/** What to do about the URLs of a page that the user removed. */
export const removedAdvice =
  'Give them to another page as aliases, or cover them with urls.gone in the config.';

/** What is said of a page that was removed where nothing lost its URLs. */
export const replacedWords = 'other pages or urls.gone cover its URLs';

const missingWords: Record<MissingVideo['reason'], string> = {
  private: 'is private now',
  deleted: 'was deleted',
  unknown: 'was deleted or is private now',
  unlisted: 'is unlisted now',
  'not-in-snapshot': 'is not in this snapshot',
};

/** What became of the video of a page that stays, in words that follow it. */
export function describeMissing({ reason, goneSince, isNew }: MissingVideo): string {
  const since = goneSince === undefined || isNew ? '' : `, gone since ${goneSince}`;
  return `${missingWords[reason]}${since}`;
}
