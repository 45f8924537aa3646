import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import type { Batch } from '../model/batch.ts';
import { UserError } from '../model/error.ts';
import { findEntry } from '../model/lockfile.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import { countTooManyFlags } from '../plan/unavailable-flag.ts';
import { findCommonLines } from '../report/common-lines.ts';
import { findQuietFields } from '../report/quiet-fields.ts';
import type { Summary } from '../report/run-summary.ts';
import { settleByPages } from '../site/merge-lockfiles.ts';
import { count } from '../text/counts.ts';
import { findTokens } from '../text/template.ts';
import { askAboutAbsent } from './ask-about-absent.ts';
import { assertNoNewPage, assertOutputs, listImportOutputs } from './assert-outputs.ts';
import type { Context } from './context.ts';
import { findFilesOnBranch } from './find-files-on-branch.ts';
import { makeFindMention } from './find-mention.ts';
import { findNeverServed } from './find-never-served.ts';
import { listVideos, saveSnapshot, type VideoListing } from './list-videos.ts';
import { nameLockfile, readLockfile } from './lockfile-store.ts';
import { lookUpPaths } from './look-up-paths.ts';
import { matchTitles } from './match-titles.ts';
import { assertContentFolder, describeFlaws, describeUnreadable, readSite, type Site } from './read-site.ts';
import { recallReverted, tellRecalled } from './recall-reverted.ts';
import type { RedirectsOutcome } from './redirect-files.ts';
import { tidyDescriptions } from './tidy-descriptions.ts';
import { warnOfOthers } from './warn-of-others.ts';
import { warnOfPublishedLockfile } from './warn-of-published-lockfile.ts';
import type { ReportFlags } from './write-reports.ts';

export interface ImportFlags extends ReportFlags {
  allowMissing?: boolean;
  allowDuplicates?: boolean;
  json?: boolean;
}

/** A plan, and what it was made of. */
export interface PlannedImport {
  plan: Plan;
  site: Site;
  listing: VideoListing;
}

/**
 * Makes sure, before anything is read or locked, that an import can end well.
 *
 * @throws UserError if an output would replace a file of another kind, or the content folder is missing
 */
export function assertReady(settings: Settings, flags: ImportFlags, { cwd }: Context): void {
  assertOutputs(listImportOutputs(settings, flags.report, cwd), cwd, flags.force);
  assertContentFolder(settings, flags);
}

/**
 * Lists the videos and reads the site at the same time, and makes a plan from them. `import`, its dry run and `diff`
 * begin with it. `--save` saves the listing once the plan shows that no new page has that path.
 *
 * @throws UserError if there is nothing to plan
 */
export async function planImport(
  settings: Settings,
  flags: ImportFlags,
  context: Context,
): Promise<PlannedImport> {
  const end = performance.now() + settings.youtube.timeoutSeconds * 1000;
  const [listed, site] = await readBoth(settings, context);
  if (!flags.allowMissing) for (const batch of listed.batches) assertSameSource(batch, site);
  const secondsLeft = (end - performance.now()) / 1000;
  const asked = await askAboutAbsent(settings, context, listed, site, secondsLeft);
  await context.progress?.begin('planning', countVideos(asked));
  const tidied = await tidyDescriptions(asked.batches, context.signal);
  const { batches, problems } = await matchTitles(tidied, context.signal);
  const listing = { ...asked, batches, problems: [...asked.problems, ...problems] };
  const neverServed = await findNeverServed(settings, site, context);
  const plan = planSite(settings, listing, site, neverServed, context.now, flags);
  assertNoNewPage(
    listImportOutputs(settings, flags.report, context.cwd),
    plan,
    settings.content,
    context.cwd,
  );
  warnOfOthers(settings, plan, site, context);
  warnOfPublishedLockfile(settings, plan, site, context);
  tellRecalled(settings, plan, site, context);
  saveSnapshot(settings, listing.raw, context);
  return { plan, site, listing: { ...listing, raw: null } };
}

/** The result of a run: the plan as far as it was carried out. */
export function summarise(
  { plan, site, listing }: PlannedImport,
  outcome: Outcome,
  { redirects, problems }: RedirectsOutcome,
  verb: Summary['verb'],
  settings: Settings,
  { cwd, environment }: Context,
): Summary {
  return {
    plan: {
      ...plan,
      changes: outcome.changes,
      problems: [...plan.problems, ...outcome.problems, ...problems],
    },
    redirects,
    oldUrls: settings.redirects.length > 0 ? 0 : countOldUrls(outcome, settings),
    verb,
    quietFields: findQuietFields(settings.rules.fields),
    site: settings.site,
    files: findFilesOnBranch(environment, cwd),
    content: pathBelow(cwd, settings.content),
    damagedLockfiles: site.damage === null ? [] : [{ path: nameLockfile(settings), detail: site.damage }],
    generator: settings.generator,
    units: listing.units,
    stopped: listing.stopped,
  };
}

