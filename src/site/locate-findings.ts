import { join } from 'node:path';
import { pathBelow } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { type FindLine, openLines } from '../frontmatter/find-lines.ts';
import type { Finding, LocatedFinding } from '../model/finding.ts';
import { readHead } from './page-head.ts';

/**
 * Finds the line of each finding. The fast reader knows no lines, so the few pages with findings are parsed again.
 *
 * @param root the folder that was read
 * @param content the content folder: files are named relative to it, as imports do
 */
export function locateFindings(root: string, content: string, findings: Finding[]): LocatedFinding[] {
  const pages = new Map<string, FindLine | null>();
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
  return located.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function readLines(file: string): FindLine | null {
  try {
    return openLines(readHead(file).text);
  } catch (error) {
    if (error instanceof FrontMatterError) return null;
    throw error;
  }
}
