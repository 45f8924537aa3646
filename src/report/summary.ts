import type { Plan } from '../model/plan.ts';
import { count, group } from '../text/counts.ts';
import { contrast, textOf } from '../text/excerpt.ts';
import { nameHidden } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { measureWidth, padToWidth } from '../text/width.ts';
import { wrapBehind, wrapLine } from '../text/wrap.ts';
import { listChanges } from './changes.ts';
import { countChanges } from './labels.ts';
import { countSkips, describeCounts, describeProblem, describeSkip, shorten } from './sentences.ts';
import type { Summary } from './types.ts';

/** How many entries of a list are shown without `--verbose`. Problems are shown all: each wants something done. */
const mostEntries = 10;

/**
 * The closing summary: what a person may want to look at, then what went wrong, and the totals last, where they stay in
 * view above the next prompt. Ends with a newline; empty where there is nothing to say.
 */
export function formatSummary(summary: Summary, look: RenderOptions): string {
  const { plan } = summary;
  const problems = listProblems(plan, look);
  const stop = listStop(summary, look);
  const sections = look.isQuiet
    ? [[...problems, ...stop]]
    : [
        ...(look.isVerbose ? listChanges(summary, look) : []),
        listConflicts(plan, look),
        listClashes(plan, look),
        listMissing(plan, look),
        listFields(plan, look),
        listBodies(plan, look),
        listSkips(plan, look),
        problems,
        [...listTotals(summary, look), ...stop],
      ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return text.length === 0 ? '' : `${text.join('\n\n')}\n`;
}

function listTotals({ plan, units, verb }: Summary, { colours, columns }: RenderOptions): string[] {
  const { create, update } = countChanges(plan);
  const would = verb === 'would' ? 'would be ' : '';
  const problems = count(plan.problems.length, 'problem');
  const parts = [
    create > 0 ? colours.green(`${group(create)} ${would}created`) : `0 ${would}created`,
    update > 0 ? colours.cyan(`${group(update)} ${would}updated`) : `0 ${would}updated`,
    `${group(plan.unchanged)} unchanged`,
    `${group(plan.skipped.length)} skipped`,
    plan.problems.length > 0 ? colours.red(problems) : problems,
  ];
  const line = `${parts.map(keepWhole).join(', ')} ${colours.dim(keepWhole(`(${count(units, 'quota unit')})`))}`;
  return [wrapLine(line, columns)];
}

function listConflicts({ conflicts }: Plan, look: RenderOptions): string[] {
  const { colours, columns, isVerbose } = look;
  const labels = { own: '    yours      ', other: "    YouTube's  " };
  // Of a long value one line is enough to know it by.
  const room = isVerbose ? 500 : (columns ?? 80) - labels.own.length;
  const entries = conflicts.flatMap(({ path, fields }) =>
    fields.map(({ key, page, youtube }) => {
      const [own, other] =
        page === undefined
          ? ['(removed)', textOf(youtube)]
          : contrast(page, youtube, Math.min(30, Math.floor(room / 3)));
      return [
        wrapLine(`  ${nameHidden(path)} ${colours.bold(nameHidden(key))}`, columns, 4),
        wrapBehind(labels.own, shorten(nameHidden(own), room), columns),
        wrapBehind(labels.other, shorten(nameHidden(other), room), columns),
      ].join('\n');
    }),
  );
  const fields = count(entries.length, 'field');
  return listSection(
    look.colours.yellow,
    `Your edits stay where YouTube changed too: ${fields}`,
    entries,
    look,
  );
}

function listClashes({ clashes }: Plan, look: RenderOptions): string[] {
  const entries = clashes.map(({ path, wanted, slug, takenBy }) =>
    wrapLine(
      `  ${nameHidden(`${path}: the slug ${wanted} is taken by ${takenBy}; this page has ${slug}.`)}`,
      look.columns,
      4,
    ),
  );
  return listSection(look.colours.yellow, `${count(entries.length, 'slug')} taken already:`, entries, look);
}

function listMissing({ missing }: Plan, look: RenderOptions): string[] {
  const words = { private: 'private now', deleted: 'deleted', unknown: 'not on the channel any more' };
  const entries = missing.map(({ path, videoId, reason }) =>
    wrapLine(`  ${nameHidden(path)} ${keepWhole(`(${videoId}: ${words[reason]})`)}`, look.columns, 4),
  );
  const heading = `${count(entries.length, 'page')} without a video on the channel:`;
  return listSection(look.colours.yellow, heading, entries, look);
}

/** The fields of updated pages, those of most pages first. */
function listFields({ fields }: Plan, look: RenderOptions): string[] {
  const sorted = Object.entries(fields)
    .map(([key, counts]) => ({
      key: nameHidden(key),
      words: describeCounts(counts).map(keepWhole).join(', '),
      pages: counts.added + counts.changed + counts.removed,
    }))
    .sort((a, b) => b.pages - a.pages);
  const width = Math.max(...sorted.map(({ key }) => measureWidth(key)));
  const entries = sorted.map(({ key, words }) =>
    wrapBehind(`  ${padToWidth(key, width)}  `, words, look.columns),
  );
  return listSection(look.colours.bold, 'By field:', entries, { ...look, isVerbose: true });
}

/** A body is no field, but a person wants to know of it before a first run just as well. */
function listBodies({ changes }: Plan, { columns }: RenderOptions): string[] {
  const filled = changes.filter((change) => change.action === 'update' && change.body !== undefined);
  if (filled.length === 0) return [];
  return [wrapLine(`Body written on ${count(filled.length, 'page')} that had none`, columns, 2)];
}

function listSkips({ skipped }: Plan, look: RenderOptions): string[] {
  const totals = countSkips(skipped).map(([reason, number]) =>
    wrapLine(`Skipped ${group(number)}: ${describeSkip(reason)}`, look.columns, 2),
  );
  if (!look.isVerbose) return totals;
  const entries = skipped.map(({ videoId, title, reason }) =>
    wrapLine(`  ${videoId} ${shorten(nameHidden(title))} (${describeSkip(reason)})`, look.columns, 4),
  );
  return [...totals, ...entries];
}

function listProblems({ problems }: Plan, look: RenderOptions): string[] {
  const label = look.colours.red('Problem:');
  return problems.map((problem) =>
    wrapLine(`${label} ${nameHidden(describeProblem(problem))}`, look.columns, 2),
  );
}

function listStop({ stopped }: Summary, { colours, columns }: RenderOptions): string[] {
  if (!stopped) return [];
  return [wrapLine(`${colours.red('Incomplete:')} ${stopped.message} ${stopped.hint}`, columns, 2)];
}

function listSection(
  paint: (text: string) => string,
  heading: string,
  entries: string[],
  { columns, isVerbose }: RenderOptions,
): string[] {
  return entries.length === 0 ? [] : [paint(wrapLine(heading, columns)), ...cut(entries, isVerbose)];
}

function cut(entries: string[], isWhole: boolean): string[] {
  if (isWhole || entries.length <= mostEntries) return entries;
  return [
    ...entries.slice(0, mostEntries),
    `  … and ${group(entries.length - mostEntries)} more (--verbose shows all)`,
  ];
}

/** A line may end before or after it, but not within. */
function keepWhole(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
