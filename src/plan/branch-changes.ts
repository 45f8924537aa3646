import { applyToValues, mergeChanges } from '../frontmatter/merge-changes.ts';
import { isSame, listEntries, readKey } from '../model/front-matter.ts';
import { findEntry, type Lockfile } from '../model/lockfile.ts';
import type { Page, UnreadablePage, VideoPage } from '../model/page.ts';
import type { OtherText, PageChange } from '../model/plan.ts';
import { type FieldChange, isMap, type Value } from '../model/value.ts';
import type { SiteRules } from './read-claims.ts';

/** The pages of one of two branches. */
export interface BranchPages {
  pages: readonly Page[];
  /** Nothing is known of them. */
  unreadable: readonly Pick<UnreadablePage, 'path'>[];
}

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
 * import's reasons stand; whatever else differs, earlier runs or people changed on the branch.
 *
 * A new page that the branch lacks is refused if the branch's lockfile knows it: else it was never made there.
 *
 * @param planned the changes of an import into the base
 * @param findOtherText how the text of a page differs, besides its values; null: not at all
 * @returns the changes with the branch's paths and URLs, in the order of the plan, then those that only the branch has
 */
export function compareBranch(
  planned: readonly PageChange[],
  base: BranchPages,
  branch: BranchPages & { lockfile: Lockfile },
  rules: SiteRules,
  findOtherText: (before: Page, after: Page) => OtherText | null,
): BranchChanges {
  const unreadable = new Set([...base.unreadable, ...branch.unreadable].map(({ path }) => path));
  const readable = branch.pages.filter(isAboutVideo).filter(({ path }) => !unreadable.has(path));
  const pages = new Map(readable.map((page) => [page.videoId, page]));
  const ids = new Set(planned.map(({ video }) => video.id));
  const pairs = [
    ...planned.map((change) => ({ change, after: pages.get(change.video.id) })),
    ...readable.flatMap((after) => (ids.has(after.videoId) ? [] : [{ change: null, after }])),
  ];
  const findBefore = makeFindBefore(base.pages, pages);
  const seen = new Set<Page>();
  const changes: PageChange[] = [];
  const refused: RefusedChange[] = [];
  for (const { change, after } of pairs) {
    if (!after) {
      if (change && unreadable.has(change.path)) changes.push(change);
      else if (change && !change.page && findEntry(branch.lockfile, change.video.id))
        refused.push({ change, keys: null });
      continue;
    }
    const before = change?.page ?? findBefore(after);
    if (!before) {
      changes.push(change ? { ...change, path: after.path } : describeNewPage(after, rules));
      continue;
    }
    seen.add(before);
    // A new page's video may be on a page of the base there.
    if (change && !change.page) refused.push({ change, keys: null });
    const own = change?.page ? change : null;
    const text = findOtherText(before, after);
    const keys = own ? listRestored(own, after, text) : [];
    if (own && keys.length > 0) refused.push({ change: own, keys });
    const update = describeUpdate(before, after, own, text, rules);
    const { fields, body, movedFrom, otherText } = update;
    if (fields.length > 0 || body || movedFrom !== undefined || otherText) changes.push(update);
  }
  const isDeleted = (page: VideoPage) => !seen.has(page) && !unreadable.has(page.path);
  return { changes, refused, deleted: base.pages.filter(isAboutVideo).filter(isDeleted) };
}

/** The same page of the base: at the same path, or about the same video. */
function makeFindBefore(
  base: readonly Page[],
  branch: ReadonlyMap<string | null, Page>,
): (page: VideoPage) => Page | undefined {
  const byPath = new Map(base.map((page) => [page.path, page]));
  const byVideo = new Map(base.map((page) => [page.videoId, page]));
  return ({ path, videoId }) => {
    const there = byPath.get(path);
    if (there?.videoId === videoId) return there;
    return byVideo.get(videoId) ?? (there && !branch.has(there.videoId) ? there : undefined);
  };
}

function isAboutVideo(page: Page): page is VideoPage {
  return page.videoId !== null;
}

