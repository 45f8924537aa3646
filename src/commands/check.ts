import { join } from 'node:path';
import { auditSite } from '../check/audit.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { ExitCode } from '../model/error.ts';
import { assertOutputs, listReports } from '../pipeline/assert-outputs.ts';
import type { Context } from '../pipeline/context.ts';
import { readWholeSite } from '../pipeline/read-site.ts';
import { publishAudit, type ReportFlags } from '../pipeline/write-reports.ts';
import { formatFindings, formatFindingsJson } from '../report/findings.ts';
import { locateFindings } from '../site/locate-findings.ts';

export interface CheckFlags extends ReportFlags {
  content?: string;
  json?: boolean;
  strict?: boolean;
}

/**
 * `tubematter check`: an audit of the pages and their URLs, without the network. Changes no page.
 *
 * @returns the exit code
 */
export async function runCheck(settings: Settings, flags: CheckFlags, context: Context): Promise<number> {
  assertOutputs(listReports(flags.report, context.cwd), context.cwd, flags.force);
  const { root, rules, ...site } = await readWholeSite(settings, flags, context);
  const name = (path: string) => pathBelow(context.cwd, join(root, path));
  const findings = auditSite(site, rules, flags.strict ?? false, name);
  const report = {
    findings: locateFindings(root, settings.content, findings),
    content: pathBelow(context.cwd, settings.content),
    pages: site.pages.length + site.unreadable.length,
  };
  context.writeOut(flags.json ? formatFindingsJson(report) : formatFindings(report, context));
  publishAudit(report, flags, context);
  return findings.some(({ severity }) => severity !== 'note') ? ExitCode.problems : ExitCode.done;
}
