import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import type { Batch } from '../model/batch.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import { findExchangedIds, followExchangedIds } from './exchanged-ids.ts';
import { makePathIndex, type PathIndex } from './path-index.ts';
import { findInheritances, followInheritances, type Inheritance, listFormerIds } from './reuploads.ts';
import { supportEntries } from './supported-entries.ts';
import { makeUrlIndex, type UrlIndex } from './url-index.ts';

/** Everything that a plan depends on. */
export interface PlanInput {
  /** One per source. If several bring a video, it belongs to the first. */
  batches: Batch[];
  /** Pages of all kinds below the content folder. */
  pages: Page[];
  /** Pages elsewhere in the site, their paths from the content folder too. */
  others: Page[];
  served: ServedSite;
  unreadable: UnreadablePage[];
  /** Unreadable ones elsewhere in the site: only their URLs count. */
  unreadableOthers?: UnreadablePage[];
  lockfile: Lockfile;
  /** Ids of removed pages that never left a pull request's branch. */
  neverServed?: ReadonlySet<string>;
  generator: Generator;
  /** Whether a file or folder is at a path below the content folder. */
  isPathTaken: (path: string) => boolean;
  /** A problem if another page names or shows a video, which then gets no page. */
  findMention: (videoId: string) => Problem | null;
  /** What went wrong before: unusable videos, unreadable pages. */
  problems: Problem[];
  /** The time of the run, in milliseconds since 1970. */
  now: number;
}

/** The site as planning sees it. */
export interface SiteIndex {
  /** Pages that can be read, by video. */
  pages: Map<string, VideoPage | 'ambiguous'>;
  /** Whether a video has a page, readable or not. */
  isPresent: (videoId: string) => boolean;
  /** Videos whose page cannot be read. */
  unreadable: Set<string | null>;
  /** Videos on pages that follow another video. */
  covered: Set<string>;
  findMention: PlanInput['findMention'];
  lockfile: Lockfile;
  /** The same without URLs that were never served. */
  supported: Lockfile;
  videoPages: VideoPage[];
  /** By the new id. */
  inheritances: Map<string, Inheritance>;
  /** The former id of each page whose id the user exchanged with another page's. */
  exchanged: Map<string, string>;
  formerIds: Set<string>;
  urls: UrlIndex;
  newPaths: PathIndex;
  planned: Set<string>;
  problems: Problem[];
}

/** Indexes what a plan is made of. */
export function indexSite(input: PlanInput): SiteIndex {
  const { pages, unreadable, lockfile, generator, isPathTaken, served } = input;
  const videoPages = pages.filter((page): page is VideoPage => page.videoId !== null);
  const byVideo = indexByVideo(videoPages);
  // Another page about the same video is its translation, served under URLs of its own language.
  const others = [...pages, ...input.others].filter(
    ({ videoId }) => videoId === null || !byVideo.pages.has(videoId),
  );
  const unreadableIds = new Set(unreadable.flatMap(({ videoId, covered = [] }) => [videoId, ...covered]));
  const gone = (input.batches[0]?.rules.urls.gone ?? []).map(({ from }) => from);
  const unreadableOthers = (input.unreadableOthers ?? []).map((page) => ({ ...page, videoId: null }));
  const claimants = {
    pages: videoPages,
    others,
    unreadable: [...unreadable, ...unreadableOthers],
    gone,
    lockfile,
  };
  const urls = makeUrlIndex(claimants, served, generator);
  const exchanged = findExchangedIds(videoPages, lockfile, urls);
  const followed = followExchangedIds(lockfile, exchanged);
  const isPresent = (videoId: string) => byVideo.pages.has(videoId) || unreadableIds.has(videoId);
  const inheritances = findInheritances(videoPages, isPresent, followed, urls);
  // Past URLs are indexed on first use.
  claimants.lockfile = followInheritances(followed, inheritances);
  return {
    ...byVideo,
    isPresent,
    unreadable: unreadableIds,
    covered: new Set(videoPages.flatMap(({ covered = [] }) => covered)),
    findMention: input.findMention,
    lockfile,
    supported: supportEntries(followed, videoPages, urls),
    videoPages,
    inheritances,
    exchanged,
    formerIds: listFormerIds(videoPages),
    urls,
    newPaths: makePathIndex(videoPages, isPathTaken, generator),
    planned: new Set(),
  };
}

function indexByVideo(all: VideoPage[]): Pick<SiteIndex, 'pages' | 'problems'> {
  const pages = new Map<string, VideoPage | 'ambiguous'>();
  for (const page of all) pages.set(page.videoId, pages.has(page.videoId) ? 'ambiguous' : page);
  const paths = new Map<string, string[]>();
  for (const { videoId, path } of all) {
    if (pages.get(videoId) === 'ambiguous') paths.set(videoId, [...(paths.get(videoId) ?? []), path]);
  }
  const problems = [...paths].map(([videoId, paths]): Problem => ({ code: 'two-pages', videoId, paths }));
  return { pages, problems };
}
