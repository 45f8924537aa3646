import { listEntries, readKey } from '../model/front-matter.ts';
import { isImported, type Lockfile, type LockfileEntry } from '../model/lockfile.ts';
import type { Page, VideoPage } from '../model/page.ts';
import type { MissingVideo, PageChange, Reupload } from '../model/plan.ts';
import { isSameMoment } from '../model/timestamp.ts';
import type { Value } from '../model/value.ts';
import { readUrls } from './read-urls.ts';
import type { UrlIndex } from './url-index.ts';

/** The front matter key that holds the ids under which a page's video was uploaded before. */
export const formerIdsKey = 'formerVideoIds';

/** What a page takes over when its video was uploaded again and the user wrote the new id into it. */
export interface Inheritance {
  formerId: string;
  /** What the lockfile knew of the page under its former id, and the URLs of a second page that was removed. */
  entry: LockfileEntry;
}

/**
 * Finds the pages that have a new video id: the lockfile has their URLs under an id that no page has any more. The
 * history belongs to the page, so the entry stays with it.
 *
 * @param isPresent whether a video has a page, readable or not
 * @returns by the new id
 */
export function findInheritances(
  pages: readonly VideoPage[],
  isPresent: (videoId: string) => boolean,
  lockfile: Lockfile,
  urls: UrlIndex,
): Map<string, Inheritance> {
  const { foldUrl } = urls.generator;
  const orphans = new Map<string, string>();
  for (const id in lockfile.pages) {
    const entry = lockfile.pages[id];
    if (!isPresent(id) && isImported(entry) && entry.url !== null) orphans.set(foldUrl(entry.url), id);
  }
  const found = new Map<string, Inheritance>();
  if (orphans.size === 0) return found;
  for (const page of pages) {
    const own = lockfile.pages[page.videoId];
    const known = listKnownUrls(page, urls).map(foldUrl);
    if (own?.url && known.includes(foldUrl(own.url))) continue;
    const formerId = orphans.get(known[0] ?? '') ?? known.map((url) => orphans.get(url)).find(Boolean);
    const entry = formerId === undefined ? undefined : lockfile.pages[formerId];
    if (formerId === undefined || !entry || !isOldPage(page, formerId, entry)) continue;
    const second = own
      ? [own.url, ...(own.aliases ?? []), ...(own.archive ?? []), ...(own.pendingUrls ?? [])]
      : [];
    const pendingUrls = [...(entry.pendingUrls ?? []), ...second.filter((url) => url !== null)];
    found.set(page.videoId, {
      formerId,
      entry: { ...entry, ...(pendingUrls.length > 0 && { pendingUrls }) },
    });
  }
  return found;
}

/** The lockfile with what it knows of such pages under their new ids. */
export function followInheritances(
  lockfile: Lockfile,
  inheritances: ReadonlyMap<string, Inheritance>,
): Lockfile {
  if (inheritances.size === 0) return lockfile;
  const pages = Object.assign(Object.create(null), lockfile.pages);
  for (const [id, { formerId, entry }] of inheritances) {
    delete pages[formerId];
    pages[id] = entry;
  }
  return { ...lockfile, pages };
}

/**
 * Whether a page at a removed page's URL is that page, not a later one that was given the URL: it still names the
 * former id, in its preview or an alias, or has the date of the earlier upload.
 */
function isOldPage({ data }: VideoPage, formerId: string, { values }: LockfileEntry): boolean {
  if (JSON.stringify(data).toLowerCase().includes(formerId.toLowerCase())) return true;
  return Object.entries(values).some(([key, value]) => isSameMoment(readKey(data, key), value));
}

/** The page's own URL first, then those of its history. */
function listKnownUrls(page: VideoPage, urls: UrlIndex): string[] {
  const own = urls.findUrl(page);
  const lists = (['live', 'archive'] as const).flatMap((list) => readUrls(page.data, list, urls.generator));
  return [...(own === null ? [] : [own]), ...lists];
}

/** The ids under which the videos of pages were uploaded before: they get no page. */
export function listFormerIds(pages: readonly Page[]): Set<string> {
  const noted = pages.map(({ data }) => readKey(data, formerIdsKey)).filter((value) => value !== undefined);
  return new Set(noted.flatMap(listEntries).map(String));
}

/** Finds what looks like one video under two ids: a page that lost its video, and another page with the same words. */
export function findReuploads(
  missing: readonly MissingVideo[],
  pages: readonly VideoPage[],
  changes: readonly PageChange[],
): Reupload[] {
  if (missing.length === 0) return [];
  const lost = new Set(missing.map(({ videoId }) => videoId));
  const listed = pages.filter(({ videoId }) => !lost.has(videoId));
  return missing.flatMap(({ videoId: formerId }): Reupload[] => {
    const page = pages.find(({ videoId }) => videoId === formerId);
    const second = page && (findNewPage(page, changes) ?? findLaterPage(page, listed));
    return page && second ? [{ path: page.path, formerId, ...second }] : [];
  });
}

type SecondPage = Pick<Reupload, 'title' | 'videoId' | 'newPath'>;

function findNewPage({ data }: VideoPage, changes: readonly PageChange[]): SecondPage | undefined {
  const change = changes.find(({ page, video, fields }) => {
    const description = fields.find(({ key }) => key === 'description');
    const after = description?.action === 'set' ? description.after : undefined;
    return !page && hasSameWords(data, { title: video.title, description: after });
  });
  return change && { title: change.video.title, videoId: change.video.id, newPath: change.path };
}

/** The page that an earlier import made. A title or description that several pages share proves nothing. */
function findLaterPage({ data }: VideoPage, listed: readonly VideoPage[]): SecondPage | undefined {
  const date = readDate(data);
  const [found, ...others] = listed.filter(
    (other) =>
      !(readDate(other.data) < date) &&
      hasSameWords(data, {
        title: readKey(other.data, 'title'),
        description: readKey(other.data, 'description'),
      }),
  );
  if (!found || others.length > 0) return undefined;
  const title = String(readKey(found.data, 'title') ?? '');
  return { title, videoId: found.videoId, newPath: found.path };
}

function hasSameWords(
  data: VideoPage['data'],
  other: Record<'title' | 'description', Value | undefined>,
): boolean {
  return (['title', 'description'] as const).some((key) => {
    const own = readKey(data, key);
    return typeof own === 'string' && own !== '' && own === other[key];
  });
}

/** @returns milliseconds since 1970; NaN if the page has no date */
function readDate(data: VideoPage['data']): number {
  return Date.parse(String(readKey(data, 'date') ?? ''));
}
