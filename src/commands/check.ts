import { join } from 'node:path';
import { auditSite } from '../check/audit.ts';
import { type AuditedLockfile, auditRemovedPages } from '../check/audit-removed-pages.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { NoFileError } from '../files/special-files.ts';
import { ExitCode, UserError } from '../model/error.ts';
import { findEntry, makeLockfile } from '../model/lockfile.ts';
import type { Page } from '../model/page.ts';
import { assertOutputs, listReports } from '../pipeline/assert-outputs.ts';
import { assertBuiltFlags, type BuiltFlags, runCheckBuilt } from '../pipeline/check-built.ts';
import type { Context } from '../pipeline/context.ts';
import { readLockfile } from '../pipeline/lockfile-store.ts';
import { readWholeSite } from '../pipeline/read-site.ts';
import { publishAudit, type ReportFlags } from '../pipeline/write-reports.ts';
import { formatFindings, formatFindingsJson } from '../report/findings.ts';
import { locateFindings } from '../site/locate-findings.ts';

export interface CheckFlags extends ReportFlags, BuiltFlags {
  strict?: boolean;
}

/**
 * `tubematter check`: an audit of the pages and their URLs, without the network, or with `--built` of what a generator made
 * of them. Changes no page.
 *
 * @returns the exit code
 */
export async function runCheck(settings: Settings, flags: CheckFlags, context: Context): Promise<number> {
  assertBuiltFlags(flags);
  if (flags.built !== undefined) return runCheckBuilt(settings, { ...flags, built: flags.built }, context);
  assertOutputs(listReports(flags.report, context.cwd), context.cwd, flags.force);
  const { root, rules, ...site } = await readWholeSite(settings, flags, context);
  const name = (path: string) => pathBelow(context.cwd, join(root, path));
  const isStrict = flags.strict ?? false;
  const known = readAuditedLockfile(settings, root, flags.content === undefined ? null : site.pages);
  const findings = [
    ...auditSite(site, rules, isStrict, name),
    ...auditRemovedPages(site, known, settings.rules.urls.gone, rules, isStrict),
  ];
  const report = {
    findings: locateFindings(root, settings.content, findings),
    content: pathBelow(context.cwd, settings.content),
    pages: site.pages.length + site.unreadable.length,
  };
  context.writeOut(flags.json ? formatFindingsJson(report) : formatFindings(report, context));
  publishAudit(report, flags, context);
  return findings.some(({ severity }) => severity !== 'note') ? ExitCode.problems : ExitCode.done;
}

/**
 * Reads the lockfile, without which an audit still can say most.
 *
 * @param pages those of a folder that a flag named, which may be another one than the lockfile tells of
 */
function readAuditedLockfile(
  { lockfile: file }: Settings,
  root: string,
  pages: Page[] | null,
): AuditedLockfile {
  const path = pathBelow(root, file);
  try {
    const { lockfile, damage } = readLockfile(file);
    const isOther = pages?.every(({ videoId }) => videoId === null || !findEntry(lockfile, videoId)) ?? false;
    const trouble =
      damage === null ? null : { message: `The lockfile is damaged: ${damage}.`, remedy: partly };
    return { path, lockfile: isOther ? makeLockfile() : lockfile, trouble };
  } catch (error) {
    if (!(error instanceof UserError) || error.cause instanceof NoFileError) throw error;
    return { path, lockfile: makeLockfile(), trouble: { message: error.message, remedy: partly } };
  }
}

const partly =
  'The URLs of removed pages cannot all be checked: restore the file, or let an import make it whole.';
