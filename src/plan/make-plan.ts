import type { Batch } from '../model/batch.ts';
import { isSame } from '../model/front-matter.ts';
import { findEntry, isImported, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { PageChange, Plan, SkipReason } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { planAbsentPage } from './absent-page.ts';
import { type AbsentVideo, findAvailability, isUnwanted } from './availability.ts';
import { planExistingPage } from './existing-page.ts';
import { filterVideos } from './filter.ts';
import { planGoneVideos } from './gone-videos.ts';
import { planNewPage } from './new-page.ts';
import type { PagePlan } from './page-plan.ts';
import { type PlanInProgress, startPlan } from './plan-in-progress.ts';
import { planRemovedPages } from './removed-pages.ts';
import { findReuploads } from './reuploads.ts';
import { indexSite, type PlanInput, type SiteIndex } from './site-index.ts';
import { nameGone, nameRemoved } from './url-index.ts';
import { findAction, isDraft } from './withhold.ts';

/** Decides what an import would change and why. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const site = indexSite(input);
  const plan = startPlan([...site.problems, ...input.problems]);
  for (const batch of input.batches) planBatch(batch, site, plan);
  const availability = findAvailability(input.batches);
  for (const page of site.pages.values()) {
    if (page === 'ambiguous' || site.planned.has(page.videoId)) continue;
    const last = findEntry(site.supported, page.videoId);
    planPageWithoutVideo(page, last, availability(page, last), site, plan);
  }
  const gone = planGoneVideos(
    plan,
    site.videoPages,
    input.lockfile,
    (page) => availability(page, findEntry(site.supported, page.videoId)).availability,
    input.now,
  );
  plan.missing = gone.missing;
  Object.assign(plan.entries, gone.entries);
  plan.reuploads = findReuploads(plan.missing, site.videoPages, plan.changes);
  noteRemovedPages(input, site, plan);
  return plan;
}

function planBatch(batch: Batch, site: SiteIndex, plan: PlanInProgress): void {
  const { kept, skipped } = filterVideos(batch);
  plan.skipped.push(...skipped);
  const waiting = findWaiting(kept, batch, site);
  for (const video of kept) {
    if (site.planned.has(video.id)) continue;
    site.planned.add(video.id);
    const page = site.pages.get(video.id);
    const last = findEntry(site.supported, video.id);
    if (page === 'ambiguous' || (!page && site.unreadable.has(video.id))) continue;
    const obstacle = page ? null : findObstacle(video.id, last, site);
    if (obstacle !== null) {
      if (typeof obstacle === 'object') plan.problems.push(obstacle);
      else plan.skipped.push({ videoId: video.id, title: video.title, reason: obstacle });
      continue;
    }
    if (waiting.has(video.id)) {
      plan.skipped.push({ videoId: video.id, title: video.title, reason: 'over-max-new' });
      continue;
    }
    const inherited = site.inheritances.get(video.id);
    if (!page && site.urls.served.buildsDrafts && findAction(video, batch.rules.filters) === 'draft') {
      plan.skipped.push({ videoId: video.id, title: video.title, reason: 'draft-built' });
      continue;
    }
    if (page) {
      const { path } = page;
      if (isUnwanted(video, batch) && !isDraft(page, last, site.urls.generator.draftFields)) {
        plan.missing.push({ videoId: video.id, path, title: video.title, reason: 'unlisted' });
      }
      const known = inherited?.entry ?? last;
      const formerId = inherited?.formerId ?? site.exchanged.get(video.id);
      const former = formerId === undefined ? undefined : { id: formerId, hasPage: !inherited };
      const planned = planExistingPage(video, page, known, batch, site.urls, former);
      if (inherited) plan.forgotten.push(inherited.formerId);
      planPageOfVideo(video, page, planned, site, plan);
    } else planPageOfVideo(video, null, planNewPage(video, batch, site.urls, site.newPaths), site, plan);
  }
}

/** The videos that would get a page but for the limit on new ones: the oldest. */
function findWaiting(kept: Video[], { rules }: Batch, site: SiteIndex): Set<string> {
  const { maxNew } = rules.filters;
  if (maxNew === null) return new Set();
  const isNew = ({ id }: Video) =>
    !site.planned.has(id) &&
    !site.pages.has(id) &&
    !site.unreadable.has(id) &&
    findObstacle(id, findEntry(site.supported, id), site) === null;
  const ids = kept.filter(isNew).map(({ id }) => id);
  return new Set(ids.slice(0, Math.max(0, ids.length - maxNew)));
}

/** Why a video gets no page: a reason to skip it, or a problem. Null if it gets one. */
function findObstacle(
  videoId: string,
  last: LockfileEntry | undefined,
  site: SiteIndex,
): SkipReason | Problem | null {
  if (site.formerIds.has(videoId)) return 'superseded';
  if (site.covered.has(videoId)) return 'covered';
  if (isImported(last)) return isReplaced(videoId, last, site) ? 'page-replaced' : 'page-removed';
  return site.findMention(videoId);
}

/** Whether another page serves or redirects the URL of a page that is gone: it was moved, merged or split. */
function isReplaced(videoId: string, { url }: LockfileEntry, { urls }: SiteIndex): boolean {
  const claimant = url === null ? undefined : urls.findClaimant(url, nameRemoved(videoId));
  return claimant !== undefined && claimant !== nameGone;
}

function planPageOfVideo(
  video: Video,
  page: VideoPage | null,
  { change, entry, body, isWhole = false, clash, conflicts, kept = [] }: PagePlan,
  site: SiteIndex,
  plan: PlanInProgress,
): void {
  const problem = change && !page ? site.newPaths.claim(change.path, video.id) : null;
  if (problem) {
    plan.problems.push(problem);
    return;
  }
  noteEntry(video.id, entry, site, plan);
  noteChange(change, plan);
  if (page && body) plan.bodies.push({ videoId: video.id, path: page.path, body, isWhole });
  if (clash) plan.clashes.push(clash);
  if (!page) return;
  const about = { videoId: video.id, path: page.path, title: video.title };
  if (conflicts.length > 0) plan.conflicts.push({ ...about, url: entry.url, fields: conflicts });
  for (const { reason, keys } of kept) plan.kept.push({ ...about, reason, keys });
}

function planPageWithoutVideo(
  page: VideoPage,
  last: LockfileEntry | undefined,
  { availability, missing, rules }: AbsentVideo,
  site: SiteIndex,
  plan: PlanInProgress,
): void {
  const { change, entry } = planAbsentPage(page, last, availability, rules, site.urls);
  // That a draft's video is unlisted is not news.
  const isNews = missing?.reason !== 'unlisted' || !isDraft(page, last, site.urls.generator.draftFields);
  if (missing && isNews) plan.missing.push(missing);
  if (change || (missing && isNews)) noteChange(change, plan);
  if (entry) noteEntry(page.videoId, entry, site, plan);
}

function noteRemovedPages(
  input: PlanInput,
  { inheritances, isPresent }: SiteIndex,
  plan: PlanInProgress,
): void {
  const { batches, served, unreadable, lockfile, generator, now } = input;
  const inherited = new Set([...inheritances.values()].map(({ formerId }) => formerId));
  const absent = Object.keys(lockfile.pages).filter(
    (id) => !isPresent(id) && !inherited.has(id) && !Object.hasOwn(plan.entries, id),
  );
  const known = absent.map((id): [string, LockfileEntry] => [id, lockfile.pages[id] as LockfileEntry]);
  const gone = batches[0]?.rules.urls.gone ?? [];
  const remaining = { pages: [...input.pages, ...input.others], unreadable };
  const rules = { generator, served, now };
  const { removed, entries } = planRemovedPages(
    remaining,
    known,
    gone,
    plan.changes,
    rules,
    input.neverServed,
  );
  plan.removed.push(...removed);
  Object.assign(plan.entries, entries);
}

function noteChange(change: PageChange | null, plan: PlanInProgress): void {
  if (change) plan.changes.push(change);
  else plan.unchanged++;
}

function noteEntry(
  videoId: string,
  entry: LockfileEntry,
  { lockfile }: SiteIndex,
  plan: PlanInProgress,
): void {
  const last = findEntry(lockfile, videoId);
  if (entry.removedSince === undefined && (entry === last || isSameEntry(entry, last))) return;
  // If the user had removed the page, it is back.
  const { removedSince: _, ...present } = entry;
  plan.entries[videoId] = present;
}

/** Entries are plain JSON, as values are. A source missing from an earlier version's entry is no reason to rewrite it. */
function isSameEntry(entry: LockfileEntry, last: LockfileEntry | undefined): boolean {
  if (last === undefined) return false;
  const { source, ...others } = entry;
  const known = last.source === undefined ? others : entry;
  return isSame(known as unknown as Value, last as unknown as Value);
}
