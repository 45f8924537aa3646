import { type Document, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';
import type { Comment } from '../comments.ts';
import type { LineEnd, Path } from '../format.ts';
import { findLineStart } from '../offsets.ts';
import { findComments } from './comments.ts';
import { findContentEnd, findDashes, hasProperties } from './nodes.ts';
import { parseBlock } from './parse.ts';
import type { Quoting } from './quoting.ts';

/** One key of a block and where it is. Offsets count from the start of the block's source. */
export interface Entry {
  key: string;
  /** Where its line begins. */
  start: number;
  keyStart: number;
  /** After the colon. */
  colonEnd: number;
  /** After the last character of its value, or after the colon if it has none. */
  contentEnd: number;
  /** Undefined if nothing follows the colon. */
  node: Node | undefined;
  /** True for `? key` and keys with an anchor or a tag, which edits leave alone. */
  unusual: boolean;
}

/** A YAML block taken apart. */
export interface YamlBlock {
  source: string;
  /** Ends new lines. */
  eol: LineEnd;
  document: Document.Parsed;
  entries: Entry[];
  comments: Comment[];
  /** True for a map in braces such as `{title: x}`. */
  inBraces: boolean;
  /** The spaces before each key. */
  indent: string;
  /** How the block writes new lists, and new strings that cannot be plain. */
  style: { listIndent: string; flowLists: boolean; quoting: Quoting };
}

/**
 * Takes a YAML block apart.
 *
 * @param line the line in the file, from 1, at which the source begins
 * @throws FrontMatterError if the source cannot be read
 */
export function openBlock(source: string, line: number, eol: LineEnd): YamlBlock {
  const document = parseBlock(source, line);
  const map = isMap(document.contents) ? document.contents : undefined;
  const entries = map === undefined ? [] : listEntries(source, map);
  const indent = /^ */.exec(source.slice(entries[0]?.start ?? source.length))?.[0] ?? '';
  return {
    source,
    eol,
    document,
    entries,
    comments: findComments(source),
    inBraces: map?.flow === true,
    indent,
    style: detectStyle(source, entries, indent),
  };
}

/** Finds the entry at a path, in maps of any layout. */
export function findEntry({ source, entries }: YamlBlock, path: Path): Entry | undefined {
  let found: Entry | undefined;
  let level: readonly Entry[] = entries;
  for (const key of path) {
    found = level.find((entry) => entry.key === key);
    level = isMap(found?.node) ? listEntries(source, found.node) : [];
  }
  return found;
}

/** The keys of a map of any layout; none for another value. */
export function listKeys(block: YamlBlock, path: Path): string[] {
  const node = findEntry(block, path)?.node;
  const entries = path.length === 0 ? block.entries : isMap(node) ? listEntries(block.source, node) : [];
  return entries.map(({ key }) => key);
}

/**
 * Gives a map inside a block as a block of its own.
 *
 * @returns null unless there is a map at the path with a line for each key
 */
export function openMap(block: YamlBlock, path: Path): YamlBlock | null {
  if (path.length === 0) return block;
  const node = findEntry(block, path)?.node;
  if (!isMap(node) || node.flow === true || hasProperties(node)) return null;
  const entries = listEntries(block.source, node);
  const indent = /^ */.exec(block.source.slice(entries[0]?.start ?? 0))?.[0] ?? '';
  return { ...block, entries, indent };
}

function listEntries(source: string, map: YAMLMap): Entry[] {
  return map.items.map((pair) => locateEntry(source, pair));
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
    keyStart,
    colonEnd,
    contentEnd: findContentEnd(source, value, colonEnd),
    node: empty ? undefined : value,
    unusual: source.slice(start, keyStart).trim() !== '',
  };
}

function detectStyle(source: string, entries: readonly Entry[], indent: string): YamlBlock['style'] {
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
