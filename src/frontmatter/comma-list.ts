import type { Value } from '../model/value.ts';
import { alignLists } from './align-lists.ts';
import { type Comment, keepComments } from './comments.ts';
import { EditError } from './errors.ts';

/** Items between brackets, with commas between them. All offsets count from the start of `source`. */
export interface CommaList {
  /** What messages call it: `the list "tags"`. */
  name: string;
  source: string;
  eol: string;
  comments: readonly Comment[];
  /** After the opening bracket. */
  open: number;
  /** The closing bracket. */
  close: number;
  /** At least one. */
  items: readonly { start: number; end: number }[];
}

/** The new items, in order. `from` is an index of the old ones. */
export type ItemRow =
  | { kind: 'keep'; from: number; text?: string }
  | { kind: 'drop'; from: number; moved: boolean }
  | { kind: 'add'; text: string; from?: number | undefined };

/** The offset of the comma after each item. */
type Commas = readonly (number | null)[];

/** An item with everything on its lines. */
interface Cell {
  /** Indentation, and comment lines above. */
  lead: string;
  text: string;
  /** From the item to the end of its line, without the comma. */
  tail: string;
  /** The same with the comma, if it has one. */
  rawTail: string;
  /** Its comments, as lines of their own. */
  comments: string;
}

/**
 * Rewrites the inside of a list of values, as `rewriteItems` does.
 *
 * @param format writes a new entry
 * @throws EditError on comments in a list whose items share lines
 */
export function rewriteList(
  list: CommaList,
  before: readonly Value[],
  after: readonly Value[],
  format: (value: Value) => string,
): string {
  const rows = alignLists(before, after).map((row): ItemRow => {
    if (row.kind !== 'add') return row;
    const old = row.from === undefined ? undefined : list.items[row.from];
    const text = old === undefined ? format(row.value) : list.source.slice(old.start, old.end);
    return { kind: 'add', from: row.from, text };
  });
  return rewriteItems(list, rows);
}

/**
 * Rewrites the inside of a list. Items that stay keep their own text and, if each has its own line, their comments;
 * comments of items that go stay as lines.
 *
 * @throws EditError on comments in a list whose items share lines
 */
export function rewriteItems(list: CommaList, rows: readonly ItemRow[]): string {
  const commas = list.items.map((item, at) =>
    findComma(list, item.end, list.items[at + 1]?.start ?? list.close),
  );
  return hasLines(list, commas) ? joinLines(list, commas, rows) : joinRun(list, rows);
}

/** Whether every item has its own line. */
function hasLines({ source, open, items }: CommaList, commas: Commas): boolean {
  const [first] = items;
  if (items.length < 2) return source.slice(open, first?.start).includes('\n');
  return items.slice(1).every(({ start }, at) => {
    const comma = commas[at] ?? start;
    return !source.slice(items[at]?.end, comma).includes('\n') && source.slice(comma, start).includes('\n');
  });
}

function joinRun(
  { name, source, comments, open, close, items }: CommaList,
  rows: readonly ItemRow[],
): string {
  if (comments.some(({ offset }) => offset >= open && offset < close)) {
    throw new EditError(`${name} has comments inside its brackets`);
  }
  const first = source.slice(items[0]?.end, items[1]?.start);
  const separator = items.length > 1 && /^\s*,\s*$/.test(first) ? first : ', ';
  let text = source.slice(open, items[0]?.start);
  let before: number | null = null;
  for (const [at, row] of rows.filter(({ kind }) => kind !== 'drop').entries()) {
    const from = row.kind === 'keep' ? row.from : null;
    const goesOn = before !== null && from === before + 1;
    if (at > 0) text += goesOn ? source.slice(items[before ?? 0]?.end, items[from ?? 0]?.start) : separator;
    const old = items[row.kind === 'drop' ? 0 : (row.from ?? -1)];
    text += ('text' in row ? row.text : undefined) ?? source.slice(old?.start, old?.end);
    before = from;
  }
  return text + source.slice(items.at(-1)?.end, close);
}

function joinLines(list: CommaList, commas: Commas, rows: readonly ItemRow[]): string {
  const { source, eol, close } = list;
  const { head, cells, indent, end } = splitCells(list, commas);
  const kept: Cell[] = [];
  let loose = '';
  for (const row of rows) {
    const old = row.from === undefined ? undefined : cells[row.from];
    if (row.kind === 'drop') {
      loose += row.moved ? '' : (old?.comments ?? '');
      continue;
    }
    const cell = old ?? { lead: indent, text: '', tail: eol, rawTail: eol, comments: '' };
    const isFirst = kept.length === 0 && head === '';
    // The first item may be beside the bracket.
    const lead = cell.lead.trim() !== '' ? cell.lead : isFirst ? cells[0]?.lead : indent;
    kept.push({
      ...cell,
      lead: `${loose}${loose !== '' && isFirst ? indent : lead}`,
      text: row.text ?? cell.text,
    });
    loose = '';
  }
  const isOpenAtEnd = !cells.at(-1)?.rawTail.includes('\n') && loose === '';
  const lines = kept.map(({ lead, text, tail, rawTail }, at) => {
    const isLast = at === kept.length - 1;
    const hasComma = rawTail !== tail;
    const needsComma = !isLast || commas.at(-1) !== null;
    const written = needsComma ? (hasComma ? rawTail : `,${tail}`) : tail;
    const isBare = written.replace(',', '').trim() === '';
    if (isLast) return lead + text + (isOpenAtEnd && isBare ? written.trimEnd() : written);
    return lead + text + (written.includes('\n') ? written : `${written}${eol}`);
  });
  return head + lines.join('') + loose + source.slice(end, close);
}

function splitCells(
  list: CommaList,
  commas: Commas,
): { head: string; cells: Cell[]; indent: string; end: number } {
  const { source, open, close, items } = list;
  const headEnd = source.slice(0, items[0]?.start).indexOf('\n', open) + 1;
  const indentOf = (at: number) => /[^\S\n]*$/.exec(source.slice(0, items[at]?.start))?.[0] ?? '';
  const indent = indentOf(headEnd === 0 ? 1 : 0);
  let start = headEnd === 0 ? open : headEnd;
  const head = source.slice(open, start);
  const cells = items.map((item, at) => {
    const comma = commas[at] ?? null;
    const next = items[at + 1]?.start ?? close;
    const behind = comma === null ? item.end : comma + 1;
    const lineEnd = source.slice(0, next).indexOf('\n', behind) + 1;
    const end = lineEnd === 0 ? behind : lineEnd;
    const cell = {
      lead: source.slice(start, item.start),
      text: source.slice(item.start, item.end),
      tail: source.slice(item.end, comma ?? end) + (comma === null ? '' : source.slice(comma + 1, end)),
      rawTail: source.slice(item.end, end),
      comments: keepComments(list, start, item.start, indent) + keepComments(list, item.end, end, indent),
    };
    start = end;
    return cell;
  });
  return { head, cells, indent, end: start };
}

/** Finds the comma after an item; null if there is none. */
function findComma({ source, comments }: CommaList, start: number, end: number): number | null {
  for (let at = start; at < end; at++) {
    const comment = comments.find(({ offset }) => offset === at);
    if (comment !== undefined) at += comment.text.length;
    if (source.charAt(at) === ',') return at;
  }
  return null;
}
