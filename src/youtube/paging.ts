import type { Api, ListAnswer } from './api.ts';
import { ApiError, makeFailure } from './api-error.ts';
import { batchSize, longestListing, unitsByMethod } from './quota.ts';
import type { Run } from './run.ts';

/** What the pages of a playlist told. */
export interface Paging {
  /** Items on the pages, those that came twice included. */
  items: number;
  /** YouTube's own count; a hint only. */
  total: number | null;
  /** True if the last page was reached. */
  ended: boolean;
}

export interface PageReader {
  api: Api;
  run: Run;
  /** Takes the items of each page as it arrives; returns the ids of the videos on it. */
  onPage: (items: unknown[]) => string[];
  /** Asked after each page but the last: whether the rest of the list need not be read. */
  isEnough?: (pageIds: string[]) => Promise<boolean>;
  /** Units that are still to be paid for what was listed, with this many more items. */
  pendingUnits: (moreItems: number) => number;
}

/** Asks for one page of a playlist; the first one has no token. */
export function requestPage(playlistId: string, token: string | null, { api, run }: PageReader) {
  return run.request('playlistItems.list', (limits) => api.listPlaylistItems(playlistId, token, limits));
}

/**
 * Reads a playlist page by page. Page tokens are positions in a list that may change while it is read. An upload that
 * arrives pushes items to the next page, where they come again. An item that goes away pulls the next page's first item
 * past the reader: then YouTube's count has shrunk and the list is read a second time. A token that YouTube no longer
 * knows also restarts the list, once. So items may come several times and are told apart by their id. After 20,000
 * items the reading ends, even if there is a token for more.
 *
 * @param paging updated while pages arrive, so that it is right after a failure too
 * @param firstPage if it was asked for, and paid, before
 * @throws ApiError if a page cannot be read, or the pages do not end
 */
export async function readPages(
  playlistId: string,
  paging: Paging,
  reader: PageReader,
  firstPage?: Promise<ListAnswer>,
): Promise<void> {
  const first = await readAll(playlistId, paging, reader, firstPage).catch((error: unknown) => {
    if (error instanceof ApiError && error.failure.kind === 'page-token') return 'unfinished' as const;
    throw error;
  });
  if (first === 'whole') return;
  paging.items = 0;
  paging.ended = false;
  await readAll(playlistId, paging, reader);
}

async function readAll(
  playlistId: string,
  paging: Paging,
  reader: PageReader,
  firstPage?: Promise<ListAnswer>,
): Promise<'whole' | 'unfinished'> {
  const { run, onPage, pendingUnits } = reader;
  let token: string | null = null;
  let asked = firstPage;
  let most = 0;
  let shrunk = false;
  const requireNewVideos = makeNewVideoCheck();
  do {
    const expected = paging.total === null ? batchSize : paging.total - paging.items;
    const more = Math.min(batchSize, Math.max(1, expected));
    run.requireUnits((asked ? 0 : unitsByMethod['playlistItems.list']) + pendingUnits(more));
    const page: ListAnswer = await (asked ?? requestPage(playlistId, token, reader));
    asked = undefined;
    paging.items += page.items.length;
    paging.total = page.total ?? paging.total;
    shrunk ||= page.total !== null && page.total < most;
    most = Math.max(most, page.total ?? 0);
    const ids = onPage(page.items);
    token = page.nextPageToken;
    if (token !== null) requireNewVideos(ids, token);
    if (token !== null && (await reader.isEnough?.(ids))) token = null;
  } while (token !== null && paging.items < longestListing);
  paging.ended = token === null;
  return shrunk && paging.ended ? 'unfinished' : 'whole';
}

/** This many pages in a row without a new video mean that the list has no end. */
const pagesUntilEndless = 3;

/** YouTube fills its pages; a list may well have some that are half empty, but not this many. */
const mostPages = (2 * longestListing) / batchSize;

/** Makes the check that a list makes progress: an endless list would spend the day's quota. Called for each page. */
function makeNewVideoCheck(): (ids: string[], nextToken: string) => void {
  const tokens = new Set<string>();
  const seen = new Set<string>();
  let pagesWithoutNewVideos = 0;
  return (ids, nextToken) => {
    if (tokens.has(nextToken)) {
      throw new ApiError(
        makeFailure('page-token', 'YouTube gave the same page of the list again and again.'),
      );
    }
    tokens.add(nextToken);
    const before = seen.size;
    for (const id of ids) seen.add(id);
    pagesWithoutNewVideos = seen.size > before ? 0 : pagesWithoutNewVideos + 1;
    if (pagesWithoutNewVideos === pagesUntilEndless) {
      throw new ApiError(
        makeFailure('garbled', "YouTube's list does not end: three pages in a row brought nothing new."),
      );
    }
    if (tokens.size === mostPages) {
      throw new ApiError(
        makeFailure('garbled', `YouTube's list does not end: it has over ${mostPages} pages.`),
      );
    }
  };
}
