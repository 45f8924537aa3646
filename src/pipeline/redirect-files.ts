import { isUtf8 } from 'node:buffer';
import { type Dirent, existsSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findRefresh } from '../check/built/stub.ts';
import { codeOf, describeFileError } from '../files/file-errors.ts';
import { isInside, pathBelow } from '../files/paths.ts';
import { writeOutput } from '../files/write-output.ts';
import { UserError } from '../model/error.ts';
import type { Problem } from '../model/problem.ts';
import type { FormatName } from '../redirects/format-names.ts';
import { formats } from '../redirects/formats.ts';
import type { FileFormat, FolderFormat } from '../redirects/host-format.ts';
import { listUrls } from '../redirects/list-urls.ts';
import type { RedirectPlan } from '../redirects/redirect-plan.ts';
import { writeRedirects, writeStubs } from '../redirects/write.ts';
import type { RedirectFile } from '../report/run-summary.ts';

const hint = 'Check the path of the redirects.';

/** What happens to a file of redirects. */
export interface FileChange {
  /** Absolute. */
  file: string;
  /** Null if it is new. */
  before: string | null;
  /** Null if it is removed. */
  after: string | null;
}

/** What was done with the files that a config names, or would be. */
export interface RedirectsOutcome {
  redirects: RedirectFile[];
  problems: Problem[];
}

/** The files that differ from what a plan asks for, how many redirects there are, and sentences for the user. */
export interface PlannedFiles {
  changes: FileChange[];
  count: number;
  /** How many old URLs have a stub that the generator made, in place of these redirects. */
  builtStubs?: number;
  warnings: string[];
}

/**
 * Works out what redirects for a host make of the file, or the folder of stubs, that will hold them.
 *
 * @param target absolute; `''` for a file that is only shown
 * @throws UserError if it cannot be read, or it cannot be told what of a file is the user's
 */
export function planRedirectFiles(
  name: FormatName,
  target: string,
  plan: RedirectPlan,
  basePath: string,
): PlannedFiles {
  const format = formats[name];
  return 'listFiles' in format
    ? planStubs(format, target, plan, basePath)
    : planFile(format, target, plan, basePath);
}

function planFile(format: FileFormat, file: string, plan: RedirectPlan, basePath: string): PlannedFiles {
  const before = file === '' ? null : readText(file);
  const current = before !== null && format.accepts(basename(file), before) ? before : '';
  const { text, count, warnings } = writeRedirects(plan, format, basePath, current);
  return { changes: text === before ? [] : [{ file, before, after: text }], count, warnings };
}

/** Only what an earlier run wrote is replaced, or removed if no redirect needs it any more and it is this site's. */
function planStubs(format: FolderFormat, folder: string, plan: RedirectPlan, basePath: string): PlannedFiles {
  const { files, isKnown, warnings } = writeStubs(plan, format, basePath);
  const changes: FileChange[] = [];
  let [count, builtStubs] = [0, 0];
  for (const [path, after] of files) {
    const file = join(folder, path);
    const before = readText(file);
    const taken = findFileAbove(folder, file) ?? (before === null || format.isOwn(before) ? null : file);
    if (taken === null) {
      count++;
      if (before !== after) changes.push({ file, before, after });
    } else if (before !== null && findRefresh(before) !== null) builtStubs++;
    else warnings.push(`${pathBelow(folder, taken)} stays, so that ${path} got no stub.`);
  }
  for (const path of listHtml(folder)) {
    const file = join(folder, path);
    const before = files.has(path) ? null : readText(file);
    if (before === null || !format.isOwn(before)) continue;
    if (listUrls(`"/${path}" ${before}`).some(isKnown)) changes.push({ file, before, after: null });
  }
  return { changes, count, builtStubs, warnings };
}

/** A file where a folder is needed. */
function findFileAbove(root: string, file: string): string | null {
  for (let folder = dirname(file); folder !== root && isInside(root, folder); folder = dirname(folder)) {
    if (existsSync(folder) && !statSync(folder).isDirectory()) return folder;
  }
  return null;
}

/** The HTML files below a folder. Linked folders are left out: they may lead in a circle, or to another site. */
function listHtml(root: string, folder = ''): string[] {
  return readFolder(join(root, folder)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listHtml(root, path);
    return entry.isFile() && entry.name.endsWith('.html') ? [path] : [];
  });
}

/** @returns nothing if there is no such folder */
function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw refuse(folder, 'read', error);
  }
}

/**
 * Writes what was planned.
 *
 * @throws UserError if a file cannot be written
 */
export function writeRedirectFiles(changes: readonly FileChange[]): void {
  for (const { file, after } of changes) {
    if (after !== null) {
      writeOutput(file, after, `The file ${file}`, hint);
      continue;
    }
    try {
      unlinkSync(file);
    } catch (error) {
      throw refuse(file, 'written', error);
    }
  }
}

/** @returns null if there is none, or it is a stream */
function readText(file: string): string | null {
  try {
    if (!statSync(file).isFile()) return null;
    const bytes = readFileSync(file);
    if (isUtf8(bytes)) return bytes.toString('utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw refuse(file, 'read', error);
  }
  throw new UserError(`The file ${file} is not in UTF-8: its own rules could not be kept.`, 'Convert it.');
}

function refuse(file: string, done: string, error: unknown): UserError {
  return new UserError(`The file ${file} cannot be ${done}: ${describeFileError(error)}.`, hint, error);
}
