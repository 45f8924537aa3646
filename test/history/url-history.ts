import type { ConfigInput as Config } from '../../src/config/keys.ts';
import { templateOf } from './fields.ts';
import { isFlagged, isLeft, type Memory } from './memory.ts';
import { listOf } from './page-text.ts';
import type { Case } from './promises.ts';
import { dependsOnSlug, findOwnUrl, fold, holdsId } from './urls.ts';
import { type FoundPage, now } from './world.ts';

/** What a test knows of a page's URLs, whatever becomes of the lockfile. */
export interface UrlHistory {
  /** Every own URL that the page had when an import began or ended. */
  published: string[];
  /** Folded URLs that are no aliases any more, on purpose: the user or `urls.pruneAliases` took them out. */
  pruned: Set<string>;
  /** Those that an import noted in the lockfile alone, because it could not edit the page. */
  pending: string[];
}

/** A page's URLs at one moment. */
interface PageUrls {
  /** Null where only Hugo can tell. */
  own: string | null;
  aliases: string[];
  archive: string[];
}

/** All URLs of another page, before and after an import. */
export interface Neighbour {
  path: string;
  own: string[];
  lists: string[];
  /** The URL that the import gave the page, where no number in its slug could have made it another. */
  unavoidable: string | null;
}

/** The URLs of a page around one import. */
export interface UrlCase {
  page: Case;
  before: PageUrls;
  after: PageUrls;
  neighbours: Neighbour[];
  /** The page's own URLs until now. */
  departed: string[];
  /** What joined the aliases. */
  joined: string[];
  /** The aliases that `urls.pruneAliases` takes out, or would. */
  isPrunedByRule: (url: string) => boolean;
  /** What was known when the import began. */
  history: UrlHistory;
}

/** Describes the URLs of a page around one import. @param history as the last import left it */
export function describeUrls(page: Case, history: UrlHistory, neighbours: Neighbour[]): UrlCase {
  const { video, config, found, memory } = page;
  const [before, after] = [readUrls(found, config), readUrls(page.after, config)];
  const isOld =
    !isLeft(page) &&
    config.urls?.pruneAliases === '5y' &&
    new Date(video.publishedAt) < new Date(now.getTime() - 5 * 366 * 864e5);
  const isPrunedByRule = (url: string) =>
    isOld && video.standing === 'listed' && hasUrl(after.archive, url) && !holdsId(url, video.id);
  const departed = [memory?.url, ...(memory?.pending ?? []), before.own].filter(
    (url) => !!url && (after.own === null ? !isLeft(page) : fold(url) !== fold(after.own)),
  ) as string[];
  const keptCount = before.aliases.filter((url) => !isPrunedByRule(url)).length;
  return {
    page,
    before,
    after,
    neighbours,
    departed,
    joined: after.aliases.slice(keptCount),
    isPrunedByRule,
    history: noteWhatTheUserTookOut(page, before, history),
  };
}

/** Whether the lockfile or the page itself lets an import keep a page's history. */
export function hasHistory({ page }: UrlCase): boolean {
  const { video, found, memory } = page;
  if (isLeft(page)) return video.standing === 'listed' || memory !== undefined;
  const isKept = memory !== undefined || isFlagged(page) || found.data['aliasesArchive'] !== undefined;
  return video.standing === 'listed' || isKept;
}

/** What is known of a page's URLs after an import. */
export function learnUrls(urls: UrlCase): UrlHistory {
  // Neither the lockfile nor an archive knows any more which URLs the page had.
  if (!hasHistory(urls)) return { ...urls.history, published: [], pending: [] };
  const { page, before, after, joined, departed, history, isPrunedByRule } = urls;
  const published = distinct([...history.published, ...listOwn(before, after)]);
  const pruned = new Set(history.pruned);
  for (const url of joined) pruned.delete(fold(url));
  for (const url of departed) if (!hasUrl(after.aliases, url)) pruned.add(fold(url));
  for (const url of published) {
    const isForgotten = !remembersAlias(page.memory, url) && !hasUrl(before.aliases, url);
    if (!isOwnUrl(after, url) && (isPrunedByRule(url) || isForgotten)) pruned.add(fold(url));
  }
  return { published, pruned, pending: [] };
}

/** The same of a page that is left as it is: its own URL is noted in the lockfile alone. */
export function learnLeftUrls(urls: UrlCase): UrlHistory {
  const learned = learnUrls(urls);
  if (!hasHistory(urls)) return learned;
  const own = listOwn(urls.before, urls.after);
  if (urls.departed.length > 0) return { ...learned, pending: distinct(own) };
  return {
    ...urls.history,
    published: learned.published,
    pending: distinct([...urls.history.pending, ...own]),
  };
}