function describeNewPage(page: VideoPage, rules: SiteRules): PageChange {
  const { path, data } = page;
  const fields = Object.entries(data).map(
    ([key, after]): FieldChange => ({ key, action: 'set', reason: 'new-page', before: undefined, after }),
  );
  return { video: nameVideo(page), path, page: null, url: findUrl(page, rules), fields, body: null };
}

/** @param change of an import into the base; null: none */
function describeUpdate(
  before: Page,
  after: VideoPage,
  change: PageChange | null,
  text: OtherText | null,
  rules: SiteRules,
): PageChange {
  const { path, videoId, data } = after;
  const made = (change?.fields ?? []).flatMap((field) => findMade(field, after));
  const expected = applyToValues(before.data, mergeChanges(before.data, made));
  const [from, to] = [findUrl(before, rules), findUrl(after, rules)];
  const fold = rules.generator.foldUrl;
  const isMoved = from !== null && to !== null && fold(from) !== fold(to);
  const fields = [...made, ...compareValues(expected, data)];
  const body = (text === 'body' && change?.body) || null;
  const isExplained = body !== null || (text === 'layout' && fields.length > 0);
  return {
    video: change?.video ?? nameVideo(after),
    path,
    page: { ...before, videoId: before.videoId ?? videoId },
    url: to ?? change?.url ?? null,
    fields,
    body,
    ...(change?.formerId !== undefined && { formerId: change.formerId }),
    ...(isMoved && { movedFrom: from }),
    ...(text !== null && !isExplained && { otherText: text }),
  };
}

/** How reports name the video of a page. */
export function nameVideo({ videoId: id, path, data }: VideoPage): PageChange['video'] {
  const title = readKey(data, 'title');
  return { id, title: typeof title === 'string' ? title : path };
}

/** The URL of a page, as the lockfile holds it; null if it is not known. */
export function findUrl(page: Page, { generator, served }: SiteRules): string | null {
  const url = served.findUrl(page);
  return url === null ? null : generator.writeUrl(url);
}

/** As much of a field's change as the branch has. */
function findMade(field: FieldChange, { data }: Page): FieldChange[] {
  const value = readKey(data, field.key);
  if (field.action === 'set') return isSame(value, field.after) ? [field] : [];
  if (field.action === 'remove') return value === undefined ? [field] : [];
  const list = listEntries(value);
  const has = (entry: Value) => list.some((other) => isSame(other, entry));
  const made =
    field.action === 'append'
      ? { ...field, entries: field.entries.filter(has) }
      : { ...field, entries: field.entries.filter((entry) => !has(entry)) };
  return made.entries.length > 0 ? [made] : [];
}

/** What a page has just as before a change: its keys, and `body`. */
function listRestored({ fields, body }: PageChange, after: Page, text: OtherText | null): string[] {
  const keys = fields.filter((field) => isRestored(field, after)).map(({ key }) => key);
  return body && text !== 'body' ? [...keys, 'body'] : keys;
}

/** Whether a page has a key just as before a change. */
function isRestored(field: FieldChange, page: Page): boolean {
  if (field.action === 'set' || field.action === 'remove')
    return isSame(readKey(page.data, field.key), field.before);
  // Nothing is known of a text that stands for a list.
  return !field.splitText && findMade(field, page).length === 0;
}

/** How values differ, by key, with dots below maps. The order of a list does not count. */
function compareValues(
  before: Record<string, Value>,
  after: Record<string, Value>,
  prefix = '',
): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((own): FieldChange[] => {
    const [was, is] = [before, after].map((data) => (Object.hasOwn(data, own) ? data[own] : undefined));
    const key = `${prefix}${own}`;
    if (isSame(sortList(was), sortList(is))) return [];
    if (isMap(was) && isMap(is)) return compareValues(was, is, `${key}.`);
    if (is !== undefined) return [{ key, action: 'set', reason: 'branch', before: was, after: is }];
    return was === undefined ? [] : [{ key, action: 'remove', reason: 'branch', before: was }];
  });
}

function sortList(value: Value | undefined): Value | undefined {
  return Array.isArray(value)
    ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
}
