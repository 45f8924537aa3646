import { expect } from 'vitest';
import { fillUrl, type Memory } from './memory.ts';
import { listOf } from './page-text.ts';
import type { Case } from './promises.ts';
import { dependsOnSlug, findOwnUrl, fold, holdsId, hugoForms } from './urls.ts';
import { aliasesOf, type FoundPage, now, templateOf } from './world.ts';

/** What a test knows of a page's URLs, whatever becomes of the lock. */
export interface UrlHistory {
  /** Every own URL that the page had when an import began or ended. */
  published: string[];
  /** Folded URLs that are no aliases any more, on purpose: a person or `urls.pruneAliases` took them out. */
  pruned: Set<string>;
}

/** All URLs of another page, before and after an import. */
export interface Neighbour {
  path: string;
  own: string[];
  lists: string[];
  /** The URL that the import gave the page, where no number in its slug could have made it another. */
  unavoidable: string | null;
}

const urlsOf = (page: FoundPage, key: string) =>
  listOf(page.data[key])
    .filter((entry) => typeof entry === 'string' || typeof entry === 'number')
    .map(String);

export function describeNeighbour(
  found: FoundPage | undefined,
  after: FoundPage,
  template: string,
): Neighbour {
  const versions = [found, after].filter((page) => page !== undefined);
  const own = versions.flatMap((page) => findOwnUrl(page.data, template) ?? []).map(fold);
  const isGiven = new Set(own).size === (found ? 2 : 1);
  return {
    path: after.path,
    own,
    unavoidable: (isGiven && !dependsOnSlug(after.data, template) && own.at(-1)) || null,
    lists: versions
      .flatMap((page) => [...urlsOf(page, 'aliases'), ...urlsOf(page, 'aliasesArchive')])
      .map(fold),
  };
}

/** Checks a page's two lists, and learns which URLs it has now. */
export function checkLedger(page: Case, history: UrlHistory, neighbours: Neighbour[]): void {
  const { video, config, left, found, after, memory } = page;
  const template = templateOf(config);
  const [ownBefore, own] = [findOwnUrl(found.data, template), findOwnUrl(after.data, template)];
  const aliases = { found: urlsOf(found, 'aliases'), after: urlsOf(after, 'aliases') };
  const archive = { found: urlsOf(found, 'aliasesArchive'), after: urlsOf(after, 'aliasesArchive') };
  const isFlagged =
    config.missing === 'flag' &&
    ['absent', 'deleted', 'private'].includes(video.standing) &&
    after.data['unavailable'] === true;
  const isKept = memory !== undefined || isFlagged || found.data['aliasesArchive'] !== undefined;
  const isListed = video.standing === 'listed';
  const isOwnedByOther = (url: string) => neighbours.some((other) => other.own.includes(fold(url)));
  const isUnavoidable = (url: string) => neighbours.some(({ unavoidable }) => unavoidable === fold(url));
  const has = (urls: string[], url: string) => urls.some((other) => fold(other) === fold(url));
  const isOld =
    config.urls?.pruneAliases === '5y' &&
    new Date(video.publishedAt) < new Date(now.getTime() - 5 * 366 * 864e5);
  const isPrunedByRule = (url: string) =>
    isOld && isListed && has(archive.after, url) && !holdsId(url, video.id);

  notePruning(left && urlsOf(left, 'aliases'), aliases.found, history);
  if (!isListed && !isKept) {
    expect([aliases.after, archive.after]).toEqual([aliases.found, archive.found]);
    // Neither the lock nor an archive knows any more which URLs the page had.
    history.published = [];
    return;
  }
  const prunedBefore = new Set(history.pruned);
  forgetDeletedArchive(page, history, [...aliases.found, ...archive.found, ownBefore ?? '']);

  // The archive only grows, and at its end.
  expect(archive.after.slice(0, archive.found.length), 'the archive as it was found').toEqual(archive.found);
  if (memory)
    expect(listMissing(memory.archive.map(String), archive.after), 'gone from the archive').toEqual([]);

  // What leaves the aliases, and what joins them.
  const kept = aliases.found.filter((url) => !isPrunedByRule(url));
  expect(aliases.after.slice(0, kept.length), 'the aliases that stay').toEqual(kept);
  const added = aliases.after.slice(kept.length);
  expectNew(added, aliases.found);
  expectNew(archive.after.slice(archive.found.length), archive.found);
  const departed = [memory?.url, ownBefore].filter(
    (url) => !!url && (own === null || fold(url) !== fold(own)),
  ) as string[];
  // Of two lines, the earlier one may count.
  const doubtful = memory?.isDoubtful ? history.published : [];
  const wanted = [...(isListed ? wantedAliases(page) : []), ...doubtful];
  for (const url of added) {
    expect(has([...wanted, ...departed, own ?? ''], url), `${url} came from nowhere`).toBe(true);
    expect(isOwnedByOther(url) && !isUnavoidable(url), `${url} is another page's own URL`).toBe(false);
    if (has(departed, url)) continue;
    const isClaimed = neighbours.some(({ lists }) => lists.includes(fold(url)));
    if (own === null || fold(url) !== fold(own))
      expect(isClaimed && !isUnavoidable(url), `${url} is another page's alias`).toBe(false);
    if (!prunedBefore.has(fold(url))) continue;
    const mayReturn = memory?.isDoubtful || (!remembersUrl(memory, url) && !has(archive.found, url));
    expect(mayReturn, `${url} was taken out and came back`).toBe(true);
  }
  for (const url of added) history.pruned.delete(fold(url));

  // A URL that the page had until now becomes an alias, even one that was pruned.
  for (const url of departed) {
    if (has(aliases.after, url)) continue;
    const isForgotten = memory?.isDoubtful && url === memory.url;
    expect(isPrunedByRule(url) || isOwnedByOther(url) || isForgotten, `${url} was left behind`).toBe(true);
    history.pruned.add(fold(url));
  }

  history.published.push(...[ownBefore, own].filter((url) => url !== null));
  for (const url of history.published) {
    if (!holdsId(url, video.id)) expect(has(archive.after, url), `${url} is not archived`).toBe(true);
    if (own !== null && fold(url) === fold(own)) continue;
    const isLost = !remembersAlias(memory, url) && !has(aliases.found, url);
    if (isPrunedByRule(url) || isLost) history.pruned.add(fold(url));
    expect(has(aliases.after, url) || history.pruned.has(fold(url)), `${url} leads nowhere`).toBe(true);
  }
  history.published = [...new Map(history.published.map((url) => [fold(url), url])).values()];
}

