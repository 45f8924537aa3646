import { isMap, isScalar, isSeq, type Node, type Pair, Scalar } from 'yaml';
import type { Value } from '../../model/value.ts';
import { type Block, locateBlock } from '../block.ts';
import { EditError } from '../errors.ts';
import { findLineStart } from '../splice.ts';
import { type Comment, findComments } from './comments.ts';
import { findContentEnd, findDashes, hasProperties } from './nodes.ts';
import { parseBlock, readValues } from './parse.ts';
import type { Quoting } from './scalar.ts';

/** One key of a page's front matter and where it stands. Offsets count from the start of the block's source. */
export interface Entry {
  key: string;
  /** Where its line begins. */
  start: number;
  /** Behind the colon. */
  colonEnd: number;
  /** Behind the last character of its value, or the colon where it has none. */
  contentEnd: number;
  /** Undefined where nothing stands behind the colon. */
  node: Node | undefined;
  /** True for `? key` and keys with an anchor or a tag, which edits leave alone. */
  unusual: boolean;
}

/** A front matter block taken apart for edits. */
export interface EditablePage {
  block: Block;
  source: string;
  data: Record<string, Value>;
  entries: Entry[];
  comments: Comment[];
  /** The spaces before each key. */
  indent: string;
  /** How the page writes new lists, and new strings that cannot be plain. */
  style: { listIndent: string; flowLists: boolean; quoting: Quoting };
}

/**
 * Takes a page's front matter apart.
 *
 * @param text the whole page
 * @throws EditError without front matter, or where it is a flow map such as `{title: x}`
 * @throws FrontMatterError where the front matter cannot be read
 */
export function openPage(text: string): EditablePage {
  const block = locateBlock(text);
  if (block === null) throw new EditError('the page has no front matter');
  const source = text.slice(block.start, block.end);
  const document = parseBlock(source, block.line + 1);
  const map = isMap(document.contents) ? document.contents : undefined;
  if (map?.flow === true) throw new EditError('front matter in braces is not edited');
  const entries = (map?.items ?? []).map((pair) => locateEntry(source, pair));
  const indent = /^ */.exec(source.slice(entries[0]?.start ?? source.length))?.[0] ?? '';
  return {
    block,
    source,
    data: readValues(document, block.line + 1),
    entries,
    comments: findComments(source),
    indent,
    style: detectStyle(source, entries, indent),
  };
}

/** Gives the comments of a range as lines of their own, so that none is lost when the rest of it goes. */
export function keepComments(page: EditablePage, start: number, end: number, indent: string): string {
  return page.comments
    .filter(({ offset }) => offset >= start && offset < end)
    .map(({ text }) => `${indent}${text}${page.block.eol}`)
    .join('');
}

function locateEntry(source: string, pair: Pair): Entry {
  const { key, value } = pair as Pair<Scalar, Node | null>;
  const [keyStart, keyEnd] = key.range ?? [0, 0];
  const start = findLineStart(source, keyStart);
  const colonEnd = source.indexOf(':', keyEnd) + 1;
  const empty = value === null || (value.range?.[0] === value.range?.[1] && !hasProperties(value));
  return {
    key: String(key.value),
    start,
    colonEnd,
    contentEnd: findContentEnd(source, value, colonEnd),
    node: empty ? undefined : value,
    unusual: source.slice(start, keyStart).trim() !== '',
  };
}

function detectStyle(source: string, entries: readonly Entry[], indent: string): EditablePage['style'] {
  const nodes = entries.map(({ node }) => node);
  const lists = nodes.filter((node) => isSeq(node)).filter(({ items }) => items.length > 0);
  const [dash] = lists.filter(({ flow }) => flow !== true).flatMap(findDashes);
  const quotes = nodes.flatMap((node) => (isScalar(node) ? [node.type] : []));
  const doubleOnly = quotes.includes(Scalar.QUOTE_DOUBLE) && !quotes.includes(Scalar.QUOTE_SINGLE);
  return {
    listIndent: dash === undefined ? '' : source.slice(findLineStart(source, dash) + indent.length, dash),
    flowLists: dash === undefined && lists.length > 0,
    quoting: { preferred: 'plain', fallback: doubleOnly ? 'double' : 'single' },
  };
}
