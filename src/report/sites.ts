import { defaultGenerator } from '../generators/default-generator.ts';
import { UserError } from '../model/error.ts';
import type { LocatedFinding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { AuditReport } from './findings.ts';
import type { Annotation } from './github.ts';
import { findingsFromHere, lockfilesFromHere, planFromHere, redirectsFromHere } from './paths-from-here.ts';
import type { Summary } from './run-summary.ts';

/** What one of several sites came to. */
export interface SiteResult<Result> {
  name: string;
  result: Result;
}

/** The sites that ran, and those that could not. */
export interface SplitSites<Result> {
  ran: SiteResult<Result>[];
  failed: SiteResult<UserError>[];
}

export function splitSites<Result>(sites: readonly SiteResult<Result | UserError>[]): SplitSites<Result> {
  const ran: SiteResult<Result>[] = [];
  const failed: SiteResult<UserError>[] = [];
  for (const { name, result } of sites) {
    if (result instanceof UserError) failed.push({ name, result });
    else ran.push({ name, result });
  }
  return { ran, failed };
}

/** What no site has said. */
const unsaid: Pick<Summary, 'quietFields' | 'site' | 'files' | 'generator' | 'verb'> = {
  quietFields: new Map(),
  site: null,
  files: null,
  generator: defaultGenerator,
  verb: 'would',
};

/** Several sites, or none, as one whose paths start at the current folder. */
export function joinSummaries(sites: readonly SiteResult<Summary>[]): Summary {
  const summaries = sites.map(({ result }) => result);
  const sum = (read: (summary: Summary) => number) =>
    summaries.reduce((total, summary) => total + read(summary), 0);
  const stops = sites.flatMap(({ name, result: { stopped } }) =>
    stopped ? [`${name}: ${stopped.message} ${stopped.hint}`] : [],
  );
  return {
    ...(summaries[0] ?? unsaid),
    plan: joinPlans(summaries),
    content: '',
    redirects: summaries.flatMap(redirectsFromHere),
    oldUrls: sum(({ oldUrls }) => oldUrls),
    damagedLockfiles: summaries.flatMap(lockfilesFromHere),
    units: sum(({ units }) => units),
    stopped: stops.length === 0 ? null : { message: stops.join(' '), hint: '' },
  };
}

function joinPlans(summaries: readonly Summary[]): Plan {
  const plans = summaries.map(planFromHere);
  const all = <Entry>(read: (plan: Plan) => readonly Entry[]) => plans.flatMap(read);
  return {
    changes: all(({ changes }) => changes),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged, 0),
    skipped: all(({ skipped }) => skipped),
    conflicts: all(({ conflicts }) => conflicts),
    clashes: all(({ clashes }) => clashes),
    missing: all(({ missing }) => missing),
    reuploads: all(({ reuploads }) => reuploads),
    kept: all(({ kept }) => kept),
    removed: all(({ removed }) => removed),
    problems: all(({ problems }) => problems),
    entries: {},
    bodies: [],
    forgotten: [],
  };
}

/** Audits of several sites as one, whose paths start at the current folder. */
export function joinAudits(sites: readonly SiteResult<AuditReport>[]): AuditReport {
  return {
    findings: sites.flatMap(({ result }): LocatedFinding[] => findingsFromHere(result)),
    content: '',
    pages: sites.reduce((sum, { result }) => sum + result.pages, 0),
  };
}

/** Why a site could not run, in one sentence or two. */
export function describeFailure({ name, result: { message, hint } }: SiteResult<UserError>): string {
  return [`${name} could not run: ${message}`, hint].filter(Boolean).join(' ');
}

/** What that is on GitHub. */
export function annotateFailure(failure: SiteResult<UserError>): Annotation {
  return {
    level: 'error',
    file: null,
    line: null,
    title: 'Site could not run',
    message: describeFailure(failure),
  };
}

/** Sites as values for JSON: each with its name, and its own result or error. */
export function listSites<Result>(
  sites: readonly SiteResult<Result | UserError>[],
  list: (result: Result) => object,
): object[] {
  return sites.map(({ name, result }) => ({
    site: name,
    ...(result instanceof UserError
      ? { error: { message: result.message, hint: result.hint ?? null } }
      : list(result)),
  }));
}
