import type { AST } from 'toml-eslint-parser';
import type { Value } from '../../model/value.ts';
import { rewriteList } from '../comma-list.ts';
import { EditError } from '../errors.ts';
import type { Path } from '../format.ts';
import { formatLines, formatValue, type Quotes } from './format-toml.ts';
import { quotesOf, type TomlBlock } from './open-block.ts';

/** The new value. */
export interface NewValue {
  path: Path;
  before: Value;
  after: Value;
  /** True if a date may be unquoted. */
  timestamp: boolean;
}

/**
 * Writes the new value of a key that the block has, in the style of the old one.
 *
 * @throws EditError if that cannot be done without loss
 */
export function rewriteValue(block: TomlBlock, node: AST.TOMLContentNode, change: NewValue): string {
  const { path, before, after, timestamp } = change;
  const { source, style, eol } = block;
  const old = source.slice(...node.range);
  if (after === null) throw new EditError(`TOML has no empty values: "${path.join('.')}"`);
  if (Array.isArray(after) && after.length > 0) {
    if (node.type === 'TOMLArray' && Array.isArray(before) && before.length > 0) {
      return replaceList(block, node, { before, after, path });
    }
    // `aliases = "/x"` becomes a list whose first entry is the old text.
    if (after[0] === before) {
      return `[${[old, ...after.slice(1).map((item) => formatValue(item, style.quotes))].join(', ')}]`;
    }
  }
  const quotes = quotesOf(source, node);
  const isLines = node.type === 'TOMLValue' && node.kind === 'string' && node.multiline;
  const lines = isLines && typeof after === 'string' ? formatLines(after, old, eol) : null;
  return lines ?? formatValue(after, quotes ?? style.quotes, timestamp && quotes === null);
}

function replaceList(
  block: TomlBlock,
  node: AST.TOMLArray,
  { path, before, after }: { path: Path; before: Value[]; after: Value[] },
): string {
  const [start, end] = node.range;
  const items = node.elements.map(({ range }) => ({ start: range[0], end: range[1] }));
  const quotes = quotesLike(block, node);
  const list = { ...block, name: `the list "${path.join('.')}"`, open: start + 1, close: end - 1, items };
  return `[${rewriteList(list, before, after, (value) => formatValue(value, quotes))}]`;
}

/** New entries get the quotes that all others have. */
function quotesLike({ source, style }: TomlBlock, { elements }: AST.TOMLArray): Quotes {
  const quotes = elements.map((element) => quotesOf(source, element));
  const [first] = quotes;
  return first && quotes.every((quote) => quote === first) ? first : style.quotes;
}
