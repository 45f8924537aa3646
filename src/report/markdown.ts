import type { Conflict, PageUpdate, Plan } from '../model/plan.ts';
import type { FieldChange, Value } from '../model/value.ts';
import { count } from '../text/counts.ts';
import { excerptPair, textOf } from '../text/excerpt.ts';
import { groupSame } from '../text/group-same.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { watchUrl } from './entries.ts';
import { countChanges, missingWords, nameRun } from './labels.ts';
import type { Summary } from './run-summary.ts';
import {
  countSkips,
  describeCounts,
  describeProblem,
  describeReason,
  describeSkip,
  shorten,
} from './sentences.ts';

/** A heading with items, each of one or several lines. */
export interface Section {
  heading: string;
  items: string[];
  /** How many things these are, where an item stands for several. */
  total?: number;
}

/** How long a text may be, in a unit of its own. */
export interface SizeLimit {
  maximum: number;
  measure(text: string): number;
}

/**
 * A comment or the description of a pull request on GitHub: 65,536 characters, whatever they are in bytes. JavaScript
 * counts no fewer of them than GitHub.
 */
export const commentLimit: SizeLimit = { maximum: 65_536, measure: (text) => text.length };

/** What is left of the summary of one step in GitHub Actions: 1 MiB in all (GitHub's documentation of job summaries). */
export function findSummaryLimit(usedBytes: number): SizeLimit {
  return { maximum: 1_048_576 - usedBytes, measure: (text) => Buffer.byteLength(text) };
}

/** So many updated pages are taken in at a glance; more are first counted by field. */
const fewUpdates = 10;

/**
 * The plan as GitHub's Markdown. Every text from YouTube or a page stands in a code span, where nothing in it can
 * mention a person, link an issue or be markup.
 *
 * @param limit what does not fit is left out and counted
 */
export function formatMarkdown(summary: Summary, limit: SizeLimit = commentLimit): string {
  const { plan, stopped } = summary;
  const head = [`## ${nameRun(summary)}`, writeTotals(summary)];
  if (stopped) head.push(`**Incomplete.** ${code(`${stopped.message} ${stopped.hint}`, 500)}`);
  const sections = [
    {
      heading: 'Problems',
      items: plan.problems.map((problem) => `- ${code(describeProblem(problem), 500)}`),
    },
    { heading: 'Conflicts: your edits stay', items: plan.conflicts.map(writeConflicts) },
    { heading: 'Slugs that were taken', items: plan.clashes.map(writeClash) },
    { heading: 'Pages without a video on the channel', items: plan.missing.map(writeMissing) },
    { heading: 'Fields that change on existing pages', items: writeFields(plan) },
    {
      heading: 'Updated',
      items: plan.changes.flatMap((change) => (change.action === 'update' ? [writeUpdate(change)] : [])),
    },
    {
      heading: 'Created',
      items: plan.changes.flatMap((change) => (change.action === 'create' ? [writeCreation(change)] : [])),
    },
    {
      heading: 'Skipped',
      total: plan.skipped.length,
      items: countSkips(plan.skipped).map(([reason, number]) => `- ${number}: ${describeSkip(reason)}`),
    },
  ];
  return joinSections(head, sections, limit);
}

/**
 * A head and sections as one Markdown text. Empty sections are left out.
 *
 * @param limit what does not fit is left out and counted
 */
export function joinSections(head: string[], sections: Section[], limit: SizeLimit): string {
  const filled = sections.filter(({ items }) => items.length > 0);
  const maximum = limit.maximum - limit.measure(head.join('\n\n')) - 1;
  return `${[...head, ...fitSections(filled, { ...limit, maximum })].join('\n\n')}\n`;
}

