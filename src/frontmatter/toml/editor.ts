import { isDeepStrictEqual } from 'node:util';
import type { AST } from 'toml-eslint-parser';
import { readPath } from '../../model/front-matter.ts';
import { isMap, type Value } from '../../model/value.ts';
import { keepComments } from '../comments.ts';
import { EditError } from '../errors.ts';
import type { Editor, KeyChange, LineEnd, Path } from '../format.ts';
import { findLineEnd, findLineStart } from '../offsets.ts';
import { type BracesFormat, rewriteBraces } from '../rewrite-braces.ts';
import type { Splice } from '../splice.ts';
import { addFields } from './add-fields.ts';
import { rewriteValue } from './edit-value.ts';
import { formatPath, formatValue } from './format-toml.ts';
import { isBelow, isSamePath, locate, openBlock, type Statement, type TomlBlock } from './open-block.ts';
import { readToml } from './parse.ts';

type Values = Record<string, Value>;

/**
 * Takes a TOML block apart for edits. See `Format.openEditor`.
 *
 * @param line the line in the file, from 1, at which the source begins
 * @throws FrontMatterError if the source cannot be read
 */
export function openEditor(source: string, line: number, eol: LineEnd): Editor {
  const values = readToml(source, line);
  const block = openBlock(source, line, eol);
  return {
    values,
    comments: block.comments,
    // Whatever way a map is written in, its keys are in the page itself.
    listKeys: (path) => listKeys(values, block, path),
    planSplices: (changes) => planSplices(block, values, changes),
    findOffset: (path, index) => findOffset(block, path, index),
  };
}

/** The keys of a map in the order in which they are written. */
function listKeys(values: Values, { tables }: TomlBlock, path: Path): string[] {
  const map = path.length === 0 ? values : readPath(values, path);
  if (!isMap(map)) return [];
  const paths = tables.flatMap((table) => [
    table.path,
    ...table.statements.map((statement) => statement.path),
  ]);
  const written = paths.flatMap((other) => (isBelow(other, path) ? [other[path.length] ?? ''] : []));
  return [...new Set([...written, ...Object.keys(map)])];
}

function planSplices(block: TomlBlock, values: Values, changes: readonly KeyChange[]): Splice[] {
  const splices: Splice[] = [];
  const inBraces = new Map<Statement, KeyChange[]>();
  const added: (KeyChange & { action: 'add' })[] = [];
  for (const change of changes.flatMap((one) => openReplacement(block, values, one))) {
    const owner = findBraces(block, change);
    const statement = change.action === 'add' ? undefined : findStatement(block, change.path);
    if (owner !== undefined) inBraces.set(owner, [...(inBraces.get(owner) ?? []), change]);
    else if (change.action === 'add') added.push(change);
    else if (statement === undefined) splices.push(...removeMap(block, change.path));
    else if (change.action === 'remove') splices.push(removeStatement(block, statement));
    else splices.push(...replaceStatement(block, values, statement, change));
  }
  for (const [{ node, path }, inner] of inBraces) {
    const [start, end] = node.range;
    splices.push({ start, end, text: rewriteBraces(openBraces(block, values), node, path, inner) });
  }
  return [...splices, ...addFields(block, added)];
}

/** Comments inside a removed value stay as lines above it. */
function replaceStatement(
  block: TomlBlock,
  values: Values,
  { keyStart, node }: Statement,
  change: KeyChange & { action: 'replace' },
): Splice[] {
  const [start, end] = node.range;
  const text = replaceValue(block, values, node, change);
  const comments = block.comments.filter((comment) => !text.includes(comment.text));
  const above = findLineStart(block.source, keyStart);
  const kept = keepComments({ ...block, comments }, start, end, block.source.slice(above, keyStart));
  return [...(kept === '' ? [] : [{ start: above, end: above, text: kept }]), { start, end, text }];
}

function replaceValue(
  block: TomlBlock,
  values: Values,
  node: AST.TOMLContentNode,
  { path, value, timestamp }: KeyChange & { action: 'replace' },
): string {
  return rewriteValue(block, node, { path, before: readPath(values, path) ?? null, after: value, timestamp });
}

