import { isMap } from '../../model/value.ts';
import { EditError } from '../errors.ts';
import type { KeyChange, NewField, Path, Place } from '../format.ts';
import { openMap } from '../group-fields.ts';
import { findLineEnd, findLineStart } from '../offsets.ts';
import type { Splice } from '../splice.ts';
import { formatLine, formatTable } from './format-toml.ts';
import { isBelow, isSamePath, type Statement, type Table, type TomlBlock } from './open-block.ts';

type Addition = KeyChange & { action: 'add' };

/** Where new lines go. */
interface Spot {
  position: number;
  indent: string;
  /** The keys in front of theirs: those that lead from the table to their map, if dotted keys make it. */
  prefix: Path;
}

const COMMENT_LINE = /^[ \t]*#/;

/**
 * Writes keys that the block does not have: beside others of their map, a key of the root before the first table, and a
 * map that the root lacks as a table at the end.
 *
 * @returns splices of the block's source
 * @throws EditError on values that TOML does not know
 */
export function addFields(block: TomlBlock, additions: readonly Addition[]): Splice[] {
  const { source, eol, style } = block;
  const splices: Splice[] = [];
  const tables = new Map<string, { path: Path; fields: NewField[] }>();
  for (const { parent, fields, place } of additions) {
    if (fields.some(({ value }) => value === null)) {
      throw new EditError(`TOML has no empty values: "${[...parent, fields[0]?.path[0]].join('.')}"`);
    }
    const isNewTable = parent.length === 0 && isTable(fields);
    const spot = isNewTable ? null : findSpot(block, parent, place);
    if (spot !== null) {
      const { position, prefix, indent } = spot;
      const lines = fields.map(({ path, value, timestamp }) =>
        formatLine([...prefix, ...path], value, timestamp, style, indent),
      );
      splices.push({ start: position, end: position, text: lines.join('') });
    } else {
      const path = isNewTable ? [fields[0]?.path[0] ?? ''] : parent;
      const below = isNewTable ? fields.flatMap(belowFirst) : fields;
      const id = path.join('\0');
      tables.set(id, { path, fields: [...(tables.get(id)?.fields ?? []), ...below] });
    }
  }
  const [root, table] = block.tables;
  const [first] = splices;
  if (root.statements.length === 0 && table !== undefined && first?.start === startOfTable(source, table)) {
    splices.push({ start: first.start, end: first.start, text: eol });
  }
  const { length } = source;
  const isApart = length === 0 || /(?:^|\n)\r?\n$/.test(source);
  const gap = isApart && splices.every(({ start }) => start < length) ? '' : eol;
  if (tables.size === 0) return splices;
  const texts = [...tables.values()].map(({ path, fields }) => formatTable(path, fields, style));
  return [...splices, { start: length, end: length, text: gap + texts.join(eol) }];
}

function isTable(fields: readonly NewField[]): boolean {
  const [field] = fields.flatMap(belowFirst);
  return field !== undefined && (field.path.length > 0 || (isMap(field.value) && openMap(field).length > 0));
}

/** What is below the first key of a path. */
function belowFirst({ path, ...field }: NewField): NewField[] {
  return [{ ...field, path: path.slice(1) }];
}

/** @returns null for a map that no line of the block is in */
function findSpot(block: TomlBlock, parent: Path, place: Place): Spot | null {
  const tables = block.tables.filter(({ isInArray }) => !isInArray);
  const own = tables.find(({ path }) => isSamePath(path, parent));
  const dotted = tables.find(
    ({ path, statements }) =>
      path.length < parent.length && statements.some((statement) => isBelow(statement.path, parent)),
  );
  const table = own ?? dotted;
  if (table === undefined) return null;
  const inMap = table.statements.filter(({ path }) => isBelow(path, parent));
  const beside = inMap.filter(({ path }) => path[parent.length] === place?.key);
  const isBefore = place?.side === 'before' && beside.length > 0;
  const sibling = isBefore ? beside[0] : (beside.at(-1) ?? inMap.at(-1));
  const prefix = parent.slice(table.path.length);
  if (sibling === undefined) return { position: startInside(block, table), indent: '', prefix };
  const lineStart = findLineStart(block.source, sibling.keyStart);
  return {
    position: isBefore ? startWithComments(block.source, lineStart) : endOf(block, sibling),
    indent: block.source.slice(lineStart, sibling.keyStart),
    prefix,
  };
}

function endOf({ source }: TomlBlock, { node }: Statement): number {
  return findLineEnd(source, node.range[1]);
}

/** Where the first key of a table goes. The root's is before all others. */
function startInside({ source, tables }: TomlBlock, { header }: Table): number {
  if (header !== null) return findLineEnd(source, header.end);
  const [, next] = tables;
  return next === undefined ? source.length : startOfTable(source, next);
}

function startOfTable(source: string, { header }: Table): number {
  return startWithComments(source, findLineStart(source, header?.start ?? 0));
}

/** Comment lines belong to what is right below them. */
function startWithComments(source: string, lineStart: number): number {
  let position = lineStart;
  for (const line of source.slice(0, lineStart).split('\n').slice(0, -1).toReversed()) {
    if (!COMMENT_LINE.test(line)) break;
    position -= line.length + 1;
  }
  return position;
}
