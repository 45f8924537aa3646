import type { PageChange, Plan } from '../model/plan.ts';
import { formatNumber } from '../text/counts.ts';
import { excerptPair } from '../text/excerpt-pair.ts';
import {
  type ChangeDescription,
  type ChangeRow,
  describeChanges,
  describeConflict,
  explainBody,
} from './change-description.ts';
import { listCreations, listUpdates, watchUrl } from './entries.ts';
import { countFields, describeCounts } from './field-counts.ts';
import { describeKept, listMoves, type Move } from './kept.ts';
import { countChanges, missingWords, nameRun, removedAdvice } from './labels.ts';
import { code, commentLimit, joinSections, type SizeLimit } from './markdown-sections.ts';
import { planFromHere, redirectsFromHere } from './paths-from-here.ts';
import { groupProblems, nameProblem, type ProblemGroup } from './problem-groups.ts';
import type { Summary } from './run-summary.ts';
import { countSkips, describeOldUrls, describeProblem, describeReupload, describeSkip } from './sentences.ts';
import { formatTitle } from './title.ts';

/** As many updated pages are taken in at a glance; more are first counted by field. */
const fewUpdates = 10;
/** How many pages of equal problems are named. */
const mostNames = 20;

/**
 * The plan as GitHub's Markdown. Every text from YouTube or a page stands in a code span, where nothing in it can
 * mention a person, link an issue or be markup.
 *
 * @param limit what does not fit is left out and counted
 * @param headings what it begins with
 */
export function formatMarkdown(
  summary: Summary,
  limit: SizeLimit = commentLimit,
  headings: readonly string[] = [`# ${formatTitle(summary)}`, `## ${nameRun(summary)}`],
): string {
  const { stopped } = summary;
  const plan = planFromHere(summary);
  const head = [...headings, writeTotals(summary)];
  if (stopped) head.push(`**Incomplete.** ${code(`${stopped.message} ${stopped.hint}`, 500)}`);
  const sections = [
    {
      heading: 'Problems',
      total: plan.problems.length,
      items: groupProblems(plan.problems).map(writeProblems),
    },
    { heading: 'Pages that move: the old URL becomes an alias', items: listMoves(plan).map(writeMove) },
    { heading: 'Conflicts: your edits stay', items: plan.conflicts.map(writeConflicts) },
    { heading: 'Slugs that were taken', items: plan.clashes.map(writeClash) },
    { heading: 'Pages without a video on the channel', items: plan.missing.map(writeMissing) },
    {
      heading: 'Uploaded again?',
      items: plan.reuploads.map((reupload) => `- ${code(describeReupload(reupload), 500)}`),
    },
    { heading: 'Pages that you removed', items: writeRemoved(plan) },
    {
      heading: 'What stays as it is',
      items: describeKept(plan).map((sentence) => `- ${code(sentence, 500)}`),
    },
    { heading: 'Fields that change on existing pages', items: writeFields(plan) },
    {
      heading: 'Updated',
      items: listUpdates(plan).map(writeUpdate),
    },
    {
      heading: 'Created',
      items: listCreations(plan).map(writeCreation),
    },
    {
      heading: 'Files of redirects that change',
      items: redirectsFromHere(summary).map(({ path, action }) => `- ${code(path)} (${action}d)`),
    },
    {
      heading: 'Old URLs without redirects',
      items: describeOldUrls(summary).map((sentence) => `- ${sentence}`),
    },
    {
      heading: 'Skipped',
      total: plan.skipped.length,
      items: countSkips(plan.skipped).map(([reason, number]) => `- ${number}: ${describeSkip(reason)}`),
    },
  ];
  return joinSections(head, sections, limit);
}

function writeProblems({ first, others }: ProblemGroup): string {
  const line = `- ${code(describeProblem(first), 500)}`;
  if (others.length === 0) return line;
  const names = others.slice(0, mostNames).map((problem) => code(nameProblem(problem)));
  const end = others.length > mostNames ? ', …' : '';
  return `${line}\n  - and ${formatNumber(others.length)} more like this: ${names.join(', ')}${end}`;
}