/** A map made by `[params]` or dotted keys is in many places, so only its keys are replaced. */
function openReplacement(block: TomlBlock, values: Values, change: KeyChange): KeyChange[] {
  if (change.action !== 'replace') return [change];
  const { path, value, timestamp } = change;
  if (findStatement(block, path) !== undefined || findBraces(block, change) !== undefined) return [change];
  const before = readPath(values, path);
  if (!isMap(before) || !isMap(value)) {
    throw new EditError(`"${path.join('.')}" is a table: only its keys can be changed`);
  }
  const keys = Object.keys(before);
  const hasHeader = block.tables.some((table) => isSamePath(table.path, path));
  // Without keys, nothing is left of a map that dotted keys make.
  if (Object.keys(value).length === 0 && !hasHeader) {
    const fields = [{ path: path.slice(-1), value, timestamp }];
    return [
      { action: 'remove', path },
      { action: 'add', parent: path.slice(0, -1), fields, place: null },
    ];
  }
  const fields = Object.entries(value).filter(([key]) => !keys.includes(key));
  const changed = keys.filter((key) => !isDeepStrictEqual(before[key], value[key]));
  return [
    ...changed.flatMap((key) => {
      const inner = [...path, key];
      const after = value[key];
      return after === undefined
        ? [{ action: 'remove', path: inner } as const]
        : openReplacement(block, values, { action: 'replace', path: inner, value: after, timestamp });
    }),
    ...fields.map(([key, item]): KeyChange => {
      const last = keys.at(-1);
      const place = last === undefined ? null : ({ side: 'after', key: last } as const);
      return { action: 'add', parent: path, fields: [{ path: [key], value: item, timestamp }], place };
    }),
  ];
}

/** The inline table that a change is in. */
function findBraces({ tables }: TomlBlock, change: KeyChange): Statement | undefined {
  const path = change.action === 'add' ? [...change.parent, ''] : change.path;
  return listStatements(tables).find(
    ({ path: own, node }) => isBelow(path, own) && node.type === 'TOMLInlineTable',
  );
}

function findStatement({ tables }: TomlBlock, path: Path): Statement | undefined {
  return listStatements(tables).find((statement) => isSamePath(statement.path, path));
}

function listStatements(tables: TomlBlock['tables']): Statement[] {
  return tables.filter(({ isInArray }) => !isInArray).flatMap(({ statements }) => statements);
}

function removeStatement(block: TomlBlock, { keyStart, node }: Statement): Splice {
  return removeLines(block, keyStart, node.range[1]);
}

function removeLines(block: TomlBlock, from: number, to: number): Splice {
  const start = findLineStart(block.source, from);
  const end = findLineEnd(block.source, to);
  return { start, end, text: keepComments(block, start, end, '') };
}

/** Removes everything that makes a map: headers, what is below them, and dotted keys. */
function removeMap(block: TomlBlock, path: Path): Splice[] {
  return block.tables.flatMap((table) => {
    const isInside = isSamePath(table.path, path) || isBelow(table.path, path);
    const statements = table.statements.filter((statement) => isInside || isBelow(statement.path, path));
    const header =
      isInside && table.header !== null ? [removeLines(block, table.header.start, table.header.end)] : [];
    return [...header, ...statements.map((statement) => removeStatement(block, statement))];
  });
}

function openBraces(block: TomlBlock, values: Values): BracesFormat<AST.TOMLContentNode> {
  return {
    ...block,
    rangeOf: ({ range: [start, end] }) => ({ start, end }),
    listMembers: (node) =>
      node.type !== 'TOMLInlineTable'
        ? null
        : node.body.map((pair) => {
            const { path, keyStart, node: inner } = locate([], pair);
            return { path, start: keyStart, node: inner };
          }),
    rewriteValue: (node, change) => replaceValue(block, values, node, change),
    formatMembers: (fields) =>
      fields.map(
        ({ path, value, timestamp }) =>
          `${formatPath(path)}${block.style.equals}${formatValue(value, block.style.quotes, timestamp)}`,
      ),
    formatBraces: (members) => (members.length === 0 ? '{}' : `{ ${members.join(', ')} }`),
  };
}

function findOffset(block: TomlBlock, path: Path, index: number | null): number | null {
  const statement = findStatement(block, path);
  if (statement !== undefined) {
    const item =
      index !== null && statement.node.type === 'TOMLArray' ? statement.node.elements[index] : undefined;
    return item?.range[0] ?? statement.keyStart;
  }
  const inside = listStatements(block.tables).find(
    ({ path: own, node }) => isBelow(own, path) || (isBelow(path, own) && node.type === 'TOMLInlineTable'),
  );
  const table = block.tables.find(({ path: own }) => isSamePath(own, path) || isBelow(own, path));
  return table?.header?.start ?? inside?.keyStart ?? null;
}
