import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Comment } from '../comments.ts';
import { FrontMatterError } from '../errors.ts';
import type { LineEnd, Path } from '../format.ts';
import type { Quotes, TomlStyle } from './format-toml.ts';

/** A key with its value. Offsets count from the start of the block's source. */
export interface Statement {
  /** From the root, its table's path included. */
  path: Path;
  keyStart: number;
  keyEnd: number;
  node: AST.TOMLContentNode;
}

/** The root, or what is below a header. */
export interface Table {
  path: Path;
  /** Null for the root. */
  header: { start: number; end: number } | null;
  /** True for `[[resources]]` and what is below one: its keys are not the page's. */
  isInArray: boolean;
  statements: Statement[];
}

/** A TOML block taken apart. */
export interface TomlBlock {
  source: string;
  /** Ends new lines. */
  eol: LineEnd;
  /** The root comes first. */
  tables: [root: Table, ...Table[]];
  comments: Comment[];
  style: TomlStyle;
}

/**
 * Takes a TOML block apart.
 *
 * @param line the line in the file, from 1, at which the source begins
 * @throws FrontMatterError if the source cannot be read
 */
export function openBlock(source: string, line: number, eol: LineEnd): TomlBlock {
  const program = parse(source, line);
  const root: Table = { path: [], header: null, isInArray: false, statements: [] };
  const tables: TomlBlock['tables'] = [root];
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') root.statements.push(locate([], node));
    else tables.push(openTable(source, node));
  }
  const comments = program.comments.map(({ range: [offset, end] }) => ({
    offset,
    text: source.slice(offset, end).trimEnd(),
  }));
  return { source, eol, tables, comments, style: detectStyle(source, tables, eol) };
}

function parse(source: string, line: number): AST.TOMLProgram {
  try {
    return parseTOML(source);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new FrontMatterError(error.message, line + error.lineNumber - 1);
  }
}

function openTable(source: string, node: AST.TOMLTable): Table {
  const path = node.resolvedKey.map(String);
  // Nothing but blanks and a comment follows the brackets on their line.
  const end = source.indexOf(']', node.key.range[1]) + (node.kind === 'array' ? 2 : 1);
  return {
    path,
    header: { start: node.range[0], end },
    isInArray: node.resolvedKey.some((key) => typeof key === 'number'),
    statements: node.body.map((statement) => locate(path, statement)),
  };
}

/** Takes `a.b = 1` apart. */
export function locate(parent: Path, { key, value }: AST.TOMLKeyValue): Statement {
  const own = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  return { path: [...parent, ...own], keyStart: key.range[0], keyEnd: key.range[1], node: value };
}

function detectStyle(source: string, tables: readonly Table[], eol: LineEnd): TomlStyle {
  const statements = tables.flatMap((table) => table.statements);
  const [first] = statements;
  const equals = source.slice(first?.keyEnd, first?.node.range[0]);
  const quotes = statements.flatMap(({ node }) => quotesOf(source, node) ?? []);
  return {
    eol,
    equals: first !== undefined && /^ ?= ?$/.test(equals) ? equals : ' = ',
    quotes: quotes.length > 0 && quotes.every((quote) => quote === 'literal') ? 'literal' : 'basic',
  };
}

/** How a string is quoted; null for another value. */
export function quotesOf(source: string, { range: [start] }: AST.TOMLNode): Quotes | null {
  const quote = source.charAt(start);
  return quote === "'" ? 'literal' : quote === '"' ? 'basic' : null;
}

/** Whether a path leads below another. */
export function isBelow(path: Path, parent: Path): boolean {
  return path.length > parent.length && parent.every((key, at) => path[at] === key);
}

/** Whether two paths are one. */
export function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
