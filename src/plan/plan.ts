import type { Lock, LockEntry } from '../content/lock.ts';
import type { PageFacts } from '../content/page.ts';
import type { Problem } from '../problems.ts';
import type { Video } from '../youtube/video.ts';
import { findEntry, makeDirectory, type UnreadablePage } from './directory.ts';
import { planExistingPage } from './existing-page.ts';
import { filterVideos } from './filter.ts';
import { findMissing } from './missing.ts';
import { planNewPage } from './new-page.ts';
import type { MissingVideo, Plan, Rules } from './types.ts';
import { planUnlistedPage } from './unlisted-page.ts';

/** All that decides a plan. */
export interface PlanInput {
  videos: Video[];
  /** Videos that the listing names but that have no data any more. */
  unavailable: { videoId: string; reason: MissingVideo['reason'] }[];
  /** Whether the listing holds every video of its source: only then can a video be missing. */
  isComplete: boolean;
  pages: PageFacts[];
  /** Every file path that exists below the content folder, or a way to ask. */
  isPathTaken: (path: string) => boolean;
  /** Videos whose page exists but cannot be read: they get no second one. */
  unreadable: UnreadablePage[];
  lock: Lock;
  rules: Rules;
}

/** A plan, and what the lock shall hold of each page once its change is done. */
export interface PlanResult {
  plan: Plan;
  entries: Map<string, LockEntry>;
}

/**
 * Decides what an import would change and why. Pure: the same input gives the same plan.
 *
 * @returns the plan, and the lock's next entry for every page that the listing speaks of
 */
export function makePlan(input: PlanInput): PlanResult {
  const { rules, lock } = input;
  const directory = makeDirectory(input.pages, input.unreadable, lock, rules.urls.page);
  const { pages, problems } = indexPages(input.pages);
  const unreadable = new Set(input.unreadable.map(({ videoId }) => videoId));
  const { kept, skipped } = filterVideos(input.videos, rules.filters);
  const plan: Plan = {
    version: 1,
    changes: [],
    unchanged: 0,
    skipped,
    conflicts: [],
    clashes: [],
    missing: findMissing(input),
    problems,
    fields: {},
  };
  const entries = new Map<string, LockEntry>();
  const newPaths = new Set<string>();

  for (const video of kept) {
    const page = pages.get(video.id);
    const last = findEntry(lock, video.id);
    if (page === 'ambiguous' || (!page && unreadable.has(video.id))) continue;
    if (!page && last) {
      skipped.push({ videoId: video.id, title: video.title, reason: 'page-removed' });
      continue;
    }
    const planned = page
      ? planExistingPage(video, page, last, rules, directory)
      : { ...planNewPage(video, rules, directory), conflicts: [] };
    const { change, clash } = planned;
    if (change?.action === 'create') {
      const problem = findPathProblem(change.path, video, newPaths, input.isPathTaken);
      if (problem) {
        problems.push(problem);
        continue;
      }
      newPaths.add(change.path.toLowerCase());
    }
    entries.set(video.id, planned.entry);
    if (change) plan.changes.push(change);
    else plan.unchanged++;
    if (clash) plan.clashes.push(clash);
    if (planned.conflicts.length > 0 && page) {
      plan.conflicts.push({ videoId: video.id, path: page.path, fields: planned.conflicts });
    }
  }

  const missing = new Set(plan.missing.map(({ videoId }) => videoId));
  const listed = new Set(input.videos.filter(({ privacy }) => privacy !== 'private').map(({ id }) => id));
  for (const page of input.pages) {
    if (entries.has(page.videoId) || pages.get(page.videoId) === 'ambiguous') continue;
    const isMissing = missing.has(page.videoId);
    const standing = isMissing ? 'missing' : listed.has(page.videoId) ? 'listed' : 'unknown';
    const last = findEntry(lock, page.videoId);
    const { change, entry } = planUnlistedPage(page, last, standing, rules, directory);
    if (change) plan.changes.push(change);
    else if (isMissing) plan.unchanged++;
    if (entry) entries.set(page.videoId, entry);
  }
  plan.fields = countFields(plan);
  return { plan, entries };
}

function indexPages(all: PageFacts[]): { pages: Map<string, PageFacts | 'ambiguous'>; problems: Problem[] } {
  const paths = new Map<string, string[]>();
  const pages = new Map<string, PageFacts | 'ambiguous'>();
  for (const page of all) {
    const known = paths.get(page.videoId);
    if (known) known.push(page.path);
    else paths.set(page.videoId, [page.path]);
    pages.set(page.videoId, known ? 'ambiguous' : page);
  }
  const problems = [...paths].flatMap(([videoId, found]): Problem[] =>
    found.length > 1 ? [{ code: 'two-pages', videoId, paths: found }] : [],
  );
  return { pages, problems };
}

function findPathProblem(
  path: string,
  video: Video,
  newPaths: Set<string>,
  isPathTaken: (path: string) => boolean,
): Problem | undefined {
  // Two names that differ only in letter case are one file on some disks.
  if (newPaths.has(path.toLowerCase())) {
    return {
      code: 'path-taken',
      path,
      videoId: video.id,
      detail: 'another new page of this import has the same path',
    };
  }
  if (isPathTaken(path)) {
    return {
      code: 'path-taken',
      path,
      videoId: video.id,
      detail: 'a file that is not the page of this video is there',
    };
  }
  return undefined;
}

/** Counts, per front matter key, on how many existing pages a plan adds, changes or takes out something. */
export function countFields(plan: Pick<Plan, 'changes'>): Plan['fields'] {
  const counts: Plan['fields'] = {};
  for (const change of plan.changes) {
    if (change.action !== 'update') continue;
    for (const field of change.changes) {
      const count = counts[field.key] ?? { added: 0, changed: 0, removed: 0 };
      counts[field.key] = count;
      if (field.action === 'remove' || field.action === 'prune') count.removed++;
      else if (field.reason === 'missing' || field.reason === 'unavailable') count.added++;
      else count.changed++;
    }
  }
  return counts;
}
