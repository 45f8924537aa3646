import type { MissingVideo, Plan } from '../model/plan.ts';
import { count, formatNumber } from '../text/counts.ts';
import { excerptPair } from '../text/excerpt-pair.ts';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { measureWidth, padToWidth, shorten } from '../text/width.ts';
import { wrapLine, wrapWithLabel } from '../text/wrap.ts';
import { describeConflict } from './change-description.ts';
import { listLongGone, listNewlyGone, listUpdates } from './entries.ts';
import { countFields, describeCounts } from './field-counts.ts';
import { describeKept, listMoves } from './kept.ts';
import { countChanges, describeMissing, nameRun, removedAdvice, replacedWords } from './labels.ts';
import { planFromHere, redirectsFromHere } from './paths-from-here.ts';
import { describeGroup, groupProblems } from './problem-groups.ts';
import type { Summary } from './run-summary.ts';

import { countSkips, describeOldUrls, describeReupload, describeSkip } from './sentences.ts';

import { listChanges, showValue } from './terminal-changes.ts';

/** How many entries of a list are shown without `--verbose`, and how many names of equal problems. */
const mostEntries = 10;

/**
 * The closing summary: what the user may want to look at, then what went wrong, and the totals last, where they stay in
 * view above the next prompt. Ends with a newline; empty if there is nothing to say.
 */
