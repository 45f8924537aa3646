import type { LocatedFinding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';
import type { Summary } from './run-summary.ts';

/** The plan with its paths from the current folder, where a click on them opens the file. `--json` keeps the plan's own. */
export function planFromHere({ plan, content }: Pick<Summary, 'plan' | 'content'>): Plan {
  const here = (path: string) => joinPath(content, path);
  const locate = <Part extends { path: string }>(part: Part): Part => ({ ...part, path: here(part.path) });
  return {
    ...plan,
    changes: plan.changes.map(locate),
    conflicts: plan.conflicts.map(locate),
    clashes: plan.clashes.map((clash) => ({
      ...locate(clash),
      takenBy: isPath(clash.takenBy) ? here(clash.takenBy) : clash.takenBy,
    })),
    missing: plan.missing.map(locate),
    kept: plan.kept.map(locate),
    reuploads: plan.reuploads.map((reupload) => ({ ...locate(reupload), newPath: here(reupload.newPath) })),
    problems: plan.problems.map((problem): Problem => {
      if ('paths' in problem) return { ...problem, paths: problem.paths.map(here) };
      return 'path' in problem ? locate(problem) : problem;
    }),
  };
}

/** A page that was removed no longer has a path. */
function isPath(taker: string): boolean {
  return /\.[a-z]+$/i.test(taker);
}

/** The damaged lockfiles, with their paths from the current folder. */
export function lockfilesFromHere({ damagedLockfiles, content }: Summary): Summary['damagedLockfiles'] {
  return damagedLockfiles.map(({ path, detail }) => ({ path: joinPath(content, path), detail }));
}

/** The files of redirects that change, with their paths from the current folder. */
export function redirectsFromHere({ redirects, content }: Summary): Summary['redirects'] {
  return redirects.map((file) => ({ ...file, path: joinPath(content, file.path) }));
}

/** What was refused, with its paths from the current folder. */
export function refusedFromHere({ refused = [], content }: Summary): readonly RefusedChange[] {
  return refused.map(({ change, keys }) => ({
    change: { ...change, path: joinPath(content, change.path) },
    keys,
  }));
}

/** The findings of an audit with their paths from the current folder. */
export function findingsFromHere({
  findings,
  content,
}: {
  findings: LocatedFinding[];
  content: string;
}): LocatedFinding[] {
  return findings.map((finding) => ({ ...finding, file: joinPath(content, finding.file) }));
}

/**
 * A path from the current folder.
 *
 * @param folder where `path` starts, from the current folder; `''`: there
 * @param path with `/`; it may begin with `../`
 */
export function joinPath(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
