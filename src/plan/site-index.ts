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

/** All that decides a plan. */
export interface PlanInput {
  /** One a source: a config has one today. A video that several bring is the first one's. */
  batches: Batch[];
  /** Pages of all kinds below the content folder. */
  pages: Page[];
  /** Pages elsewhere in the site, their paths from the content folder too. */
  others: Page[];
  served: ServedSite;
  unreadable: UnreadablePage[];
  /** Those elsewhere in the site: only their URLs count. */
  unreadableOthers?: UnreadablePage[];
  lockfile: Lockfile;
  /** Ids of its pages that are no more and never left the branch of a pull request. */
  neverServed?: ReadonlySet<string>;
  generator: Generator;
  /** Whether a file or folder is at a path below the content folder. */
  isPathTaken: (path: string) => boolean;
  /** Why a video gets no page although none is about it; null: it gets one. */
  findNamer: (videoId: string) => Problem | null;
  /** What went wrong before: unusable videos, unreadable pages. */
  problems: Problem[];
  /** The time of the run, in milliseconds since 1970. */
  now: number;
}

/** The site as planning sees it. */
export interface SiteIndex {
  /** By video, those that are not planned yet. */
  pages: Map<string, VideoPage | 'ambiguous'>;
  /** Videos whose page cannot be read. */
  unreadable: Set<string | null>;
  /** Videos on pages that follow another video. */
  covered: Set<string>;
  findNamer: PlanInput['findNamer'];
  lockfile: Lockfile;
  /** The same without URLs that never were served. */
  supported: Lockfile;
  videoPages: VideoPage[];
  /** By the new id. */
  inheritances: Map<string, Inheritance>;
  /** The id that each page had before which the user has exchanged for that of another page. */
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
  // What else is about such a video is its translation: it is served under the URLs of its language.
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
  const inheritances = findInheritances(videoPages, unreadableIds, followed, urls);
  // Past URLs are indexed when they are first asked for.
  claimants.lockfile = followInheritances(followed, inheritances);
  return {
    ...byVideo,
    unreadable: unreadableIds,
    covered: new Set(videoPages.flatMap(({ covered = [] }) => covered)),
    findNamer: input.findNamer,
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
  const paths = new Map<string, string[]>();
  for (const { videoId, path } of all) paths.set(videoId, [...(paths.get(videoId) ?? []), path]);
  const pages = new Map<string, VideoPage | 'ambiguous'>();
  for (const page of all) pages.set(page.videoId, pages.has(page.videoId) ? 'ambiguous' : page);
  const problems = [...paths]
    .filter(([, { length }]) => length > 1)
    .map(([videoId, paths]): Problem => ({ code: 'two-pages', videoId, paths }));
  return { pages, problems };
}
