import type { MissingVideo, PageChange, Plan } from '../model/plan.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';
import { formatNumber } from '../text/counts.ts';
import { excerptPair } from '../text/excerpt-pair.ts';
import {
  type ChangeDescription,
  type ChangeRow,
  describeChanges,
  describeConflict,
  describeText,
} from './change-description.ts';
import { listChanged, listCreations, listLongGone, listNewlyGone, thumbnailUrl } from './entries.ts';
import { countFields, describeCounts } from './field-counts.ts';
import { describeKept, listMoves, type Move } from './kept.ts';
import { countChanges, describeMissing, nameRun, removedAdvice, replacedWords } from './labels.ts';
import { listFooter } from './markdown-footer.ts';
import { linkVideo, makeWritePlace, type WritePlace } from './markdown-links.ts';
import { code, commentLimit, joinSections, type Section, type SizeLimit } from './markdown-sections.ts';
import { planFromHere, redirectsFromHere, refusedFromHere } from './paths-from-here.ts';
import { groupProblems, nameProblem, type ProblemGroup } from './problem-groups.ts';
import { listUnder, quietHeadings } from './quiet-fields.ts';
import type { Summary } from './run-summary.ts';
import { countSkips, describeDamage, describeOldUrls, describeProblem, describeSkip } from './sentences.ts';
import { formatTitle } from './title.ts';

/** As many updated pages are taken in at a glance; more are first counted by field. */
const fewUpdates = 10;
/** How many pages of equal problems are named. */
const mostNames = 20;
/** How many new videos are shown with a thumbnail. */
const mostThumbnails = 20;

/**
 * The plan as the Markdown of GitHub and GitLab: the description of a pull request, what needs a person first. Every
 * text from YouTube or a page is in a code span, where nothing in it can mention a person, link an issue or be markup.
 *
 * @param limit what does not fit is left out and counted
 * @param headings what it begins with
 * @param foot what it ends with
 */
export function formatMarkdown(
  summary: Summary,
  limit: SizeLimit = commentLimit,
  headings: readonly string[] = [
    `# ${formatTitle(summary)}`,
    // Beside a branch, the title says enough.
    ...(summary.files ? [] : [`## ${nameRun(summary)}`]),
  ],
  foot: readonly string[] = listFooter(summary),
): string {
  const { stopped, damagedLockfiles } = summary;
  const head = [...headings, writeTotals(summary)].filter((text) => text !== '');
  if (stopped) head.push(`**Incomplete.** ${code(`${stopped.message} ${stopped.hint}`, 500)}`);
  for (const damage of damagedLockfiles) {
    head.push(`**Damaged lockfile.** ${code(describeDamage(damage), 500)}`);
  }
  return joinSections(head, listSections(summary), limit, foot);
}

/** What needs a person comes first. */
function listSections(summary: Summary): Section[] {
  const plan = planFromHere(summary);
  const place = makeWritePlace(summary);
  return [
    {
      heading: 'Pages that move: the old URL becomes an alias',
      items: listMoves(plan).map((move) => writeMove(move, place)),
    },
    {
      heading: 'Gone: the pages stay',
      items: listNewlyGone(plan).map((video) => writeMissing(video, plan, place)),
    },
    {
      heading: 'Conflicts: your edits stay',
      items: plan.conflicts.map((conflict) => writeConflicts(conflict, place)),
    },
    {
      heading: 'Problems',
      total: plan.problems.length,
      items: groupProblems(plan.problems).map((group) => writeProblems(group, summary.files && place)),
    },
    {
      heading: 'Uploaded again?',
      items: plan.reuploads.map((reupload) => writeReupload(reupload, place)),
    },
    { heading: 'Pages that you removed', items: writeRemoved(plan) },
    { heading: 'Slugs that were taken', items: plan.clashes.map((clash) => writeClash(clash, place)) },
    {
      heading: 'Created',
      items: listCreations(plan).map((change, at) => writeCreation(change, at < mostThumbnails, place)),
    },
    { heading: 'Fields that change on existing pages', items: writeFields(plan) },
    { heading: 'Updated', items: writeUpdates(summary, plan, null, place) },
    {
      heading: 'What stays as it is',
      total: plan.kept.length,
      items: describeKept(plan).map((sentence) => `- ${code(sentence, 500)}`),
      isFolded: true,
    },
    {
      heading: 'Files of redirects that change',
      items: redirectsFromHere(summary).map(({ path, action }) => `- ${place(path)} (${action}d)`),
    },
    {
      heading: 'Old URLs without redirects',
      items: describeOldUrls(summary).map((sentence) => `- ${sentence}`),
    },
    ...quietHeadings.map((heading) => ({
      heading,
      items: writeUpdates(summary, plan, heading, place),
      isFolded: true,
    })),
    { heading: 'Refused on this branch', items: refusedFromHere(summary).map(writeRefused), isFolded: true },
    {
      heading: 'Gone for longer',
      items: listLongGone(plan).map((video) => writeMissing(video, plan, place)),
      isFolded: true,
    },
    {
      heading: 'Skipped',
      total: plan.skipped.length,
      items: countSkips(plan.skipped).map(([reason, number]) => `- ${number}: ${describeSkip(reason)}`),
      isFolded: true,
    },
  ];
}

/** @param place null: files have no links, and the sentence names the file */
function writeProblems({ first, others }: ProblemGroup, place: WritePlace | null): string {
  const file = place && 'path' in first ? ` ${place(first.path)}` : '';
  const line = `- ${code(describeProblem(first), 500)}${file}`;
  if (others.length === 0) return line;
  const names = others.slice(0, mostNames).map((problem) => code(nameProblem(problem)));
  const end = others.length > mostNames ? ', …' : '';
  return `${line}\n  - and ${formatNumber(others.length)} more like this: ${names.join(', ')}${end}`;
}

