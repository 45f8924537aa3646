import type { Problem } from '../model/problem.ts';
import { count } from '../text/counts.ts';
import { countChanges, problemNames } from './labels.ts';
import { lockfilesFromHere, planFromHere } from './paths-from-here.ts';
import { describeGroup, groupProblems } from './problem-groups.ts';
import type { Summary } from './run-summary.ts';
import { describeDamage } from './sentences.ts';
import { addFailures, formatTitle } from './title.ts';

/** A remark that GitHub shows on a run, or on a line of a file if one is named. */
export interface Annotation {
  level: 'error' | 'warning';
  /** Relative to the repository, with `/`; null: it concerns no file. */
  file: string | null;
  line: number | null;
  title: string;
  message: string;
}

/** GitHub shows no more annotations of one level per step (GitHub's documentation of usage limits). */
const mostPerLevel = 10;

/**
 * What a plan's problems and conflicts are on GitHub, and its changes if they are not carried out: they may be why a
 * build fails.
 *
 * @param locate gives a path relative to the repository that was relative to the current folder, or null if it lies
 *   elsewhere
 */
export function listAnnotations(summary: Summary, locate: (path: string) => string | null): Annotation[] {
  const { redirects, stopped, verb } = summary;
  const plan = planFromHere(summary);
  const problems = groupProblems(plan.problems).map((group): Annotation => {
    const { first } = group;
    const path = pathOf(first);
    return {
      level: 'error',
      file: path === null ? null : locate(path),
      line: 'line' in first ? first.line : null,
      title: problemNames[first.code],
      message: describeGroup(group, mostPerLevel),
    };
  });
  const conflicts = plan.conflicts.map(
    ({ path, fields }): Annotation => ({
      level: 'warning',
      file: locate(path),
      line: null,
      title: 'Your edit stays',
      message: `YouTube changed too: ${fields.map(({ key }) => key).join(', ')}.`,
    }),
  );
  const incomplete = stopped ? [annotateStop(stopped)] : [];
  const damage = lockfilesFromHere(summary).map(
    (lockfile): Annotation => ({
      level: 'warning',
      file: locate(lockfile.path),
      line: null,
      title: 'Damaged lockfile',
      message: describeDamage(lockfile),
    }),
  );
  const { create, update } = countChanges(plan);
  const drift: Annotation[] =
    verb === 'would' && create + update + redirects.length > 0
      ? [
          {
            level: 'warning',
            file: null,
            line: null,
            title: 'Drift',
            message: `An import would create ${count(create, 'page')} and update ${count(update, 'page')}${redirects.length === 0 ? '' : `, and ${count(redirects.length, 'file')} of redirects`}.`,
          },
        ]
      : [];
  return [...drift, ...incomplete, ...damage, ...problems, ...conflicts];
}

/** Says that a listing ended early. */
export function annotateStop({ message, hint }: NonNullable<Summary['stopped']>): Annotation {
  return { level: 'warning', file: null, line: null, title: 'Incomplete', message: `${message} ${hint}` };
}

/**
 * Annotations as workflow commands, one per line. Of each level the first ten are kept, and the last of them counts the
 * others: GitHub would drop them in silence.
 */
export function formatAnnotations(annotations: Annotation[]): string {
  const levels = ['error', 'warning'] as const;
  const lines = levels.flatMap((level) => {
    const all = annotations.filter((annotation) => annotation.level === level);
    if (all.length <= mostPerLevel) return all.map(formatAnnotation);
    const kept = all.slice(0, mostPerLevel - 1).map(formatAnnotation);
    const more = all.length - kept.length;
    return [...kept, `::${level} title=${more} more::The summary of this step lists them.`];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * A step's outputs, for the file that `GITHUB_OUTPUT` names.
 *
 * @param failed other sites, which could not run
 */
export function formatOutputs(summary: Summary, failed: readonly { name: string }[] = []): string {
  const { create, update } = countChanges(summary.plan);
  const changed = create + update + summary.redirects.length > 0;
  const isIncomplete = summary.stopped !== null;
  return `changed=${changed}\ncreated=${create}\nupdated=${update}\ntitle=${addFailures(formatTitle(summary), failed)}\nincomplete=${isIncomplete}\n`;
}

// The escapes are those of GitHub's own @actions/core, command.ts.
function formatAnnotation({ level, file, line, title, message }: Annotation): string {
  const properties = [
    file !== null && `file=${escapeProperty(file)}`,
    file !== null && line !== null && `line=${line}`,
    `title=${escapeProperty(title)}`,
  ].filter((property) => property !== false);
  return `::${level} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function pathOf(problem: Problem): string | null {
  if ('path' in problem) return problem.path;
  return 'paths' in problem ? (problem.paths[0] ?? null) : null;
}
