import type { Problem } from '../model/problem.ts';
import { formatNumber } from '../text/counts.ts';
import { describeProblem, place } from './sentences.ts';

/** Problems that differ only in their page or video: the fix is the same. */
export interface ProblemGroup {
  first: Problem;
  others: Problem[];
}

/** Groups equal problems, in the order of their first ones. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, 'detail' in problem ? problem.detail : null]);
    const group = groups.get(key);
    if (group) group.others.push(problem);
    else groups.set(key, { first: problem, others: [] });
  }
  return [...groups.values()];
}

/**
 * A group in one or two sentences: `… And 41 more like this: a.md, b.md…`
 *
 * @param maximum how many of the others are named
 */
export function describeGroup({ first, others }: ProblemGroup, maximum: number): string {
  if (others.length === 0) return describeProblem(first);
  const names = others.slice(0, maximum).map(nameProblem).join(', ');
  const end = others.length > maximum ? '…' : '.';
  return `${describeProblem(first)} And ${formatNumber(others.length)} more like this: ${names}${end}`;
}

/** The page or video that a problem is about. */
export function nameProblem(problem: Problem): string {
  if ('paths' in problem) return problem.paths.join(' and ');
  if ('path' in problem) return place(problem.path, 'line' in problem ? problem.line : null);
  return problem.videoId ?? 'a video without an id';
}
