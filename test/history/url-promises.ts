import { posix } from 'node:path';
import { expect } from 'vitest';
import type { ConfigInput as Config } from '../../src/config/keys.ts';
import { aliasesOf, fillUrl, templateOf } from './fields.ts';
import type { Case } from './promises.ts';
import {
  hasUrl,
  isOwnUrl,
  learnUrls,
  listMissing,
  listOwn,
  type Neighbour,
  readUrls,
  remembersListed,
  type UrlCase,
} from './url-history.ts';
import { dependsOnSlug, findOwnUrl, fold, holdsId, hugoForms } from './urls.ts';
import type { FoundPage } from './world.ts';

/** A page that no import has known keeps its lists until an import brings its video. */
export function leavesItsListsAlone({ before, after }: UrlCase): void {
  expect([after.aliases, after.archive]).toEqual([before.aliases, before.archive]);
}

/** Nothing leaves the archive, is reordered or respelled, and what the lockfile knows of it comes back. */
export function keepsTheArchive({ page, before, after }: UrlCase): void {
  expect(after.archive.slice(0, before.archive.length), 'the archive as it was found').toEqual(
    before.archive,
  );
  const known = (page.memory?.archive ?? []).map(String);
  expect(listMissing(known, after.archive), 'gone from the archive').toEqual([]);
  expectNew(after.archive.slice(before.archive.length), before.archive);
}

/** The aliases stay as they were found, but for those that `urls.pruneAliases` takes out. */
export function keepsTheAliases({ before, after, joined, isPrunedByRule }: UrlCase): void {
  const kept = before.aliases.filter((url) => !isPrunedByRule(url));
  expect(after.aliases.slice(0, kept.length), 'the aliases that stay').toEqual(kept);
  expectNew(joined, before.aliases);
}

/** An alias is the config's, or a URL under which the page was or is served, or to which one of its aliases was relative. */
export function inventsNoAlias({ page, before, after, joined, departed, history }: UrlCase): void {
  const given = page.video.standing === 'listed' ? wantedAliases(page) : [];
  // Of two lines for one page, the earlier one may count.
  const doubtful = page.memory?.isDoubtful ? history.published : [];
  const relative = before.aliases.filter((url) => !url.startsWith('/'));
  const led = departed.flatMap((url) => relative.map((entry) => posix.join(url, '..', entry)));
  const known = [...given, ...doubtful, ...departed, ...led, after.own ?? ''];
  expect(listMissing(joined, known), 'aliases that came from nowhere').toEqual([]);
}

/** An alias is no other page's own URL, and a new one no other page's alias. */
export function takesNoOtherPagesUrl({ after, joined, departed, neighbours }: UrlCase): void {
  for (const url of joined) {
    const isUnavoidable = neighbours.some(({ unavoidable }) => unavoidable === fold(url));
    const isOwned = neighbours.some(({ own }) => own.includes(fold(url)));
    expect(isOwned && !isUnavoidable, `${url} is another page's own URL`).toBe(false);
    if (hasUrl(departed, url) || isOwnUrl(after, url)) continue;
    const isClaimed = neighbours.some(({ lists }) => lists.includes(fold(url)));
    expect(isClaimed && !isUnavoidable, `${url} is another page's alias`).toBe(false);
  }
}

/** What was pruned stays out, unless the lockfile forgot it, or the page was served there until now. */
export function keepsPrunedAliasesOut({ page, before, joined, departed, history }: UrlCase): void {
  const returned = joined.filter((url) => history.pruned.has(fold(url)) && !hasUrl(departed, url));
  for (const url of returned) {
    const isForgotten = !remembersListed(page.memory, url) && !hasUrl(before.archive, url);
    expect(isForgotten || page.memory?.isDoubtful, `${url} was taken out and came back`).toBe(true);
  }
}

/** A URL that the page had until now becomes an alias, even one that was pruned. */
export function leavesNoUrlBehind({ page, after, departed, neighbours, isPrunedByRule }: UrlCase): void {
  for (const url of departed.filter((departed) => !hasUrl(after.aliases, departed))) {
    const isOwnedByOther = neighbours.some(({ own }) => own.includes(fold(url)));
    const isForgotten = page.memory?.isDoubtful && [page.memory.url, ...page.memory.pending].includes(url);
    expect(isPrunedByRule(url) || isOwnedByOther || isForgotten, `${url} was left behind`).toBe(true);
  }
}

/** Every URL that the page ever had is in the archive, and every alias, but for those with the video's id. */
export function archivesEveryUrl({ page, before, after, history }: UrlCase): void {
  const own = [...history.published, ...listOwn(before, after)];
  const ever = [...own, ...before.aliases, ...after.aliases].filter((url) => !holdsId(url, page.video.id));
  expect(listMissing(ever, after.archive), 'not archived').toEqual([]);
}

/** Every URL that the page ever had leads to it, unless it was pruned. */
export function keepsEveryUrlAlive(urls: UrlCase): void {
  const { published, pruned } = learnUrls(urls);
  const dead = published.filter(
    (url) => !isOwnUrl(urls.after, url) && !hasUrl(urls.after.aliases, url) && !pruned.has(fold(url)),
  );
  expect(dead, 'URLs that lead nowhere').toEqual([]);
}

/** No page is given a URL that another has, or ever had. */
export function givesNoPageATakenUrl(
  found: FoundPage | undefined,
  after: FoundPage,
  config: Config,
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

/** A new page's own URL is in its archive. */
export function archivesItsOwnUrl(page: FoundPage, id: string, config: Config): void {
  const { own, archive } = readUrls(page, config);
  if (own !== null && !holdsId(own, id)) expect(archive.map(fold)).toContain(fold(own));
}

/** What differs only in letter case or a trailing slash stands there already. */
function expectNew(added: string[], found: string[]): void {
  const present = new Set(found.map(fold));
  for (const url of added) {
    expect(present.has(fold(url)), `${url} joins a second time`).toBe(false);
    present.add(fold(url));
  }
}

/** On a page that no import made, `{slug}` is the last part of the URL under which it is served. */
function wantedAliases({ video, config, after, memory }: Case): string[] {
  const text = String(after.data['slug'] || after.data['title'] || '');
  const ofSlug = (hugoForms[text] ?? text.toLowerCase().replaceAll(' ', '-')) || video.id;
  const ofUrl = findOwnUrl(after.data, templateOf(config))?.split('/').findLast(Boolean);
  const slug = memory?.isMade ? ofSlug : ofUrl;
  return aliasesOf(config)
    .filter((alias) => slug !== undefined || !alias.includes('{slug}'))
    .map((alias) => fillUrl(alias, video, slug ?? ''));
}
