import { join } from 'node:path';
import { auditSite } from '../check/audit.ts';
import { auditRemovedPages } from '../check/audit-removed-pages.ts';
import { findCircles } from '../check/old-urls.ts';
import type { Flags, Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { ExitCode } from '../model/error.ts';
import { assertOutputs, listReports } from '../pipeline/assert-outputs.ts';
import { assertBuiltFlags, type BuiltFlags, runCheckBuilt } from '../pipeline/check-built.ts';
import type { Context } from '../pipeline/context.ts';
import { planSiteRedirects } from '../pipeline/plan-site-redirects.ts';
import { readAuditedLockfile } from '../pipeline/read-audited-lockfile.ts';
import { readWholeSite } from '../pipeline/read-site.ts';
import { runSites, type SiteRun } from '../pipeline/run-sites.ts';
import type { ReportFlags } from '../pipeline/write-reports.ts';
import { readClaims } from '../plan/read-claims.ts';
import { type AuditReport, formatFindings } from '../report/findings.ts';
import { audits } from '../report/result-kinds.ts';
import { locateFindings } from '../site/locate-findings.ts';

export interface CheckFlags extends ReportFlags, BuiltFlags {
  strict?: boolean;
}

/**
 * `tubematter check`, of one site or several.
 *
 * @param settings of the one site; null: `--config` names several
 * @returns the exit code
 */
export function runCheck(
  settings: Settings | null,
  flags: Flags & CheckFlags,
  context: Context,
): Promise<number> {
  return runSites(checkSite, audits, settings, flags, context);
}

/**
 * Audits the pages and their URLs without the network, or with `--built` what a generator made of them. Changes no
 * page.
 */
export async function checkSite(
  settings: Settings,
  flags: CheckFlags,
  context: Context,
): Promise<SiteRun<AuditReport>> {
  assertBuiltFlags(flags);
  if (flags.built !== undefined) {
    const exitCode = await runCheckBuilt(settings, { ...flags, built: flags.built }, context);
    return { exitCode, result: null };
  }
  assertOutputs(listReports(flags.report, context.cwd), context.cwd, flags.force);
  const { root, rules, ...site } = await readWholeSite(settings, flags, context);
  const name = (path: string) => pathBelow(context.cwd, join(root, path));
  const isStrict = flags.strict ?? false;
  const known = readAuditedLockfile(settings, root, flags.content === undefined ? null : site.pages);
  const claims = readClaims(site.pages, rules);
  const plan = planSiteRedirects(settings, claims, rules.served, known.lockfile);
  const findings = [
    ...auditSite(claims, site.unreadable, plan, rules, isStrict, name),
    ...(settings.configFile === null
      ? []
      : findCircles(plan, pathBelow(root, settings.configFile), isStrict)),
    ...auditRemovedPages(site, known, settings.rules.urls.gone, rules, isStrict),
  ];
  const report = {
    findings: locateFindings(root, settings.content, findings),
    content: pathBelow(context.cwd, settings.content),
    pages: site.pages.length + site.unreadable.length,
  };
  if (!flags.json) context.writeOut(formatFindings(report, context));
  const isClean = findings.every(({ severity }) => severity === 'note');
  return { exitCode: isClean ? ExitCode.done : ExitCode.problems, result: report };
}
