import { applyToValues, mergeChanges } from '../frontmatter/merge-changes.ts';
import type { Generator } from '../generators/generator.ts';
import { decodePath } from '../generators/url-path.ts';
import { listUrls } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import type { PageChange, RemovedPage } from '../model/plan.ts';
import type { GoneUrl } from '../model/rules.ts';
import { readClaims, type SiteRules } from './read-claims.ts';
import { listFormerIds } from './reuploads.ts';

type KnownPage = [videoId: string, entry: LockfileEntry];

/** The rest of the site. */
export interface RemainingPages {
  /** Pages of all kinds, wherever they lie. */
  pages: Page[];
  unreadable: UnreadablePage[];
}

/**
 * Plans what an import says about pages that the user removed: it reports each once, with the URLs that died with it,
 * and notes that in the lockfile.
 *
 * @param known entries of the lockfile, by video id
 * @param changes to other pages: they may take over a URL
 * @param neverServed ids of pages that never were: their URLs are forgotten, and they are not reported
 * @returns the pages to report, and their lockfile entries
 */
export function planRemovedPages(
  remaining: RemainingPages,
  known: readonly KnownPage[],
  gone: readonly GoneUrl[],
  changes: readonly PageChange[],
  rules: SiteRules,
  neverServed: ReadonlySet<string> = new Set(),
): { removed: RemovedPage[]; entries: Record<string, LockfileEntry> } {
  const unnamed = known.filter(
    ([videoId, { removedSince }]) => removedSince === undefined && !neverServed.has(videoId),
  );
  const removed = findRemovedPages(remaining, unnamed, gone, rules, changes);
  const removedSince = new Date(rules.now).toISOString().slice(0, 10);
  const named = new Set(removed.map(({ videoId }) => videoId));
  const entries = known.flatMap(([videoId, entry]): KnownPage[] => {
    if (named.has(videoId)) return [[videoId, { ...entry, removedSince }]];
    return neverServed.has(videoId) ? [[videoId, omitUrls(entry)]] : [];
  });
  return { removed, entries: Object.fromEntries(entries) };
}

function omitUrls({ aliases, archive, pendingUrls, ...entry }: LockfileEntry): LockfileEntry {
  return { ...entry, url: null };
}

/**
 * Finds the pages that the lockfile knows but the site no longer has, with those of their URLs that no page serves or
 * redirects and `urls.gone` does not cover. Finds none while an unreadable page may be one of them.
 *
 * @param entries of the lockfile, by video id
 * @param changes to other pages: they may take over a URL
 */
export function findRemovedPages(
  remaining: RemainingPages,
  entries: readonly KnownPage[],
  gone: readonly GoneUrl[],
  rules: SiteRules,
  changes: readonly PageChange[] = [],
): RemovedPage[] {
  const removed = listRemoved(remaining, entries);
  if (removed.length === 0) return [];
  const { generator } = rules;
  const fold = (path: string) => generator.foldPath(decodePath(path));
  const joining = changes.flatMap((change) => listJoining(change, rules));
  const known = [
    ...listServed(prunePages(remaining.pages, changes, generator), rules),
    ...joining,
    ...gone.map(({ from }) => from),
  ];
  const covered = new Set(known.map(fold));
  return removed.flatMap(([videoId, entry]): RemovedPage[] => {
    const lost = new Map<string, string>();
    for (const path of listPaths(entry, generator)) {
      const folded = fold(path);
      if (!covered.has(folded) && !lost.has(folded)) lost.set(folded, path);
    }
    const { title = entry.slugTitle } = entry.values;
    const name = typeof title === 'string' ? title : '';
    return lost.size === 0 ? [] : [{ videoId, title: name, urls: [...lost.values()] }];
  });
}

/** The pages without the live redirects that an import prunes. */
function prunePages(pages: readonly Page[], changes: readonly PageChange[], { urlLists }: Generator): Page[] {
  const pruned = new Map(
    changes.flatMap(({ path, fields }) => {
      const prunes = fields.filter(
        ({ action, key }) => action === 'prune' && key.toLowerCase() === urlLists.live.toLowerCase(),
      );
      return prunes.length > 0 ? [[path, prunes]] : [];
    }),
  );
  return pages.map((page) => {
    const prunes = pruned.get(page.path);
    return prunes ? { ...page, data: applyToValues(page.data, mergeChanges(page.data, prunes)) } : page;
  });
}

/** The URLs of all pages that the generator builds, and their live redirects. */
function listServed(pages: Page[], rules: SiteRules): string[] {
  const built = readClaims(pages, rules).filter(({ unbuilt }) => unbuilt === null);
  const paths = built.flatMap(({ url, aliases }) => [url, ...aliases.map(({ path }) => path)]);
  return paths.filter((path) => path !== null);
}

/** The entries of pages that no longer exist. A page takes its history along when its video gets a new id. */
function listRemoved(
  { pages, unreadable }: RemainingPages,
  entries: readonly KnownPage[],
): readonly KnownPage[] {
  if (entries.length === 0 || unreadable.some(({ namesVideo, videoId }) => namesVideo && videoId === null))
    return [];
  const ids = [...pages, ...unreadable].map(({ videoId }) => videoId);
  const present = new Set([...ids, ...listFormerIds(pages)]);
  return entries.filter(([videoId]) => !present.has(videoId));
}

/** All paths that a page had, as far as a host can serve them. */
function listPaths(
  { url, aliases = [], archive = [], pendingUrls = [] }: LockfileEntry,
  generator: Generator,
): string[] {
  const known = [...(url === null ? [] : [url]), ...pendingUrls, ...aliases, ...archive];
  return known.flatMap((entry) => generator.resolveEntry(entry, url).path ?? []);
}

/** A page's own URL after an import, and the live redirects that it gets. */
export function listJoining(
  { url, fields, path, page, video }: PageChange,
  {
    generator: {
      urlLists: { live },
    },
    served,
  }: SiteRules,
): string[] {
  const addressed = { path, videoId: video.id, data: page?.data ?? {} };
  const joining = fields.flatMap((field) => {
    if (field.key.toLowerCase() !== live.toLowerCase()) return [];
    if (field.action === 'append') return listUrls(field.entries);
    return field.action === 'set' && Array.isArray(field.after) ? listUrls(field.after) : [];
  });
  const paths = joining.map((entry) => served.resolveAlias(entry, addressed, url).path ?? entry);
  return url === null ? paths : [url, ...paths];
}