/** What is known once the page has a new video id: what had the former one is archived from now on, if it is there yet. */
export function takeNewId(history: UrlHistory, former: string, aliases: unknown[]): UrlHistory {
  const isKept = (url: string) => !holdsId(url, former) || hasUrl(aliases.map(String), url);
  return { ...history, published: history.published.filter(isKept) };
}

/** The same after an import that could not edit the page. */
export function learnRefusedUrls({ before, history }: UrlCase): UrlHistory {
  const own = before.own === null ? [] : [before.own];
  return {
    ...history,
    published: distinct([...history.published, ...own]),
    pending: distinct([...history.pending, ...own]),
  };
}

export function describeNeighbour(found: FoundPage | undefined, after: FoundPage, config: Config): Neighbour {
  const versions = [found, after].filter((page) => page !== undefined).map((page) => readUrls(page, config));
  const own = versions.flatMap((urls) => urls.own ?? []).map(fold);
  const isGiven = new Set(own).size === (found ? 2 : 1);
  return {
    path: after.path,
    own,
    unavoidable: (isGiven && !dependsOnSlug(after.data, templateOf(config)) && own.at(-1)) || null,
    lists: versions.flatMap(({ aliases, archive }) => [...aliases, ...archive]).map(fold),
  };
}

/** What the lockfile knows of the URLs of a page that the user removed: none of them goes to another page. */
export function describeRemovedPage(
  id: string,
  { url, aliases, archive, pending, isDoubtful }: Memory,
): Neighbour {
  const own = url === null || isDoubtful ? [] : [url];
  return {
    path: `the removed page of ${id}`,
    own: [],
    unavoidable: null,
    lists: [...own, ...aliases, ...pending, ...archive.map(String)].map(fold),
  };
}

export function readUrls({ data }: FoundPage, config: Config): PageUrls {
  const list = (key: string) =>
    listOf(data[key])
      .filter((entry) => typeof entry === 'string' || typeof entry === 'number')
      .map(String);
  return {
    own: findOwnUrl(data, templateOf(config)),
    aliases: list('aliases'),
    archive: list('aliasesArchive'),
  };
}

export function hasUrl(urls: string[], url: string): boolean {
  return urls.some((other) => fold(other) === fold(url));
}

export function listMissing(urls: string[], from: string[]): string[] {
  const present = new Set(from.map(fold));
  return urls.filter((url) => !present.has(fold(url)));
}

export function isOwnUrl({ own }: PageUrls, url: string): boolean {
  return own !== null && fold(url) === fold(own);
}

/**
 * Whether a living line of the lockfile, which may be an earlier one, knows that one of the page's lists held a URL. That
 * it is the page's own says nothing: an import that leaves the page notes it, and puts it into no list.
 */
export function remembersListed(memory: Memory | undefined, url: string): boolean {
  return memory !== undefined && hasUrl([...memory.archive.map(String), ...memory.aliases], url);
}

/**
 * The same for what made it an alias, or would: that it was the page's own when the line was written, or an alias. One
 * that only the archive holds counts as pruned.
 */
function remembersAlias(memory: Memory | undefined, url: string): boolean {
  if (!memory) return false;
  return hasUrl([memory.url ?? '', ...memory.pending, ...memory.aliases], url);
}

export function listOwn(before: PageUrls, after: PageUrls): string[] {
  return [before.own, after.own].filter((url) => url !== null);
}

/** Aliases that the user took out are pruned; an archive entry that they took out is forgotten if no one else knows it. */
function noteWhatTheUserTookOut({ left, config, memory }: Case, before: PageUrls, history: UrlHistory) {
  const last = left && readUrls(left, config);
  const pruned = new Set(history.pruned);
  for (const url of last?.aliases ?? []) pruned.add(fold(url));
  for (const url of before.aliases) pruned.delete(fold(url));
  const known = [
    memory?.url ?? '',
    ...(memory?.pending ?? []),
    ...before.aliases,
    ...before.archive,
    before.own ?? '',
    ...(memory?.archive ?? []).map(String),
    ...(memory?.aliases ?? []),
  ];
  // An alias that no import has archived is gone with its entry, once the lockfile is gone too.
  const gone = listMissing([...(last?.archive ?? []), ...(last?.aliases ?? []), ...history.pending], known);
  const published = history.published.filter((url) => !hasUrl(gone, url));
  return { pruned, published, pending: history.pending };
}

function distinct(urls: string[]): string[] {
  return [...new Map(urls.map((url) => [fold(url), url])).values()];
}
