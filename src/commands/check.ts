import { dirname } from 'node:path';
import { auditSite } from '../check/audit.ts';
import type { Settings } from '../config/settings.ts';
import { ExitCode } from '../model/error.ts';
import type { Survey } from '../model/site-page.ts';
import type { Context } from '../pipeline/context.ts';
import { publishAudit } from '../pipeline/write-reports.ts';
import type { SiteRules } from '../plan/claims.ts';
import { formatFindings, formatFindingsJson } from '../report/findings.ts';
import { locateFindings } from '../site/locate-findings.ts';
import { findContentRoot, pathBelow, surveyPages } from '../site/survey.ts';

export interface CheckFlags {
  content?: string;
  json?: boolean;
  strict?: boolean;
  report?: string[];
}

/**
 * `tubematter check`: an audit of the pages and their URLs, without the network. Changes no page.
 *
 * @returns the exit code
 */
export async function runCheck(settings: Settings, flags: CheckFlags, context: Context): Promise<number> {
  const { root, survey, rules } = surveySite(settings, flags, context);
  const findings = auditSite(survey, rules, flags.strict ?? false);
  const report = {
    findings: locateFindings(root, settings.content, findings),
    pages: survey.pages.length + survey.unreadable.length + survey.foreign.length,
  };
  context.writeOut(flags.json ? formatFindingsJson(report) : formatFindings(report, context));
  publishAudit(report, settings.content, flags.report, context);
  return findings.some(({ severity }) => severity !== 'note') ? ExitCode.problems : ExitCode.done;
}

/**
 * Reads the pages of the whole site: the folder given with `--content`, else the generator's content folder around the
 * configured one, since pages of other kinds claim URLs too.
 */
export function surveySite(
  settings: Settings,
  flags: { content?: string },
  { cwd, now }: Context,
): { root: string; survey: Survey; rules: SiteRules } {
  const limit = settings.configFile === null ? cwd : dirname(settings.configFile);
  const site = findContentRoot(settings.content, limit);
  const root = flags.content === undefined ? (site ?? settings.content) : settings.content;
  const base = site === null ? null : pathBelow(site, root);
  const { generator, rules } = settings;
  return {
    root,
    survey: surveyPages(root),
    rules: { generator, template: rules.urls.page, base, now: now.getTime() },
  };
}
