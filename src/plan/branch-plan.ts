import { findEntry, type Lockfile, type LockfileEntry } from '../model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../model/page.ts';
import type { MissingVideo, OtherText, PageChange, Plan } from '../model/plan.ts';
import type { GoneUrl } from '../model/rules.ts';
import { compareBranch, findUrl, nameVideo, type RefusedChange } from './branch-changes.ts';
import type { SiteRules } from './read-claims.ts';
import { planRemovedPages } from './removed-pages.ts';

/** A site as it is on a branch. */
interface BranchSite {
  pages: Page[];
  /** Pages elsewhere in the site. */
  others: Page[];
  unreadable: UnreadablePage[];
  lockfile: Lockfile;
}

/**
 * Turns the plan of an import into a base branch into what merging a pull request's branch does.
 *
 * @param findOtherText how the text of a page differs, besides its values; null: not at all
 * @returns the plan with the branch's paths, and what the user refused of it
 */
export function planBranch(
  plan: Plan,
  base: BranchSite,
  branch: BranchSite,
  gone: readonly GoneUrl[],
  rules: SiteRules,
  findOtherText: (before: Page, after: Page) => OtherText | null,
): { plan: Plan; refused: RefusedChange[] } {
  const { changes, refused, deleted } = compareBranch(plan.changes, base, branch, rules, findOtherText);
  const paths = new Map(branch.pages.map(({ videoId, path }) => [videoId, path]));
  const unreadable = new Set(branch.unreadable.map(({ path }) => path));
  const away = new Set(refused.flatMap(({ change, keys }) => (keys === null ? [change.video.id] : [])));
  // What is said of pages that are not there is not so.
  const locate = <Part extends { videoId: string; path: string }>(parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => {
      const path = away.has(part.videoId) ? undefined : paths.get(part.videoId);
      return path !== undefined ? [{ ...part, path }] : unreadable.has(part.path) ? [part] : [];
    });
  const known = deleted.map((page): [string, LockfileEntry] => [page.videoId, noteEntry(page, base, rules)]);
  const { removed } = planRemovedPages(
    { ...branch, pages: [...branch.pages, ...branch.others] },
    known,
    gone,
    [],
    rules,
  );
  const merged: Plan = {
    ...plan,
    changes,
    unchanged: plan.unchanged + countUpdates(plan.changes) - countUpdates(changes) - deleted.length,
    conflicts: locate(plan.conflicts),
    clashes: locate(plan.clashes),
    missing: [...locate(plan.missing), ...findGone(changes, branch.lockfile)],
    reuploads: plan.reuploads.flatMap((reupload) => {
      const [path, newPath] = [paths.get(reupload.formerId), paths.get(reupload.videoId)];
      return path === undefined ? [] : [{ ...reupload, path, newPath: newPath ?? reupload.newPath }];
    }),
    kept: locate(plan.kept),
    removed: [...plan.removed, ...removed],
  };
  return { plan: merged, refused };
}

/** What the lockfile knows of a page, and the URL that it has. */
function noteEntry(page: VideoPage, { lockfile }: BranchSite, rules: SiteRules): LockfileEntry {
  const { removedSince: _, ...entry } = findEntry(lockfile, page.videoId) ?? { url: null, values: {} };
  const { title } = nameVideo(page);
  return { ...entry, url: findUrl(page, rules) ?? entry.url, values: { title, ...entry.values } };
}

/** New pages whose video left before the branch was merged. */
function findGone(changes: readonly PageChange[], lockfile: Lockfile): MissingVideo[] {
  return changes.flatMap(({ page, video: { id, title }, path, url }) => {
    const { goneSince } = findEntry(lockfile, id) ?? {};
    return page || goneSince === undefined
      ? []
      : [{ videoId: id, path, title, reason: 'unknown', url, goneSince, isNew: true }];
  });
}

function countUpdates(changes: readonly PageChange[]): number {
  return changes.filter(({ page }) => page).length;
}