/** A text from outside as one code span (CommonMark 0.31, 6.1), cut where it is longer than `length` characters. */
export function code(text: string, length = 100): string {
  const line = shorten(escapeInvisible(text).replace(/\s+/g, ' '), length).trim();
  if (line === '') return '_empty_';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
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

function writeCreation({ videoId, title, path }: { videoId: string; title: string; path: string }): string {
  return `- ${link(title, videoId)} ${code(path)}`;
}

function writeUpdate(update: PageUpdate): string {
  const lines = groupSame(update.changes).map(
    ({ keys, change }) =>
      `  - ${keys.map((key) => code(key)).join(', ')} (${describeReason(change)}): ${writeChange(change)}`,
  );
  if (update.body !== undefined) lines.push('  - the body, which was empty');
  return [writeCreation(update), ...lines].join('\n');
}

function writeChange(change: FieldChange): string {
  switch (change.action) {
    case 'set':
      return change.before === undefined || change.before === '' || change.before === null
        ? codeValue(change.after)
        : writePair(change.before, change.after).join(' → ');
    case 'append':
      return `+ ${change.entries.map(codeValue).join(', ')}`;
    case 'prune':
      return `− ${change.entries.map(codeValue).join(', ')}`;
    case 'remove':
      return `− ${codeValue(change.before)}`;
  }
}

function writeConflicts({ videoId, path, fields }: Plan['conflicts'][number]): string {
  const lines = fields.map(({ key, page, youtube, last }: Conflict) => {
    const own = page === undefined ? '_removed_' : writePair(page, youtube)[0];
    return `  - ${code(key)}: yours ${own}, on YouTube ${writePair(last, youtube).join(' → ')}`;
  });
  return [`- ${link(path, videoId)}`, ...lines].join('\n');
}

function writeFields(plan: Plan): string[] {
  if (countChanges(plan).update <= fewUpdates) return [];
  return Object.entries(plan.fields).map(
    ([key, counts]) => `- ${code(key)}: ${describeCounts(counts).join(', ')}`,
  );
}

function writeClash({ path, wanted, slug, takenBy }: Plan['clashes'][number]): string {
  return `- ${code(path)}: ${code(wanted)} is taken by ${code(takenBy)}; this page has ${code(slug)}`;
}

function writeMissing({ videoId, path, reason }: Plan['missing'][number]): string {
  return `- ${link(path, videoId)}: ${missingWords[reason]}`;
}

function link(text: string, videoId: string): string {
  return `[${code(text)}](${watchUrl(videoId)})`;
}

function codeValue(value: Value): string {
  return code(textOf(value));
}

function writePair(before: Value, after: Value): [string, string] {
  const [own, other] = excerptPair(before, after);
  return [code(own), code(other)];
}

/** Gives each section its share of the space: small ones all that they need, the rest what is left, evenly. */
function fitSections(sections: Section[], { maximum, measure }: SizeLimit): string[] {
  const note = (number: number) => `- … and ${count(number, 'more entry', 'more entries')}, left out to fit`;
  const headings = sections.map(
    ({ heading, items, total = items.length }) => `### ${heading} (${total.toLocaleString('en-US')})`,
  );
  // Each section ends in a blank line and may need a note.
  let space =
    maximum - headings.reduce((sum, heading) => sum + measure(heading) + 4 + measure(note(1_000_000)), 0);
  const sizes = sections.map(({ items }) => items.reduce((sum, item) => sum + measure(item) + 1, 0));
  const shares: number[] = [];
  const bySize = sizes.map((_, at) => at).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  for (const [done, at] of bySize.entries()) {
    const share = Math.min(sizes[at] ?? 0, Math.floor(space / (sections.length - done)));
    shares[at] = share;
    space -= share;
  }
  return sections.map(({ items }, at) => {
    const kept: string[] = [];
    let left = shares[at] ?? 0;
    for (const item of items) {
      left -= measure(item) + 1;
      if (left < 0) break;
      kept.push(item);
    }
    if (kept.length < items.length) kept.push(note(items.length - kept.length));
    return `${headings[at]}\n\n${kept.join('\n')}`;
  });
}