/** No page is given a URL that another has, or ever had. */
export function checkGivenUrl(
  { config, found, after }: Pick<Case, 'config' | 'after'> & { found: FoundPage | undefined },
  neighbours: Neighbour[],
): void {
  const template = templateOf(config);
  const own = findOwnUrl(after.data, template);
  const isGiven = !found || found.data['slug'] !== after.data['slug'];
  if (!isGiven || own === null || !dependsOnSlug(after.data, template)) return;
  const others = neighbours.filter((other) => [...other.own, ...other.lists].includes(fold(own)));
  expect(
    others.map(({ path }) => path),
    `${own} belongs to another page`,
  ).toEqual([]);
}

/** Whether a living line of the lock, which may be an earlier one, knows that the page has had a URL. */
function remembersUrl(memory: Memory | undefined, url: string): boolean {
  const urls = memory ? [memory.url ?? '', ...memory.archive.map(String), ...memory.aliases] : [];
  return urls.some((other) => fold(other) === fold(url));
}

/**
 * The same for what made it an alias, or would: that it was the page's own when the line was written, or an alias. One
 * that only the archive holds counts as pruned.
 */
function remembersAlias(memory: Memory | undefined, url: string): boolean {
  return memory !== undefined && (fold(memory.url ?? '') === fold(url) || memory.aliases.has(fold(url)));
}

/** What differs only in letter case or a trailing slash stands there already. */
function expectNew(added: string[], found: string[]): void {
  const present = new Set(found.map(fold));
  for (const url of added) {
    expect(present.has(fold(url)), `${url} joins a second time`).toBe(false);
    present.add(fold(url));
  }
}

function notePruning(left: string[] | undefined, found: string[], { pruned }: UrlHistory): void {
  for (const url of left ?? []) pruned.add(fold(url));
  for (const url of found) pruned.delete(fold(url));
}

/** An archive entry that a person deleted is forgotten where the lock does not know it. */
function forgetDeletedArchive({ left, memory }: Case, history: UrlHistory, present: string[]): void {
  if (!left) return;
  const known = [...present, ...(memory?.archive ?? []).map(String)];
  const gone = listMissing(urlsOf(left, 'aliasesArchive'), known).map(fold);
  history.published = history.published.filter((url) => !gone.includes(fold(url)));
}

function listMissing(urls: string[], from: string[]): string[] {
  const present = new Set(from.map(fold));
  return urls.filter((url) => !present.has(fold(url)));
}

function wantedAliases({ video, config, after }: Case): string[] {
  const text = String(after.data['slug'] || after.data['title'] || '');
  const slug = (hugoForms[text] ?? text.toLowerCase().replaceAll(' ', '-')) || video.id;
  return aliasesOf(config).map((alias) => fillUrl(alias, video, slug));
}
