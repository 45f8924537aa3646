import { statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { defaults } from '../config/keys.ts';
import type { Settings } from '../config/settings.ts';
import { describeFileError } from '../files/file-errors.ts';
import { followFolders } from '../files/page-writer.ts';
import { isInside, pathBelow, resolvePath } from '../files/paths.ts';
import { readLines } from '../files/read-lines.ts';
import { assertFile, assertFileOrStream, readIfFile } from '../files/special-files.ts';
import { UserError } from '../model/error.ts';
import type { Plan } from '../model/plan.ts';
import type { FormatName } from '../redirects/format-names.ts';
import { formats } from '../redirects/formats.ts';
import { isOwnReport } from '../report/own-report.ts';
import { isOwnLockfile, opensLockfile } from '../site/lockfile-format.ts';
import { isOwnSnapshotText } from '../youtube/snapshot.ts';

/** A file that a run is about to write. */
export interface OutputFile {
  /** Absolute. */
  file: string;
  /** The flag or the key that names it. */
  by: string;
  kind: string;
  /** Whether it has its default name, which vouches for what it is. */
  hasDefaultName?: boolean;
  /** Whether the next run reads it. */
  isKept?: boolean;
  /** Whether the first line shows that it is. If not, the rest is read, which may be large. */
  isOwnByFirstLine?(line: string): boolean;
  /** Whether a file with this text is of the same kind and was written by tubematter. */
  isOwn(text: string): boolean;
}

/**
 * Makes sure that a wrong file name destroys nothing: an existing file is replaced only if tubematter wrote it and it is
 * of the same kind. An empty file holds nothing to lose, and a stream, such as `/dev/stdout`, is not replaced.
 *
 * @param isForced whether `--force` was given
 * @throws UserError if a file is not to be replaced, two outputs are one file, or something else is where a file should be
 */
export function assertOutputs(outputs: readonly OutputFile[], cwd: string, isForced = false): void {
  for (const [at, output] of outputs.entries()) {
    const { file, by, kind, isOwn, isOwnByFirstLine, hasDefaultName } = output;
    const other = outputs
      .slice(0, at)
      .find((earlier) => earlier.kind !== kind && isOneFile(earlier.file, file));
    const name = pathBelow(cwd, file) || '.';
    if (other) {
      throw new UserError(
        `${other.by} and ${by.replace(/^The/, 'the')} name one file: ${name}. Nothing was changed.`,
        'Give each its own file.',
      );
    }
    assertPlace(output, name);
    if (isForced) continue;
    if (isOwnByFirstLine?.(readFirstLine(file))) continue;
    const text = readIfFile(file);
    if (text === null || text.trim() === '' || isOwn(text)) continue;
    if (hasDefaultName) {
      throw new UserError(
        `The ${kind} ${name} has nothing in it that tubematter wrote. Nothing was changed.`,
        'Restore it from version control, or delete it: your edits stay.',
      );
    }
    throw refuse(output, name, 'Give another file, or use --force to replace it.');
  }
}

/** Whether two paths lead to the same file, links followed. */
function isOneFile(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    const [first, second] = [a, b].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
    if (first && second) return first.isFile() && first.dev === second.dev && first.ino === second.ino;
    return followFolders(a) === followFolders(b);
  } catch {
    return false; // Writing it will say what is wrong.
  }
}

/**
 * Makes sure that no output has the path of a page that the same run creates, or of a folder for one.
 *
 * @throws UserError, whether or not `--force` was given: both cannot be there
 */
export function assertNoNewPage(
  outputs: readonly OutputFile[],
  { changes }: Plan,
  content: string,
  cwd: string,
): void {
  const root = followFolders(content);
  const made = changes.filter(({ page }) => !page).map(({ path }) => join(root, path));
  for (const output of outputs) {
    const file = followFolders(output.file);
    if (!isInside(root, file) && !isInside(file, root)) continue;
    const page = made.find((path) => isInside(file, path) || isInside(path, file));
    if (page === undefined) continue;
    const hint = `The page ${pathBelow(followFolders(cwd), page)} is made in this run. Give another file.`;
    throw refuse(output, pathBelow(cwd, output.file), hint);
  }
}

function refuse({ by, kind }: OutputFile, name: string, hint: string): UserError {
  return new UserError(
    `${by} would replace ${name}, which is not a ${kind} that tubematter wrote. Nothing was changed.`,
    hint,
  );
}

/** The lockfile is read again, so it cannot be a stream. */
function assertPlace({ file, by, kind, isKept }: OutputFile, name: string): void {
  try {
    if (isKept) assertFile(file);
    else assertFileOrStream(file);
  } catch (error) {
    throw new UserError(
      `The ${kind} ${name} cannot be written: ${describeFileError(error)}. Nothing was changed.`,
      `${by} must name a file.`,
      error,
    );
  }
}

/** @returns `''` if there is nothing to replace */
function readFirstLine(file: string): string {
  try {
    const [line = ''] = statSync(file).isFile() ? readLines(file) : [];
    return line;
  } catch {
    return '';
  }
}

/** The reports that `--report` names. */
export function listReports(files: readonly string[] | undefined, cwd: string): OutputFile[] {
  return (files ?? []).map((name) => ({
    file: resolvePath(cwd, name, '--report'),
    by: '--report',
    kind: 'report',
    isOwn: (text) => isOwnReport(extname(name).toLowerCase(), text),
  }));
}

/** The snapshot that `--save` names. */
export function listSnapshot({ save }: Settings): OutputFile[] {
  if (save === null) return [];
  return [{ file: save, by: '--save', kind: 'snapshot', isOwn: isOwnSnapshotText }];
}

/** What an import writes besides pages. The config may place the lockfile anywhere. */
export function listImportOutputs(
  settings: Settings,
  reports: readonly string[] | undefined,
  cwd: string,
): OutputFile[] {
  return [
    {
      file: settings.lockfile,
      by: 'The key `lockfile`',
      kind: 'lockfile',
      hasDefaultName: basename(settings.lockfile) === defaults.lockfile,
      isKept: true,
      isOwn: isOwnLockfile,
      isOwnByFirstLine: opensLockfile,
    },
    ...settings.redirects.flatMap(({ file, name, by }) => listRedirects(file, name, by)),
    ...listSnapshot(settings),
    ...listReports(reports, cwd),
  ];
}

/** The file for redirects. A folder of stubs is checked file by file when it is planned. */
export function listRedirects(file: string, name: FormatName, by: string): OutputFile[] {
  const format = formats[name];
  if ('listFiles' in format) return [];
  return [{ file, by, kind: 'redirects file', isOwn: (text) => format.accepts(basename(file), text) }];
}
