import type { Generator } from '../generators/generator.ts';
import type { ServedSite } from '../generators/served-site.ts';
import { readText } from '../model/front-matter.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../model/page.ts';
import type { OtherText, PageChange } from '../model/plan.ts';
import type { FieldChange } from '../model/value.ts';
import { compareFields, isRestored } from './branch-fields.ts';
import { findOwnUrl } from './read-urls.ts';

/** The pages of one of two branches. */
export interface BranchPages {
  pages: readonly Page[];
  /** Nothing is known of them. */
  unreadable: readonly UnreadablePage[];
  lockfile: Lockfile;
  served: ServedSite;
}

/** How the text of a page of the base differs from that of a page of the branch, besides its values; null: not at all. */
export type FindOtherText = (before: Page, after: Page) => OtherText | null;

/** What the user refused of a change, on a pull request's branch. */
export interface RefusedChange {
  change: PageChange;
  /** The keys whose lines were restored; null: the page was deleted. */
  keys: string[] | null;
}

/** What merging a pull request's branch does to pages about videos. */
export interface BranchChanges {
  changes: PageChange[];
  refused: RefusedChange[];
  /** Pages of the base that the branch does not have. */
  deleted: VideoPage[];
}

/**
 * Compares a pull request's branch with its base. Where a page differs as an import into the base would change it, the
 * import's reasons stand. What else differs was changed on the branch, by earlier runs or by people.
 *
 * A new page that the branch lacks is refused if the branch's lockfile knows it: else it was never made there.
 *
 * @param planned the changes of an import into the base
 * @param pending those of an import that come on top of what the branch has: they could not be carried out there
 * @returns the changes with the branch's paths and URLs, in the order of the plan, then those that only the branch has
 */
export function compareBranch(
  planned: readonly PageChange[],
  pending: readonly PageChange[],
  base: BranchPages,
  branch: BranchPages,
  { generator, findOtherText }: { generator: Generator; findOtherText: FindOtherText },
): BranchChanges {
  const findBefore = makeFindBefore(base, branch);
  const changes: PageChange[] = [];
  const refused: RefusedChange[] = [];
  const seen = new Set<Page>();
  const unreadable = new Set(branch.unreadable.map(({ path }) => path));
  const open = new Map(pending.map((change) => [change.video.id, listKeys(change)]));
  for (const { change, after } of pairChanges(planned, base, branch)) {
    if (!after) {
      const isKnown = change && !change.page && findEntry(branch.lockfile, change.video.id);
      if (isKnown && !unreadable.has(change.path)) refused.push({ change, keys: null });
      continue;
    }
    const before = change?.page ?? findBefore(after);
    const url = findOwnUrl(after, branch.served, generator);
    if (!before || seen.has(before)) {
      if (isAboutVideo(after)) changes.push(describeNewPage(after, url ?? change?.url ?? null));
      continue;
    }
    seen.add(before);
    const text = findOtherText(before, after);
    const own = change?.page ? change : null;
    const isOpen = (key: string) => own !== null && open.get(own.video.id)?.includes(key);
    const keys = own ? listRestored(own, after, text).filter((key) => !isOpen(key)) : [];
    if (own && keys.length > 0) refused.push({ change: own, keys });
    const from = findOwnUrl(before, base.served, generator);
    const isMoved = from !== null && url !== null && generator.foldUrl(from) !== generator.foldUrl(url);
    const update = {
      ...describeUpdate(before, after, own, text),
      url: url ?? own?.url ?? null,
      ...(isMoved && { movedFrom: from }),
    };
    if (update.fields.length > 0 || update.body || update.otherText || isMoved) changes.push(update);
  }
  const isDeleted = (page: VideoPage) => !seen.has(page) && !unreadable.has(page.path);
  return { changes, refused, deleted: base.pages.filter(isAboutVideo).filter(isDeleted) };
}

/** Each planned change with its page on the branch, then the branch's other pages: copies come after what they were made of. */
function pairChanges(
  planned: readonly PageChange[],
  base: BranchPages,
  branch: BranchPages,
): { change: PageChange | null; after: Page | undefined }[] {
  const former = new Set(base.pages.filter(isAboutVideo).map(({ path }) => path));
  const inPlace = branch.pages.filter(({ path }) => former.has(path));
  const elsewhere = branch.pages.filter((page) => isAboutVideo(page) && !former.has(page.path));
  const all = [...inPlace, ...elsewhere];
  const pages = new Map(all.toReversed().map((page) => [page.videoId, page]));
  const pairs = planned.map((change) => ({ change, after: pages.get(change.video.id) }));
  const paired = new Set(pairs.map(({ after }) => after));
  return [...pairs, ...all.flatMap((after) => (paired.has(after) ? [] : [{ change: null, after }]))];
}

/** The same page of the base: at the same path, or about the same video. Of one that cannot be read, only its text counts. */
function makeFindBefore(base: BranchPages, branch: BranchPages): (page: Page) => Page | undefined {
  const unreadable = new Set(base.unreadable.map(({ path }) => path));
  const byPath = new Map(base.pages.map((page) => [page.path, page]));
  const byVideo = new Map(base.pages.filter(isAboutVideo).map((page) => [page.videoId, page]));
  const ids = new Set(branch.pages.map(({ videoId }) => videoId));
  return (page) => {
    const { path, videoId } = page;
    if (unreadable.has(path)) return { ...page };
    const there = byPath.get(path);
    if (there && (there.videoId === videoId || videoId === null)) return there;
    return byVideo.get(videoId ?? '') ?? (there && !ids.has(there.videoId) ? there : undefined);
  };
}

export function isAboutVideo(page: Page): page is VideoPage {
  return page.videoId !== null;
}

function describeNewPage(page: VideoPage, url: string | null): PageChange {
  const { path, data } = page;
  const fields = Object.entries(data).map(
    ([key, after]): FieldChange => ({ key, action: 'set', reason: 'new-page', before: undefined, after }),
  );
  return { video: nameVideo(page), path, page: null, url, fields, body: null };
}

/** @param change of an import into the base; null: none */
function describeUpdate(
  before: Page,
  after: Page,
  change: PageChange | null,
  text: OtherText | null,
): Omit<PageChange, 'url'> {
  const fields = compareFields(before, after, change?.fields ?? []);
  const body = (text === 'body' && change?.body) || null;
  const isExplained = body !== null || (text === 'layout' && fields.length > 0);
  // One of them is about a video.
  const videoId = after.videoId ?? before.videoId ?? '';
  return {
    video: change?.video ?? nameVideo({ ...after, videoId }),
    path: after.path,
    page: { ...before, videoId: before.videoId ?? videoId },
    fields,
    body,
    ...(change?.formerId !== undefined && { formerId: change.formerId }),
    ...(text !== null && !isExplained && { otherText: text }),
  };
}

/** What a page has just as before a change: its keys, and `body`. */
function listRestored({ fields, body }: PageChange, after: Page, text: OtherText | null): string[] {
  const keys = fields.filter((field) => isRestored(field, after)).map(({ key }) => key);
  return body && text !== 'body' ? [...keys, 'body'] : keys;
}

function listKeys({ fields, body }: PageChange): string[] {
  return [...fields.map(({ key }) => key), ...(body ? ['body'] : [])];
}

/** How reports name the video of a page. */
export function nameVideo({ videoId: id, path, data }: VideoPage): PageChange['video'] {
  return { id, title: readText(data, 'title') || path };
}