function writeTotals({ plan, units }: Summary): string {
  const { create, update } = countChanges(plan);
  const totals: [string, number][] = [
    ['Created', create],
    ['Updated', update],
    ['Unchanged', plan.unchanged],
    ['Conflicts', plan.conflicts.length],
    ['Missing', plan.missing.length],
    ['Skipped', plan.skipped.length],
    ['Problems', plan.problems.length],
    ['Quota units', units],
  ];
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(totals.map(([name]) => name)),
    row(totals.map(() => '---:')),
    row(totals.map(([, number]) => number.toLocaleString('en-US'))),
  ].join('\n');
}

function writeCreation({ video, path }: PageChange): string {
  return `- ${link(video.title, video.id)} ${code(path)}`;
}

function writeMove({ change, from, to }: Move): string {
  return `${writeCreation(change)}\n  - ${code(from)} → ${code(to)}`;
}

function writeUpdate(update: PageChange): string {
  const lines = describeChanges(update.fields).map(
    (change) =>
      `  - ${change.keys.map((key) => code(key)).join(', ')} (${change.reason}): ${writeChange(change)}`,
  );
  if (update.body) lines.push(`  - the body (${explainBody(update.body)})`);
  return [writeCreation(update), ...lines].join('\n');
}

function writeChange({ kind, rows }: ChangeDescription): string {
  const list = (sign: ChangeRow['sign']) => rows.filter((row) => row.sign === sign).map(({ text }) => text);
  const [less, more] = [list('less'), list('more')];
  if (kind === 'added') return more.map((text) => code(text)).join(', ');
  const [before, after] = [less[0], more[0]];
  if (rows.length === 2 && before !== undefined && after !== undefined)
    return writePair(before, after).join(' → ');
  const parts = [
    less.length > 0 && `− ${less.map((text) => code(text)).join(', ')}`,
    more.length > 0 && `+ ${more.map((text) => code(text)).join(', ')}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function writeConflicts({ videoId, path, title, fields }: Plan['conflicts'][number]): string {
  const lines = fields.map(describeConflict).map(({ key, yours, youtube, last }) => {
    const own = yours === null ? '_removed_' : writePair(yours, youtube)[0];
    return `  - ${code(key)}: yours ${own}, on YouTube ${writePair(last, youtube).join(' → ')}`;
  });
  return [`- ${linkTitled(path, title, videoId)}`, ...lines].join('\n');
}

function writeFields(plan: Plan): string[] {
  if (countChanges(plan).update <= fewUpdates) return [];
  return Object.entries(countFields(plan)).map(
    ([key, counts]) => `- ${code(key)}: ${describeCounts(counts).join(', ')}`,
  );
}

function writeClash({ path, wanted, slug, takenBy }: Plan['clashes'][number]): string {
  return `- ${code(path)}: ${code(wanted)} is taken by ${code(takenBy)}; this page has ${code(slug)}`;
}

function writeMissing({ videoId, path, title, reason }: Plan['missing'][number]): string {
  return `- ${linkTitled(path, title, videoId)}: the video ${missingWords[reason]}`;
}

/** The advice stands once, after the pages. */
function writeRemoved({ removed }: Plan): string[] {
  const items = removed.map(({ videoId, title, urls }) => {
    const lines = urls.map((url) => `  - ${code(url)}`);
    return [`- ${link(title || videoId, videoId)}: nothing serves its URLs any more`, ...lines].join('\n');
  });
  const last = items.pop();
  return last === undefined
    ? []
    : [...items, `${last}\n\n${removedAdvice.replace('urls.gone', '`urls.gone`')}`];
}

/** A page by its title and path, or by its path alone if it has no title. */
function linkTitled(path: string, title: string, videoId: string): string {
  return title === '' ? link(path, videoId) : `${link(title, videoId)} ${code(path)}`;
}

function link(text: string, videoId: string): string {
  return `[${code(text)}](${watchUrl(videoId)})`;
}

function writePair(before: string, after: string): [string, string] {
  const [own, other] = excerptPair(before, after);
  return [code(own), code(other)];
}
