import { isSame } from '../model/front-matter.ts';
import type { LockEntry } from '../model/lockfile.ts';
import type { PageFacts } from '../model/page.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Video } from '../model/video.ts';
import { planExistingPage } from './existing-page.ts';
import { filterVideos } from './filter.ts';
import { findMissing } from './missing.ts';
import { planNewPage } from './new-page.ts';
import type { PlanInput } from './plan-input.ts';
import { planUnlistedPage } from './unlisted-page.ts';
import { findEntry, makeDirectory } from './url-index.ts';

/** A plan, and what the lock shall hold once it is done. */
export interface PlanResult {
  plan: Plan;
  /** By video: what the lock does not say yet. */
  entries: Map<string, LockEntry>;
}

/**
 * Decides what an import would change and why. Pure: the same input gives the same plan.
 *
 * @returns the plan, and what is new for the lock
 */
export function makePlan(input: PlanInput): PlanResult {
  const { rules, lock, generator } = input;
  const directory = makeDirectory(input.pages, input.unreadable, lock, rules.urls.page, generator);
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
  const note = (videoId: string, entry: LockEntry) => {
    if (!isSameEntry(entry, findEntry(lock, videoId))) entries.set(videoId, entry);
  };

  for (const video of kept) {
    const page = pages.get(video.id);
    const last = findEntry(lock, video.id);
    if (page === 'ambiguous' || (!page && unreadable.has(video.id))) continue;
    if (!page && last) {
      skipped.push({ videoId: video.id, title: video.title, reason: 'page-removed' });
      continue;
    }
    const planned = page
      ? planExistingPage(video, page, last, rules, directory, generator)
      : { ...planNewPage(video, rules, directory, generator), conflicts: [] };
    const { change, clash } = planned;
    if (change?.action === 'create') {
      const problem = findPathProblem(change.path, video, newPaths, input.isPathTaken);
      if (problem) {
        problems.push(problem);
        continue;
      }
      newPaths.add(change.path.toLowerCase());
    }
    pages.delete(video.id);
    note(video.id, planned.entry);
    if (change) plan.changes.push(change);
    else plan.unchanged++;
    if (clash) plan.clashes.push(clash);
    if (planned.conflicts.length > 0 && page) {
      plan.conflicts.push({ videoId: video.id, path: page.path, fields: planned.conflicts });
    }
  }

  const missing = new Set(plan.missing.map(({ videoId }) => videoId));
  const listed = new Set(input.videos.filter(({ privacy }) => privacy !== 'private').map(({ id }) => id));
  // What is left has no video in this import.
  for (const page of pages.values()) {
    if (page === 'ambiguous') continue;
    const isMissing = missing.has(page.videoId);
    const standing = isMissing ? 'missing' : listed.has(page.videoId) ? 'listed' : 'unknown';
    const last = findEntry(lock, page.videoId);
    const { change, entry } = planUnlistedPage(page, last, standing, rules, directory, generator);
    if (change) plan.changes.push(change);
    else if (isMissing) plan.unchanged++;
    if (entry) note(page.videoId, entry);
  }
  plan.fields = countFields(plan);
  return { plan, entries };
}

function isSameEntry(entry: LockEntry, last: LockEntry | undefined): boolean {
  return entry === last || (entry.url === last?.url && isSame(entry.fields, last.fields));
}

function indexPages(all: PageFacts[]): { pages: Map<string, PageFacts | 'ambiguous'>; problems: Problem[] } {
  const pages = new Map<string, PageFacts | 'ambiguous'>();
  const ambiguous = new Map<string, string[]>();
  for (const page of all) {
    const other = pages.get(page.videoId);
    if (other === 'ambiguous') ambiguous.get(page.videoId)?.push(page.path);
    else if (other) ambiguous.set(page.videoId, [other.path, page.path]);
    pages.set(page.videoId, other ? 'ambiguous' : page);
  }
  const problems = [...ambiguous].map(([videoId, paths]): Problem => ({ code: 'two-pages', videoId, paths }));
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
function countFields(plan: Pick<Plan, 'changes'>): Plan['fields'] {
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

/** The plan without the changes that could not be made. */
export function withoutFailures(plan: Plan, failed: Set<string>): Plan {
  if (failed.size === 0) return plan;
  const changes = plan.changes.filter(({ path }) => !failed.has(path));
  return { ...plan, changes, fields: countFields({ changes }) };
}
