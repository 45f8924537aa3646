import type { Generator } from '../generators/generator.ts';
import { isSame, readKey } from '../model/front-matter.ts';
import { findEntry, type LockfileEntry } from '../model/lockfile.ts';
import type { Page, VideoPage } from '../model/page.ts';
import type { MissingVideo, PageChange, Plan, RemovedPage, Skip } from '../model/plan.ts';
import type { GoneUrl } from '../model/rules.ts';
import type { Value } from '../model/value.ts';
import {
  type BranchPages,
  compareBranch,
  type FindOtherText,
  isAboutVideo,
  nameVideo,
  type RefusedChange,
} from './branch-changes.ts';
import { findOwnUrl } from './read-urls.ts';
import { planRemovedPages } from './removed-pages.ts';
import { findReuploads } from './reuploads.ts';

/** A site as it is on a branch. */
interface BranchSite extends BranchPages {
  /** Pages elsewhere in the site. */
  others: readonly Page[];
}

interface BranchRules {
  generator: Generator;
  /** The config's `urls.gone`. */
  gone: readonly GoneUrl[];
  /** The config's `filters.maxNew`. */
  maxNew: number | null;
  /** The time of the run, in milliseconds since 1970. */
  now: number;
  findOtherText: FindOtherText;
}

/**
 * Plans what merging a pull request's branch does, once an import has run on it.
 *
 * @param further what another import would do there: what a person must still see to
 * @param whole what an import into the base would do: why most of the branch's pages differ
 * @returns the plan, and what the user refused of `whole`
 */
export function planBranch(
  further: Plan,
  whole: Plan,
  base: BranchSite,
  branch: BranchSite,
  rules: BranchRules,
): { plan: Plan; refused: RefusedChange[] } {
  const { changes, refused, deleted } = compareBranch(whole.changes, further.changes, base, branch, rules);
  const pages = new Map(branch.pages.map((page) => [page.videoId, page]));
  const changed = new Set(changes.map(({ path }) => path));
  const isUnchanged = ({ videoId, path }: Page) => videoId !== null && !changed.has(path);
  const has = (videoId: string, key: string, value: Value | undefined) => {
    const page = pages.get(videoId);
    return page !== undefined && isSame(readKey(page.data, key), value);
  };
  const conflicts = whole.conflicts.flatMap((conflict) => {
    const fields = conflict.fields.filter(({ key, page }) => has(conflict.videoId, key, page));
    return fields.length > 0 ? [{ ...conflict, fields }] : [];
  });
  const locate = <Part extends { videoId: string; path: string }>(parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => {
      const page = pages.get(part.videoId);
      return page ? [{ ...part, path: page.path }] : [];
    });
  const missing = [...locate(whole.missing), ...findGone(changes, further)];
  const gone = new Set(missing.map(({ videoId }) => videoId));
  const plan: Plan = {
    ...further,
    changes,
    unchanged: branch.pages.filter(isUnchanged).length,
    conflicts: locate(conflicts),
    clashes: locate(whole.clashes.filter(({ videoId, slug }) => has(videoId, 'slug', slug))),
    skipped: [...further.skipped, ...(rules.maxNew === null ? [] : listWaiting(further))],
    missing,
    reuploads: findReuploads(
      missing,
      branch.pages.filter(isAboutVideo),
      changes.filter(({ video }) => !gone.has(video.id)),
    ),
    removed: findRemoved(deleted, base, branch, rules),
  };
  return { plan, refused };
}

/** The videos that the next import would make pages for, if their number is limited. */
function listWaiting({ changes }: Plan): Skip[] {
  return changes.flatMap(({ page, video: { id, title } }): Skip[] =>
    page ? [] : [{ videoId: id, title, reason: 'over-max-new' }],
  );
}

/** The pages that the base has, or had when it was last imported into, and the branch does not. */
function findRemoved(
  deleted: readonly VideoPage[],
  base: BranchSite,
  { pages, others, unreadable, lockfile, served }: BranchSite,
  { generator, gone, now }: BranchRules,
): RemovedPage[] {
  const untold = Object.entries(base.lockfile.pages).filter(([, entry]) => entry.removedSince === undefined);
  // The branch's lockfile no longer has URLs that were never served.
  const entries = new Map(untold.map(([id, entry]) => [id, omitDate(findEntry(lockfile, id) ?? entry)]));
  for (const page of deleted) entries.set(page.videoId, noteEntry(page, base, generator));
  const remaining = { pages: [...pages, ...others], unreadable: [...unreadable] };
  const { removed } = planRemovedPages(remaining, [...entries], gone, [], { generator, served, now });
  const named = new Set(removed.map(({ videoId }) => videoId));
  const replaced = deleted.filter(({ videoId }) => !named.has(videoId));
  return [
    ...removed,
    ...replaced.map((page) => ({ videoId: page.videoId, title: nameVideo(page).title, urls: [] })),
  ];
}

/** What the lockfile knows of a page, and the URL that it has. */
function noteEntry(page: VideoPage, base: BranchSite, generator: Generator): LockfileEntry {
  const entry = omitDate(findEntry(base.lockfile, page.videoId) ?? { url: null, values: {} });
  const { title } = nameVideo(page);
  return {
    ...entry,
    url: findOwnUrl(page, base.served, generator) ?? entry.url,
    values: { title, ...entry.values },
  };
}

function omitDate({ removedSince: _, ...entry }: LockfileEntry): LockfileEntry {
  return entry;
}

/** New pages whose video left before the branch was merged. */
function findGone(changes: readonly PageChange[], { missing }: Plan): MissingVideo[] {
  const fresh = new Set(changes.flatMap(({ page, video }) => (page ? [] : [video.id])));
  return missing.filter(({ videoId }) => fresh.has(videoId)).map((video) => ({ ...video, isNew: true }));
}
