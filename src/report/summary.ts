import type { Context } from '../context.ts';
import type { Plan } from '../plan/types.ts';
import { count, countSkips, describeProblem, describeSkip, shorten } from './sentences.ts';

/** What a run comes to. */
export interface Summary {
  plan: Plan;
  /** Quota units spent. */
  units: number;
  stopped: { message: string; hint: string } | null;
  /** Whether the plan was carried out or only shown. */
  verb: 'did' | 'would';
}

/** The closing summary: totals first, then what a person should look at. Ends with a newline. */
export function formatSummary(
  summary: Summary,
  context: Pick<Context, 'colours' | 'isQuiet' | 'isVerbose'>,
): string {
  const sections = context.isQuiet
    ? [listProblems(summary, context)]
    : [
        listTotals(summary, context),
        listFields(summary.plan),
        listConflicts(summary.plan, context),
        listClashes(summary.plan),
        listMissing(summary.plan),
        listSkips(summary.plan, context),
        listProblems(summary, context),
      ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return text.length === 0 ? '' : `${text.join('\n\n')}\n`;
}

type Look = Pick<Context, 'colours' | 'isVerbose'>;

function listTotals({ plan, units, verb }: Summary, { colours }: Look): string[] {
  const number = (action: string) => plan.changes.filter((change) => change.action === action).length;
  const would = verb === 'would' ? 'would be ' : '';
  const parts = [
    colours.green(`${number('create')} ${would}created`),
    colours.cyan(`${number('update')} ${would}updated`),
    `${plan.unchanged} unchanged`,
    `${plan.skipped.length} skipped`,
    plan.problems.length > 0 ? colours.red(count(plan.problems.length, 'problem')) : '0 problems',
  ];
  return [`${parts.join(', ')} (${count(units, 'quota unit')})`];
}

function listFields(plan: Plan): string[] {
  return Object.entries(plan.fields).map(([key, { added, changed, removed }]) => {
    const parts = [
      added > 0 ? `added on ${count(added, 'page')}` : '',
      changed > 0 ? `changed on ${count(changed, 'page')}` : '',
      removed > 0 ? `taken out on ${count(removed, 'page')}` : '',
    ];
    return `  ${key} ${parts.filter(Boolean).join(', ')}`;
  });
}

function listConflicts({ conflicts }: Plan, { colours, isVerbose }: Look): string[] {
  if (conflicts.length === 0) return [];
  const lines = conflicts.flatMap(({ path, fields }) =>
    fields.map(
      ({ key, page, youtube }) => `  ${path} ${key}: yours ${quote(page)}, YouTube's ${quote(youtube)}`,
    ),
  );
  const heading = colours.yellow(
    `Your edits stay where YouTube changed too: ${count(lines.length, 'field')}`,
  );
  return [heading, ...cut(lines, isVerbose)];
}

function quote(value: Parameters<typeof shorten>[0]): string {
  return value === undefined ? '(removed)' : `"${shorten(value)}"`;
}

function listClashes({ clashes }: Plan): string[] {
  return clashes.map(
    ({ path, wanted, slug, takenBy }) =>
      `${path}: the slug ${wanted} is taken by ${takenBy}; this page has ${slug}.`,
  );
}

function listMissing({ missing }: Plan): string[] {
  if (missing.length === 0) return [];
  const words = { private: 'private now', deleted: 'deleted', unknown: 'not on the channel any more' };
  return [
    `${count(missing.length, 'page')} without a video on the channel:`,
    ...missing.map(({ path, videoId, reason }) => `  ${path} (${videoId}: ${words[reason]})`),
  ];
}

function listSkips({ skipped }: Plan, { isVerbose }: Look): string[] {
  const counts = countSkips(skipped);
  const totals = counts.map(([reason, number]) => `Skipped ${number}: ${describeSkip(reason)}`);
  if (!isVerbose) return totals;
  return [
    ...totals,
    ...skipped.map(
      ({ videoId, title, reason }) => `  ${videoId} ${shorten(title)} (${describeSkip(reason)})`,
    ),
  ];
}

function listProblems({ plan, stopped }: Summary, { colours }: Look): string[] {
  const problems = plan.problems.map((problem) => `${colours.red('Problem:')} ${describeProblem(problem)}`);
  return stopped
    ? [...problems, `${colours.red('Incomplete:')} ${stopped.message} ${stopped.hint}`]
    : problems;
}

function cut(lines: string[], isVerbose: boolean): string[] {
  const limit = 20;
  if (isVerbose || lines.length <= limit) return lines;
  return [...lines.slice(0, limit), `  … and ${lines.length - limit} more (--verbose shows all)`];
}