export function formatSummary(summary: Summary, options: RenderOptions): string {
  const plan = planFromHere(summary);
  const problems = listProblems(plan, options);
  const stop = listStop(summary, options);
  const sections = options.isQuiet
    ? [[...problems, ...stop]]
    : [
        ...(options.isVerbose ? listChanges(plan, summary.verb, options) : []),
        listMovedPages(plan, options),
        listMissing(plan, options),
        listConflicts(plan, options),
        listReuploads(plan, options),
        listRemoved(plan, options),
        listClashes(plan, options),
        listLongMissing(plan, options),
        listKept(plan, options),
        listFields(plan, options),
        listBodies(plan, options),
        listRedirects(summary, options),
        describeOldUrls(summary).map((sentence) => wrapLine(sentence, options.columns, 2)),
        listSkips(plan, options),
        problems,
        [...listTotals(summary, options), ...stop],
      ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return text.length === 0 ? '' : `${text.join('\n\n')}\n`;
}

function listTotals({ plan, units, verb }: Summary, { colours, columns }: RenderOptions): string[] {
  const { create, update } = countChanges(plan);
  const would = verb === 'did' ? '' : 'would be ';
  const problems = count(plan.problems.length, 'problem');
  const parts = [
    create > 0 ? colours.green(`${formatNumber(create)} ${would}created`) : `0 ${would}created`,
    update > 0 ? colours.cyan(`${formatNumber(update)} ${would}updated`) : `0 ${would}updated`,
    `${formatNumber(plan.unchanged)} unchanged`,
    `${formatNumber(plan.skipped.length)} skipped`,
    plan.problems.length > 0 ? colours.red(problems) : problems,
  ];
  const line = `${parts.map(keepWhole).join(', ')} ${colours.dim(keepWhole(`(${count(units, 'quota unit')})`))}`;
  const start = verb === 'could' ? [wrapLine(`${nameRun({ verb })}:`, columns)] : [];
  return [...start, wrapLine(line, columns)];
}

function listConflicts({ conflicts }: Plan, options: RenderOptions): string[] {
  const { colours, columns, isVerbose } = options;
  const labels = { own: '    yours      ', other: "    YouTube's  " };
  // Of a long value one line is enough to know it by.
  const longest = isVerbose ? 500 : (columns ?? 80) - labels.own.length;
  const entries = conflicts.flatMap(({ path, title, fields }) =>
    fields.map(describeConflict).map(({ key, yours, youtube }) => {
      const [own, other] =
        yours === null
          ? ['(removed)', youtube]
          : excerptPair(yours, youtube, Math.min(30, Math.floor(longest / 3)));
      return [
        wrapLine(`  ${nameTitled(path, title)} ${colours.bold(escapeInvisible(key))}`, columns, 4),
        wrapWithLabel(labels.own, showValue(own, longest), columns),
        wrapWithLabel(labels.other, showValue(other, longest), columns),
      ].join('\n');
    }),
  );
  const fields = count(entries.length, 'field');
  return listSection(
    options.colours.yellow,
    `Your edits stay where YouTube changed too: ${fields}`,
    entries,
    options,
  );
}

function listMovedPages(plan: Plan, options: RenderOptions): string[] {
  const entries = listMoves(plan).map(({ change: { path, video }, from, to }) =>
    [
      wrapLine(`  ${nameTitled(path, video.title)}`, options.columns, 4),
      wrapWithLabel('    from  ', escapeInvisible(from), options.columns),
      wrapWithLabel('    to    ', escapeInvisible(to), options.columns),
    ].join('\n'),
  );
  const heading = `${entries.length === 1 ? '1 page moves' : `${formatNumber(entries.length)} pages move`}, and the old URL becomes an alias:`;
  return listSection(options.colours.yellow, heading, entries, options);
}

/** What stays on pages that exist, counted; the pages too with `--verbose`. */
function listKept(plan: Plan, { columns, isVerbose }: RenderOptions): string[] {
  const lines = describeKept(plan).map((sentence) => wrapLine(escapeInvisible(sentence), columns, 2));
  if (!isVerbose) return lines;
  const pages = plan.kept.map(({ path, keys }) =>
    wrapLine(`  ${escapeInvisible(`${path}: ${keys.join(', ')}`)}`, columns, 4),
  );
  return [...lines, ...pages];
}

function listClashes({ clashes }: Plan, options: RenderOptions): string[] {
  const entries = clashes.map(({ path, wanted, slug, takenBy }) =>
    wrapLine(
      `  ${escapeInvisible(`${path}: the slug ${wanted} is taken by ${takenBy}; this page has ${slug}.`)}`,
      options.columns,
      4,
    ),
  );
  return listSection(
    options.colours.yellow,
    `${count(entries.length, 'slug')} taken already:`,
    entries,
    options,
  );
}

function listMissing(plan: Plan, options: RenderOptions): string[] {
  const entries = nameMissing(listNewlyGone(plan), options);
  const heading = `${count(entries.length, 'page')} without a video on the channel:`;
  return listSection(options.colours.yellow, heading, entries, options);
}

/** What earlier imports have told is counted; the pages too with `--verbose`. */
function listLongMissing(plan: Plan, options: RenderOptions): string[] {
  const entries = nameMissing(listLongGone(plan), options);
  if (entries.length === 0) return [];
  const verb = entries.length === 1 ? 'has' : 'have';
  const heading = `${count(entries.length, 'page')} ${verb} been without a video on the channel for longer`;
  return [
    wrapLine(options.isVerbose ? `${heading}:` : `${heading} (--verbose names them).`, options.columns, 2),
  ].concat(options.isVerbose ? entries : []);
}

function nameMissing(missing: MissingVideo[], { columns }: RenderOptions): string[] {
  return missing.map((video) =>
    wrapLine(
      `  ${nameTitled(video.path, video.title)} ${keepWhole(`(${video.videoId} ${describeMissing(video)})`)}`,
      columns,
      4,
    ),
  );
}

function listReuploads({ reuploads }: Plan, options: RenderOptions): string[] {
  const entries = reuploads.map((reupload) =>
    wrapLine(`  ${escapeInvisible(describeReupload(reupload))}`, options.columns, 4),
  );
  return listSection(options.colours.yellow, 'Uploaded again?', entries, options);
}

function listRemoved({ removed }: Plan, options: RenderOptions): string[] {
  const { colours, columns } = options;
  const entries = removed.map(({ videoId, title, urls }) => {
    const lines = urls.length > 0 ? urls.map(escapeInvisible) : [`(${replacedWords})`];
    const shown = cut(
      lines.map((line) => wrapLine(`    ${line}`, columns, 6)),
      options.isVerbose,
    );
    return [wrapLine(`  ${nameTitled(videoId, title)}`, columns, 4), ...shown].join('\n');
  });
  const heading = `${count(entries.length, 'page')} removed by you, and nothing serves these URLs any more. ${removedAdvice}`;
  return listSection(colours.yellow, heading, entries, options);
}

/** A page's path and title. */
function nameTitled(path: string, title: string): string {
  return `${escapeInvisible(path)}${title === '' ? '' : ` "${shorten(escapeInvisible(title))}"`}`;
}

/** The fields of updated pages, the most frequent first. */
function listFields(plan: Plan, options: RenderOptions): string[] {
  const sorted = Object.entries(countFields(plan))
    .map(([key, counts]) => ({
      key: escapeInvisible(key),
      words: describeCounts(counts).map(keepWhole).join(', '),
      pages: counts.added + counts.changed + counts.removed,
    }))
    .sort((a, b) => b.pages - a.pages);
  const width = Math.max(...sorted.map(({ key }) => measureWidth(key)));
  const entries = sorted.map(({ key, words }) =>
    wrapWithLabel(`  ${padToWidth(key, width)}  `, words, options.columns),
  );
  return listSection(options.colours.bold, 'By field:', entries, { ...options, isVerbose: true });
}

/** A body is not a field, but the user wants to know about it before a first run. */
function listBodies(plan: Plan, { columns }: RenderOptions): string[] {
  const bodies = listUpdates(plan).flatMap(({ body }) => body ?? []);
  const filled = bodies.filter(({ replaces }) => replaces === undefined).length;
  const renewed = bodies.length - filled;
  const lines = [
    filled > 0 && `Body written on ${count(filled, 'page')} that had none`,
    renewed > 0 &&
      `Body updated on ${count(renewed, 'page')}: ${renewed === 1 ? 'its video was' : 'their videos were'} uploaded again`,
  ];
  return lines.flatMap((line) => (line ? [wrapLine(line, columns, 2)] : []));
}

function listRedirects(summary: Summary, options: RenderOptions): string[] {
  const entries = redirectsFromHere(summary).map(({ path, action }) =>
    wrapLine(`  ${escapeInvisible(path)}${action === 'update' ? '' : ` (${action}d)`}`, options.columns, 4),
  );
  const verb = summary.verb === 'did' ? 'updated' : 'would be updated';
  const heading = `${count(entries.length, 'file')} of redirects ${verb}:`;
  return listSection(options.colours.bold, heading, entries, options);
}

function listSkips({ skipped }: Plan, options: RenderOptions): string[] {
  const totals = countSkips(skipped).map(([reason, number]) =>
    wrapLine(`Skipped ${formatNumber(number)}: ${describeSkip(reason)}`, options.columns, 2),
  );
  if (!options.isVerbose) return totals;
  const entries = skipped.map(({ videoId, title, reason }) =>
    wrapLine(`  ${videoId} ${shorten(escapeInvisible(title))} (${describeSkip(reason)})`, options.columns, 4),
  );
  return [...totals, ...entries];
}

function listProblems({ problems }: Plan, options: RenderOptions): string[] {
  const label = options.colours.red('Problem:');
  const maximum = options.isVerbose ? Number.POSITIVE_INFINITY : mostEntries;
  return groupProblems(problems).map((group) =>
    wrapLine(`${label} ${escapeInvisible(describeGroup(group, maximum))}`, options.columns, 2),
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
    `  … and ${formatNumber(entries.length - mostEntries)} more (--verbose shows all)`,
  ];
}

/** A line may end before or after it, but not within. */
function keepWhole(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
