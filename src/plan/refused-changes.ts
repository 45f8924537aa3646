import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import { isSame, listEntries, readKey } from '../model/front-matter.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { Page } from '../model/page.ts';
import type { PageChange } from '../model/plan.ts';
import type { FieldChange, Value } from '../model/value.ts';

/** What the user refused of a change, on a pull request's branch. */
export interface RefusedChange {
  change: PageChange;
  /** The keys whose lines were restored; null: the page was deleted. */
  keys: string[] | null;
}

/**
 * Drops from the changes to a base branch what was refused on the pull request's branch: pages deleted there, or whose
 * videos were given to pages of the base, and lines that are there as on the base. New pages that its lockfile does not
 * know were never made there, and not refused.
 *
 * @param base the pages that the changes were planned for
 * @param branch the pages there; nothing is known of one that cannot be read
 */
export function omitRefused(
  changes: readonly PageChange[],
  base: readonly Page[],
  branch: { pages: readonly Page[]; unreadable: readonly { path: string }[]; lockfile: Lockfile },
  { generator, served }: { generator: Generator; served: ServedSite },
): { changes: PageChange[]; refused: RefusedChange[] } {
  const pages = new Map(branch.pages.map((page) => [page.videoId, page]));
  const unreadable = new Set(branch.unreadable.map(({ path }) => path));
  const former = new Set(base.map(({ path }) => path));
  const kept: PageChange[] = [];
  const refused: RefusedChange[] = [];
  for (const change of changes) {
    const page = pages.get(change.video.id);
    const isAway = page ? !change.page && former.has(page.path) : !unreadable.has(change.path);
    if (isAway) {
      if (change.page || findEntry(branch.lockfile, change.video.id)) refused.push({ change, keys: null });
    } else if (!page || !change.page) kept.push(change);
    else {
      const keys = change.fields.filter((field) => isRestored(field, page)).map(({ key }) => key);
      if (keys.length > 0) refused.push({ change, keys });
      const fields = change.fields.filter(({ key }) => !keys.includes(key));
      const { movedFrom, ...others } = change;
      const url = served.findUrl(page);
      const stays = !movedFrom || (url !== null && generator.foldUrl(url) === generator.foldUrl(movedFrom));
      if (fields.length > 0 || change.body) kept.push({ ...others, ...(!stays && { movedFrom }), fields });
    }
  }
  return { changes: kept, refused };
}

/** Whether a page has a key just as before a change. */
function isRestored(field: FieldChange, { data }: Page): boolean {
  const value = readKey(data, field.key);
  if (field.action === 'set' || field.action === 'remove') return isSame(value, field.before);
  // Nothing is known of a text that stands for a list.
  if (field.splitText) return false;
  const list = listEntries(value);
  const has = (entry: Value) => list.some((other) => isSame(other, entry));
  return field.action === 'append' ? !field.entries.some(has) : field.entries.every(has);
}