/** How many URLs join the live lists of existing pages, where the generator makes no redirects from them. */
function countOldUrls({ changes }: Outcome, { generator: { makesRedirects, urlLists } }: Settings): number {
  if (makesRedirects) return 0;
  const joining = changes.flatMap(({ page, fields }) => (page ? fields : []));
  return joining.reduce(
    (sum, field) =>
      sum + (field.action === 'append' && field.key === urlLists.live ? field.entries.length : 0),
    0,
  );
}

/** The lines that most descriptions share, if pages hold descriptions. */
export function listCommonLines({ listing }: PlannedImport): string[] {
  const isHeld = ({ rules }: Batch) =>
    findTokens([rules.body.template, ...rules.fields.map(({ value }) => value)]).includes('description');
  return listing.batches.filter(isHeld).flatMap(({ videos }) => findCommonLines(videos));
}

function countVideos({ batches }: VideoListing): number {
  return batches.reduce((sum, { videos }) => sum + videos.length, 0);
}

/** If one of them fails, the other is aborted, and what it noted is not said: it would hide the cause. */
async function readBoth(settings: Settings, context: Context): Promise<[VideoListing, Site]> {
  const known = readLockfile(settings.lockfile);
  const failed = new AbortController();
  const notes: string[] = [];
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const fail = (error: unknown) => {
    failed.abort(error);
    throw error;
  };
  const [listed, site, recalled] = await Promise.all([
    listVideos(settings, { ...context, signal }, known.lockfile).catch(fail),
    readSite(settings, { ...context, signal, writeError: (text) => notes.push(text) }, known).catch(fail),
    recallReverted(settings.lockfile, known, context),
  ]);
  for (const note of notes) context.writeError(note);
  const { lockfile: read, sides } = recalled;
  const lockfile = sides ? settleByPages(read, sides, site.pages) : read;
  return [listed, { ...site, ...recalled, lockfile }];
}

/**
 * Makes the plan of an import of what was listed.
 *
 * @throws UserError if it would flag too many pages
 */
export function planSite(
  settings: Settings,
  listing: VideoListing,
  site: Site,
  neverServed: ReadonlySet<string>,
  now: Date,
  { allowMissing, allowDuplicates = false }: ImportFlags,
): Plan {
  const plan = makePlan({
    batches: listing.batches,
    pages: site.pages,
    others: site.others,
    served: site.served,
    unreadable: site.unreadable,
    unreadableOthers: site.unreadableOthers,
    lockfile: site.lockfile,
    neverServed,
    generator: settings.generator,
    findMention: allowDuplicates ? () => null : makeFindMention(settings, site),
    isPathTaken: lookUpPaths(settings.content),
    problems: [...listing.problems, ...describeUnreadable(site.unreadable), ...describeFlaws(site.pages)],
    now: now.getTime(),
  });
  const { length } = site.pages.filter(({ videoId }) => videoId !== null);
  const flagged = allowMissing ? null : countTooManyFlags(plan, length);
  if (flagged !== null) {
    throw new UserError(
      `This listing would flag ${flagged} of ${count(length, 'page')} as unavailable; nothing was changed.`,
      'Check that the channel is the right one. If these videos really are gone, run again with --allow-missing.',
    );
  }
  return plan;
}

/** @throws UserError if a source lists none of the videos that its pages came from: it is another one now */
function assertSameSource({ source, isComplete, videos }: Batch, { pages, lockfile }: Site): void {
  const known = pages.filter(
    ({ videoId }) => videoId !== null && findEntry(lockfile, videoId)?.source === source,
  );
  const listed = new Set(videos.map(({ id }) => id));
  if (!isComplete || source === null || known.length === 0) return;
  if (known.some(({ videoId }) => videoId !== null && listed.has(videoId))) return;
  throw new UserError(
    `${source} lists none of the videos of its ${count(known.length, 'page')} any more; nothing was changed.`,
    'Check that the channel or playlist is the right one. If all of them really are gone, run again with --allow-missing.',
  );
}
