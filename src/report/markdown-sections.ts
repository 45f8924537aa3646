import { count } from '../text/counts.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { shorten } from '../text/width.ts';

/** A heading with items, each of one or several lines. */
export interface Section {
  heading: string;
  items: string[];
  /** How many things these are, if an item stands for several. */
  total?: number;
  /** Whether the items are hidden until somebody opens them. */
  isFolded?: boolean;
}

/** How long a text may be, in its own unit. */
export interface SizeLimit {
  maximum: number;
  measure(text: string): number;
}

/**
 * A comment or the description of a pull request on GitHub: 65,536 characters, not bytes. JavaScript
 * counts no fewer of them than GitHub.
 */
export const commentLimit: SizeLimit = { maximum: 65_536, measure: (text) => text.length };

/** What is left of the summary of one step in GitHub Actions: 1 MiB in all (GitHub's documentation of job summaries). */
export function findSummaryLimit(usedBytes: number): SizeLimit {
  return { maximum: 1_048_576 - usedBytes, measure: (text) => Buffer.byteLength(text) };
}

/**
 * A head, sections and a foot as one Markdown text. Empty sections are left out. Of a folded one the heading must be
 * ours: it is HTML.
 *
 * @param limit what does not fit is left out and counted
 */
export function joinSections(
  head: readonly string[],
  sections: Section[],
  limit: SizeLimit,
  foot: readonly string[] = [],
): string {
  const filled = sections.filter(({ items }) => items.length > 0);
  const maximum = limit.maximum - limit.measure([...head, ...foot].join('\n\n')) - 3;
  return `${[...head, ...fitSections(filled, { ...limit, maximum }), ...foot].join('\n\n')}\n`;
}

/** A text from outside as one code span (CommonMark 0.31, 6.1), cut if it is longer than `length` characters. */
export function code(text: string, length = 100): string {
  const line = shorten(escapeInvisible(text).replace(/\s+/g, ' '), length).trim();
  if (line === '') return '_empty_';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Gives each section its share of the space: small ones all that they need, the rest what is left, evenly. */
function fitSections(sections: Section[], { maximum, measure }: SizeLimit): string[] {
  const note = (number: number) => `- … and ${count(number, 'more entry', 'more entries')}, left out to fit`;
  const headings = sections.map(({ heading, items, total = items.length, isFolded }) => {
    const text = `${heading} (${total.toLocaleString('en-US')})`;
    return isFolded ? `<details>\n<summary>${text}</summary>` : `### ${text}`;
  });
  const ends = sections.map(({ isFolded }) => (isFolded ? '\n\n</details>' : ''));
  // Each section ends in a blank line and may need a note.
  let space =
    maximum -
    [...headings, ...ends].reduce((sum, text) => sum + measure(text), 0) -
    sections.length * (4 + measure(note(1_000_000)));
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
    return `${headings[at]}\n\n${kept.join('\n')}${ends[at]}`;
  });
}
