import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { UserError } from '../model/error.ts';
import type { OtherText, Plan } from '../model/plan.ts';
import type { RefusedChange } from '../plan/branch-changes.ts';
import { planBranch } from '../plan/branch-plan.ts';
import type { RedirectFile } from '../report/run-summary.ts';
import { readBodyHash } from '../site/page-change.ts';
import { showPages } from './carry-out.ts';
import { carryOutRedirects } from './carry-out-redirects.ts';
import type { Context } from './context.ts';
import { readLockfile } from './lockfile-store.ts';
import { type PlannedImport, planSite } from './plan-import.ts';
import { readSite } from './read-site.ts';
import type { RedirectsOutcome } from './redirect-files.ts';

/** What merging a pull request's branch does. */
interface ComparedBranch {
  plan: Plan;
  refused: readonly RefusedChange[];
  redirects: RedirectsOutcome;
}

/**
 * Works out what merging a pull request's branch does, where an import of the same videos has run. The recipes pass the
 * current folder as it is on the base branch in BASE_FOLDER.
 *
 * @param planned what a further import would do: the state in which the branch is
 * @param redirects what it would do to files of redirects
 * @returns null without that variable
 * @throws UserError if there is no such folder
 */
export async function compareWithBase(
  settings: Settings,
  { plan, site: branch, listing }: PlannedImport,
  redirects: RedirectsOutcome,
  context: Context,
): Promise<ComparedBranch | null> {
  const { cwd, now, environment } = context;
  const { BASE_FOLDER: folder } = environment;
  if (!folder) return null;
  if (!existsSync(folder)) {
    throw new UserError(
      `BASE_FOLDER is ${folder}, and there is no such folder.`,
      'Unset it, or let it name this folder in a checkout of the base branch.',
    );
  }
  const there = moveSettings(settings, (path) => join(folder, pathBelow(cwd, path)));
  const quiet = { ...context, writeError: () => {} };
  const base = await readSite(there, quiet, readLockfile(there.lockfile));
  const whole = planSite(there, listing, base, new Set(), now, { allowMissing: true });
  const { changes } = await showPages(there, { plan: whole }, quiet);
  const { content, generator, rules } = settings;
  return {
    ...planBranch(plan, { ...whole, changes }, base, branch, {
      generator,
      gone: rules.urls.gone,
      maxNew: rules.filters.maxNew,
      now: now.getTime(),
      findOtherText: (before, after) => compareTexts([there.content, before.path], [content, after.path]),
    }),
    redirects: compareRedirects(
      carryOutRedirects(there, { site: branch }, { changes: [] }, quiet, () => {}),
      redirects,
    ),
  };
}

/**
 * The settings for the base branch. For what a whole branch comes to, the limit of one run on new pages does not count:
 * several runs may have made them.
 */
function moveSettings(settings: Settings, move: (path: string) => string): Settings {
  const { configFile, rules } = settings;
  return {
    ...settings,
    content: move(settings.content),
    lockfile: move(settings.lockfile),
    configFile: configFile === null ? null : move(configFile),
    redirects: settings.redirects.map((redirect) => ({ ...redirect, file: move(redirect.file) })),
    rules: { ...rules, filters: { ...rules.filters, maxNew: null } },
  };
}

/** A file that cannot be kept current stays as it was; one that could not be on the base alone was changed on the branch. */
function compareRedirects(base: RedirectsOutcome, branch: RedirectsOutcome): RedirectsOutcome {
  const listBroken = ({ problems }: RedirectsOutcome) =>
    problems.flatMap((problem) => ('path' in problem ? [problem.path] : []));
  const broken = new Set(listBroken(branch));
  const repaired = listBroken(base).map((path): RedirectFile => ({ path, action: 'update' }));
  const changed = [...base.redirects, ...repaired].filter(({ path }) => !broken.has(path));
  return { redirects: changed, problems: branch.problems };
}

type Place = [folder: string, path: string];

function compareTexts(before: Place, after: Place): OtherText | null {
  if (readFileSync(join(...before)).equals(readFileSync(join(...after)))) return null;
  const [was, is] = [readBodyHash(...before), readBodyHash(...after)];
  // Of a page that cannot be read, nothing is known.
  return was === is || was === null || is === null ? 'layout' : 'body';
}
