import { joinNames } from '../model/finding.ts';
import type { Kept, KeptReason, PageChange, Plan } from '../model/plan.ts';
import { count } from '../text/counts.ts';

/** A page that an import moves. */
export interface Move {
  change: PageChange;
  from: string;
  to: string;
}

/** The pages that an import moves, with both URLs. */
export function listMoves({ changes }: Pick<Plan, 'changes'>): Move[] {
  return changes.flatMap((change) =>
    change.movedFrom === undefined || change.url === null
      ? []
      : [{ change, from: change.movedFrom, to: change.url }],
  );
}

/** What stays as it is on pages that exist, counted: a sentence each. */
export function describeKept({ kept }: Pick<Plan, 'kept'>): string[] {
  const of = (reason: KeptReason) => kept.filter((page) => page.reason === reason);
  const empty = countKeys(of('empty'));
  return [
    ...describeLeftOut(of('url'), 'keeps its URL', 'keep their URL'),
    ...describeUnknown(of('url-unknown')),
    ...describeLeftOut(of('rendering'), 'is rendered as before', 'are rendered as before'),
    ...empty.map(([key, pages]) => `${key}: [] kept on ${count(pages, 'page')}.`),
    ...describeLeft(of('left')),
  ];
}

function describeLeftOut(pages: Kept[], singular: string, plural: string): string[] {
  if (pages.length === 0) return [];
  const keys = countKeys(pages).map(([key]) => key);
  const verb = keys.length === 1 ? 'was' : 'were';
  return [
    `${count(pages.length, 'page')} ${pages.length === 1 ? singular : plural}: ${joinNames(keys)} ${verb} left out.`,
  ];
}

function describeUnknown(pages: Kept[]): string[] {
  if (pages.length === 0) return [];
  const keys = joinNames(countKeys(pages).map(([key]) => key));
  const start =
    pages.length === 1
      ? `1 page keeps its ${keys}: its URL is not known`
      : `${count(pages.length, 'page')} keep their ${keys}: their URLs are not known`;
  return [`${start}, so that no redirect could lead from there if it changed.`];
}

function describeLeft(pages: Kept[]): string[] {
  if (pages.length === 0) return [];
  const keys = countKeys(pages).map(([key, number]) => `${key} on ${count(number, 'page')}`);
  const start =
    pages.length === 1 ? '1 page is left as it is' : `${count(pages.length, 'page')} are left as they are`;
  return [`${start} (existing: leave), where imports would write: ${keys.join(', ')}.`];
}

/** On how many pages each key stays, most first. */
function countKeys(pages: Kept[]): [key: string, pages: number][] {
  const counts = new Map<string, number>();
  for (const key of pages.flatMap(({ keys }) => keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
