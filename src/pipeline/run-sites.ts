import { findConfigs } from '../config/find-configs.ts';
import { findKeyOfFlag } from '../config/override.ts';
import type { Flags, Settings } from '../config/settings.ts';
import { pathBelow, startPathsAt } from '../files/paths.ts';
import { ExitCode, UserError } from '../model/error.ts';
import { joinNames } from '../model/finding.ts';
import type { ResultKind } from '../report/result-kinds.ts';
import type { SiteResult } from '../report/sites.ts';
import { assertOutputs, listReports } from './assert-outputs.ts';
import type { Context } from './context.ts';
import { type Report, reportSite, reportSites } from './make-reports.ts';
import { resolveSites } from './resolve-sites.ts';
import { publish, type ReportFlags } from './write-reports.ts';

/** What the run of one site comes to. */
export interface SiteRun<Result> {
  exitCode: number;
  /** Null: there is nothing to report. */
  result: Result | null;
}

/** The run of one site: it writes what users must know at once to the streams. */
export type RunSite<Given, Result> = (
  settings: Settings,
  flags: Given,
  context: Context,
) => Promise<SiteRun<Result>>;

type SiteFlags = Flags & ReportFlags & { json?: boolean };

/** Flags that make sense for one site only. */
const flagsOfOne = ['channel', 'playlist', 'video', 'content', 'from', 'save', 'built', 'before', 'urls'];

/** From best to worst. */
const byWeight: number[] = [ExitCode.done, ExitCode.problems, ExitCode.incomplete, ExitCode.cannotRun];

/**
 * Runs the site of the config, or each of the sites whose configs `--config` names, and reports.
 *
 * @param settings of the one site; null: `--config` names several
 * @returns the exit code: the worst, for several sites
 */
export async function runSites<Given extends SiteFlags, Result>(
  run: RunSite<Given, Result>,
  kind: ResultKind<Result>,
  settings: Settings | null,
  flags: Given,
  context: Context,
): Promise<number> {
  if (settings === null) return runEach(run, kind, flags, context);
  const { exitCode, result } = await run(settings, flags, context);
  if (result !== null) tell(reportSite(kind, result, context), flags, context);
  return exitCode;
}

/** One after the other: a site that cannot run stops no other. */
async function runEach<Given extends SiteFlags, Result>(
  run: RunSite<Given, Result>,
  kind: ResultKind<Result>,
  flags: Given,
  context: Context,
): Promise<number> {
  const { cwd, signal } = context;
  const configs = findConfigs(cwd, flags.config ?? []);
  assertForAll(flags, pathBelow(cwd, configs[0] ?? cwd));
  assertOutputs(listReports(flags.report, cwd), cwd, flags.force);
  const sites: SiteResult<Result | UserError>[] = [];
  const exitCodes: number[] = [];
  const startHere = startPathsAt(cwd);
  for (const { name, config, settings, warnings } of await resolveSites(configs, flags, context)) {
    signal.throwIfAborted();
    const ofSite = nameLines(name, exitCodes.length === 0, flags.json, context);
    ofSite.writeError(warnings);
    try {
      if (settings instanceof UserError) throw settings;
      const { exitCode, result } = await run(settings, flags, ofSite);
      exitCodes.push(exitCode);
      if (result !== null) sites.push({ name, result });
    } catch (error) {
      if (!(error instanceof UserError) || signal.aborted) throw error;
      const hint = error.hint && addConfig(error.hint, config);
      ofSite.writeError(`${error.message}\n${hint ? `${hint}\n` : ''}`);
      exitCodes.push(ExitCode.cannotRun);
      // A report is read on other machines too.
      sites.push({ name, result: new UserError(startHere(error.message), hint && startHere(hint), error) });
    }
  }
  const failed = sites.flatMap(({ name, result }) => (result instanceof UserError ? [name] : []));
  if (failed.length > 0) {
    context.writeError(`\n${failed.length} of ${sites.length} sites could not run: ${joinNames(failed)}.\n`);
  }
  tell(reportSites(kind, sites, context), flags, context);
  return exitCodes.reduce((worst, code) => (byWeight.indexOf(code) > byWeight.indexOf(worst) ? code : worst));
}

function tell(report: Report, flags: SiteFlags, context: Context): void {
  if (flags.json) context.writeOut(report.formats['.json']());
  publish(report, flags, context);
}

/**
 * @param first the first of the configs, for the hint
 * @throws UserError for a flag that would hold for all sites, where one is meant
 */
function assertForAll(flags: Flags, first: string): void {
  const given = flagsOfOne.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  const key = findKeyOfFlag(given);
  const forOne = `for one site: --config ${first}`;
  throw new UserError(
    `--${given} is for one site, and --config names several.`,
    key === undefined ? `Run it ${forOne}` : `Set \`${key}\` in each config, or run it ${forOne}`,
  );
}

/** Names the site in each line of its messages, and once above what goes to stdout. */
function nameLines(name: string, isFirst: boolean, isJson: boolean | undefined, context: Context): Context {
  const { writeOut, writeError, isQuiet, colours } = context;
  context.progress?.nameSite(name);
  if (!isQuiet && !isJson) writeOut(`${isFirst ? '' : '\n'}${colours.bold(name)}\n`);
  return { ...context, writeError: (text) => writeError(text.replace(/^(?=.)/gm, `${name}: `)) };
}

/** Flags that a hint names may be for one site only. */
function addConfig(hint: string, config: string): string {
  const named = flagsOfOne.filter((flag) => hint.includes(`--${flag}`)).map((flag) => `--${flag}`);
  if (named.length === 0) return hint;
  return `${hint} Use ${joinNames(named)} with this site alone: --config ${config}`;
}
