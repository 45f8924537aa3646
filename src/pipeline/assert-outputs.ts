import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { defaults } from '../config/keys.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow, resolvePath } from '../files/paths.ts';
import { UserError } from '../model/error.ts';
import type { FormatName } from '../redirects/host-format.ts';
import { isOwnRedirects } from '../redirects/write.ts';
import { isOwnReport } from '../report/own-report.ts';
import { isOwnLockfile } from '../site/lockfile-format.ts';
import { isOwnSnapshotText } from '../youtube/snapshot.ts';

/** A file that a run is about to write. */
export interface OutputFile {
  /** Absolute. */
  file: string;
  /** The flag or the key that names it. */
  by: string;
  kind: string;
  /** Whether it has its default name, so that it must once have been what its name says. */
  hasDefaultName?: boolean;
  /** Whether a file with this text is of the same kind and was written by tubematter. */
  isOwn(text: string): boolean;
}

/**
 * Makes sure that a wrong file name destroys nothing: an existing file is replaced only if tubematter wrote it and it is
 * of the same kind. An empty file holds nothing to lose, and anything but a file, such as `/dev/stdout`, is not replaced.
 *
 * @param isForced whether `--force` was given
 * @throws UserError if a file is not to be replaced, or two outputs are one file
 */
export function assertOutputs(outputs: readonly OutputFile[], cwd: string, isForced = false): void {
  for (const [at, { file, by, kind, isOwn, hasDefaultName }] of outputs.entries()) {
    const other = outputs.slice(0, at).find((earlier) => earlier.file === file && earlier.kind !== kind);
    const name = pathBelow(cwd, file);
    if (other) {
      throw new UserError(
        `${other.by} and ${by} name one file: ${name}. Nothing was changed.`,
        'Give each its own file.',
      );
    }
    if (isForced) continue;
    const text = readIfFile(file);
    if (text === null || text.trim() === '' || isOwn(text)) continue;
    if (hasDefaultName) {
      throw new UserError(
        `The ${kind} ${name} has nothing in it that tubematter wrote. Nothing was changed.`,
        'Restore it from version control, or delete it: your edits stay.',
      );
    }
    throw new UserError(
      `${by} would replace ${name}, which is not a ${kind} that tubematter wrote. Nothing was changed.`,
      'Give another file, or use --force to replace it.',
    );
  }
}

/** @returns null if there is nothing to replace */
function readIfFile(file: string): string | null {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
  } catch {
    return null; // It does not exist, or writing it will say what is wrong.
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

/** What an import writes beside pages. The config may place the lockfile anywhere. */
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
      isOwn: isOwnLockfile,
    },
    ...listSnapshot(settings),
    ...listReports(reports, cwd),
  ];
}

/** The redirects that `--output` names. */
export function listRedirects(name: string | undefined, format: FormatName, cwd: string): OutputFile[] {
  if (name === undefined) return [];
  return [
    {
      file: resolvePath(cwd, name, '--output'),
      by: '--output',
      kind: 'redirects file',
      isOwn: (text) => isOwnRedirects(format, text),
    },
  ];
}
