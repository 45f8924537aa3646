import { wrapAnsi } from 'fast-wrap-ansi';
import { measureWidth } from './width.ts';

/**
 * Breaks a line between words, for a terminal. A path or another long word is broken after a `/` or `-`, if need be
 * anywhere; a URL is never, since a broken one cannot be opened. No line ends at a no-break space where that can be
 * helped, and each of them becomes an ordinary one.
 *
 * @param columns how many characters a line holds; undefined: no limit
 * @param hang how far the lines after the first are set in
 */
export function wrapLine(line: string, columns: number | undefined, hang = 0): string {
  const lead = /^ */.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(Math.max(hang, lead.length));
  return `${lead}${wrapInto(line.slice(lead.length), columns, indent)}`;
}

/** The same for a text after a label: further lines are indented below the first. */
export function wrapWithLabel(label: string, text: string, columns: number | undefined): string {
  return `${label}${wrapInto(text, columns, ' '.repeat(measureWidth(label)))}`;
}

/** The same for every line of a text. Lines that are set in, such as commands to copy, stay as they are. */
export function wrapText(text: string, columns: number | undefined): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrapLine(line, columns)))
    .join('\n');
}

const isUrl = /(^|\W)https?:/;

function wrapInto(text: string, columns: number | undefined, indent: string): string {
  const width = Math.max(10, (columns ?? 0) - indent.length);
  const isShort = columns === undefined || (/^[ -~]*$/.test(text) && text.length <= width);
  const words = text.replace(/[^ ]+/g, (word) => breakWord(word, width));
  const wrapped = isShort ? text : wrapAnsi(words, width, { hard: !isUrl.test(text) });
  return wrapped.replaceAll('\n', `\n${indent}`).replaceAll('\u00a0', ' ');
}

function breakWord(word: string, width: number): string {
  if (measureWidth(word) <= width || isUrl.test(word)) return word;
  if (word.includes('\u00a0'))
    return word.replaceAll('\u00a0', ' ').replace(/[^ ]+/g, (part) => breakWord(part, width));
  const lines = [''];
  for (const part of word.split(/(?<=[/-])/)) {
    const last = lines.at(-1) ?? '';
    if (measureWidth(last) + measureWidth(part) <= width) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.filter(Boolean).join('\n');
}