function writeTotals({ plan, units, stopped }: Summary): string {
  const all: [string, number][] = [
    ['Created', listCreations(plan).length],
    ['Updated', listChanged(plan).length],
    ['Unchanged', plan.unchanged],
    ['Conflicts', plan.conflicts.length],
    ['Missing', plan.missing.length],
    ['Skipped', plan.skipped.length],
    ['Problems', plan.problems.length],
    ['Quota units', units],
  ];
  // Of a listing that ended early, nothing says how many pages stay as they are.
  const isShown = ([name, number]: [string, number]) => number > 0 || (name === 'Unchanged' && !stopped);
  const totals = all.filter(isShown);
  if (totals.length === 0) return '';
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(totals.map(([name]) => name)),
    row(totals.map(() => '---:')),
    row(totals.map(([, number]) => number.toLocaleString('en-US'))),
  ].join('\n');
}

/** A page that an import makes or changes. */
function writePage({ video, path, url }: PageChange, place: WritePlace): string {
  return `${linkVideo(video.title, video.id)} ${place(path, url)}`;
}

function writeCreation(change: PageChange, hasThumbnail: boolean, place: WritePlace): string {
  const thumbnail = `<img src="${thumbnailUrl(change.video.id)}" alt="" width="160"> `;
  return `- ${hasThumbnail ? thumbnail : ''}${writePage(change, place)}`;
}

function writeMove({ change, from, to }: Move, place: WritePlace): string {
  return `- ${writePage(change, place)}\n  - ${code(from)} → ${code(to)}`;
}

/** The pages with changes under a heading of quiet fields; null: with all others. */
function writeUpdates(
  { quietFields }: Summary,
  plan: Plan,
  heading: string | null,
  place: WritePlace,
): string[] {
  return listChanged(plan).flatMap((update) => {
    const lines = describeChanges(listUnder(heading, update.fields, quietFields)).map(writeFieldChange);
    const text = heading === null ? describeText(update) : null;
    if (text) lines.push(`  - the ${text.name} (${text.reason})`);
    return lines.length === 0 ? [] : [[`- ${writePage(update, place)}`, ...lines].join('\n')];
  });
}

function writeFieldChange(change: ChangeDescription): string {
  return `  - ${change.keys.map((key) => code(key)).join(', ')} (${change.reason}): ${writeChange(change)}`;
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

function writeConflicts(
  { videoId, path, title, url, fields }: Plan['conflicts'][number],
  place: WritePlace,
): string {
  const lines = fields.map(describeConflict).map(({ key, yours, youtube, last }) => {
    const own = yours === null ? '_removed_' : writePair(yours, youtube)[0];
    return `  - ${code(key)}: yours ${own}, on YouTube ${writePair(last, youtube).join(' → ')}`;
  });
  return [`- ${linkVideo(title || path, videoId)} ${place(path, url)}`, ...lines].join('\n');
}

function writeFields(plan: Plan): string[] {
  if (countChanges(plan).update <= fewUpdates) return [];
  return Object.entries(countFields(plan)).map(
    ([key, counts]) => `- ${code(key)}: ${describeCounts(counts).join(', ')}`,
  );
}

function writeClash({ path, wanted, slug, takenBy }: Plan['clashes'][number], place: WritePlace): string {
  return `- ${place(path)}: ${code(wanted)} is taken by ${code(takenBy)}; this page has ${code(slug)}`;
}

/** With the mark that its page gets. */
function writeMissing(video: MissingVideo, { changes }: Plan, place: WritePlace): string {
  const { videoId, path, title, url } = video;
  const change = changes.find(({ video }) => video.id === videoId);
  const mark = change?.fields.filter(({ reason }) => reason === 'unavailable') ?? [];
  return [
    `- ${linkVideo(title || path, videoId)} ${place(path, url)}: the video ${describeMissing(video)}`,
    ...describeChanges(mark).map(writeFieldChange),
  ].join('\n');
}

function writeReupload(
  { title, path, formerId, videoId, newPath }: Plan['reuploads'][number],
  place: WritePlace,
): string {
  return `- ${linkVideo(title || path, formerId)} ${place(path)} seems to have been uploaded again as ${code(videoId)}, ${place(newPath)}. If so, give the first page the video id ${code(videoId)} and delete the second if it exists; the first keeps its words and URLs.`;
}

/** The advice appears once, after the pages. */
function writeRemoved({ removed }: Plan): string[] {
  const items = removed.map(({ videoId, title, urls }) => {
    const words = urls.length > 0 ? 'nothing serves its URLs any more' : replacedWords;
    const lines = urls.map((url) => `  - ${code(url)}`);
    return [`- ${linkVideo(title || videoId, videoId)}: ${words}`, ...lines].join('\n');
  });
  const last = items.pop();
  if (last === undefined) return [];
  const needsAdvice = removed.some(({ urls }) => urls.length > 0);
  return [...items, needsAdvice ? `${last}\n\n${removedAdvice.replace('urls.gone', '`urls.gone`')}` : last];
}

/** A page that was deleted has no file to link. */
function writeRefused({ change: { video, path }, keys }: RefusedChange): string {
  const what = keys === null ? 'the page' : keys.map((key) => code(key)).join(', ');
  return `- ${linkVideo(video.title, video.id)} ${code(path)}: ${what}`;
}

function writePair(before: string, after: string): [string, string] {
  const [own, other] = excerptPair(before, after);
  return [code(own), code(other)];
}
