import { join } from 'node:path';
import { type Document, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { locateBlock } from '../frontmatter/block.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { parseBlock } from '../frontmatter/yaml/parse.ts';
import type { Finding, LocatedFinding } from '../model/finding.ts';
import { pathBelow, readHeadText } from './survey.ts';

/**
 * Finds the line of each finding. Pages are read with the fast reader, which knows no lines; so the few that have
 * findings are parsed again.
 *
 * @param root the folder that was read
 * @param content the content folder, from which files are named as an import names them
 */
export function locateFindings(root: string, content: string, findings: Finding[]): LocatedFinding[] {
  const pages = new Map<string, FrontMatterLines | null>();
  const findLines = (path: string) => {
    const known = pages.get(path);
    if (known !== undefined) return known;
    const lines = readLines(join(root, path));
    pages.set(path, lines);
    return lines;
  };
  const located = findings.map(({ code, severity, path, key, entry, line, message, remedy }) => ({
    code,
    severity,
    file: pathBelow(content, join(root, path)),
    line: line ?? (key === null ? 1 : (findLines(path)?.(key, entry) ?? 1)),
    message,
    remedy,
  }));
  return located.sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

/** Gives the line of a key or of a list's entry, from 1. */
type FrontMatterLines = (key: string, entry: number | null) => number;

function readLines(file: string): FrontMatterLines | null {
  try {
    const text = readHeadText(file);
    const block = locateBlock(text);
    if (block === null) return null;
    const document = parseBlock(text.slice(block.start, block.end), block.line + 1);
    return (key, entry) => {
      const offset = findOffset(document, key, entry);
      return offset === null ? block.line : text.slice(0, block.start + offset).split('\n').length;
    };
  } catch (error) {
    if (error instanceof FrontMatterError) return null;
    throw error;
  }
}

/** A list that is an alias to an anchor has its entries elsewhere: then it is the key's place. */
function findOffset(document: Document.Parsed, key: string, entry: number | null): number | null {
  const pairs = isMap(document.contents) ? (document.contents.items as Pair<Node, Node | null>[]) : [];
  const named = (fold: (name: string) => string) =>
    pairs.find((pair) => isScalar(pair.key) && fold(String(pair.key.value)) === fold(key));
  const pair = named((name) => name) ?? named((name) => name.toLowerCase());
  if (!pair) return null;
  const item =
    entry !== null && isSeq(pair.value) ? (pair.value.items[entry] as Node | undefined) : undefined;
  return item?.range?.[0] ?? pair.key.range?.[0] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
