import type { Generator } from '../generators/generator.ts';
import { readKey } from '../model/front-matter.ts';
import { isMade, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillText, type Tokens } from '../text/template.ts';
import { readFormerLists } from './former-lists.ts';
import { readLiveUrls } from './live-urls.ts';
import { readUrls } from './read-urls.ts';
import { findSettledLists } from './settled-lists.ts';
import {
  listDistinct,
  planUrlHistory,
  rememberLists,
  type UrlHistoryChange,
  type UrlHistoryState,
} from './url-history.ts';
import type { UrlIndex } from './url-index.ts';

interface PageUrlState {
  page: VideoPage;
  /** The page's front matter after this import. */
  after: Record<string, Value>;
  last: LockfileEntry | undefined;
  rules: Rules;
  urls: UrlIndex;
  /** Fills the aliases that the config gives every page; null: it gives none now. */
  tokens: Tokens | null;
  isPruned: boolean;
}

/** What happens to a page's two lists, and what the lockfile keeps of them. */
export interface PageUrls {
  /** Null if it is not known. */
  url: string | null;
  changes: FieldChange[];
  remembered: UrlHistoryChange['remembered'];
  /** Values for the lockfile besides those of fields. */
  marks: LockfileEntry['values'];
  /** The URL that the page had, if this import moves it; else null. */
  movedFrom: string | null;
}

/** Plans the two lists of an existing page, and claims its URLs. */
export function planPageUrls(state: PageUrlState): PageUrls {
  const { page, after, last, rules, urls, tokens, isPruned } = state;
  const { generator } = urls;
  const urlBefore = urls.findUrl(page);
  const url = after === page.data ? urlBefore : urls.findUrl({ ...page, data: after });
  const earlierUrls = [last?.url, ...(last?.pendingUrls ?? []), urlBefore].filter(
    (earlier) => !!earlier,
  ) as string[];
  const manages = findManaged(rules, generator);
  const former = readFormerLists(page, urlBefore, last, urls);
  const wanted = tokens === null ? [] : makeWantedAliases(state, url, tokens);
  const lastArchive =
    former.archive.length > 0 ? [...(last?.archive ?? []), ...former.archive] : last?.archive;
  const isAtRest = after === page.data && url === last?.url && !last?.pendingUrls && former.live.length === 0;
  const settled =
    isAtRest && manages.live && manages.archive && !isPruned
      ? findSettledLists(page, { url, wanted, lastAliases: last?.aliases, lastArchive }, rules, urls)
      : null;
  if (settled) return { url, changes: [], remembered: settled, marks: former.marks, movedFrom: null };
  const live = readLiveUrls({ page, after, url, urlBefore, last }, urls);
  const history = planUrlHistory({
    generator,
    videoId: page.videoId,
    aliases: live.paths,
    archive: readUrls(page.data, 'archive', generator),
    url,
    earlierUrls: [...earlierUrls, ...live.former, ...(manages.live ? former.live : [])],
    wanted,
    manages,
    listsOwn: rules.urls.listsOwn,
    isWritable: (candidate) => live.write(candidate) !== null,
    isOwned: (candidate) => urls.findOwner(candidate, page.path) !== undefined,
    isClaimed: (candidate) =>
      urls.findClaimant(candidate, page.path) !== undefined || urls.isSection(candidate),
    lastAliases: last?.aliases,
    lastArchive,
    isPruned,
  });
  urls.claim(page.path, url === urlBefore ? null : url, [...history.aliases, ...history.archive]);
  const isMoved =
    urlBefore !== null && url !== null && generator.foldUrl(url) !== generator.foldUrl(urlBefore);
  return {
    url,
    changes: listChanges(live.spell(history), page.data, generator),
    remembered: history.remembered,
    marks: manages.live ? former.marks : {},
    movedFrom: isMoved ? urlBefore : null,
  };
}

/**
 * Plans the two lists of a page that is left alone: they get its previous URLs and nothing else. What it has is
 * recorded.
 */
export function planLeftUrls(
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): PageUrls {
  const { generator } = urls;
  const own = urls.findUrl(page);
  const earlier = [last?.url, ...(last?.pendingUrls ?? [])].filter((url) => !!url) as string[];
  // If its own URL is not known, it may still have them: they wait in the lockfile.
  const departed = earlier.filter((url) => own !== null && generator.foldUrl(url) !== generator.foldUrl(own));
  const pendingUrls = own === null ? [...new Set(earlier)] : [];
  const live = readLiveUrls({ page, after: page.data, url: own, urlBefore: own, last }, urls);
  const [aliases, archive] = [live.paths, readUrls(page.data, 'archive', generator)];
  const known = {
    manages: findManaged(rules, generator),
    lastAliases: last?.aliases,
    lastArchive: last?.archive,
  };
  const history =
    departed.length === 0
      ? keepLists(aliases, archive, { ...known, listsOwn: rules.urls.listsOwn }, generator.foldUrl)
      : planUrlHistory({
          generator,
          videoId: page.videoId,
          aliases,
          archive,
          // Its own URL joins its lists with `existing: fill`, or once it has moved.
          url: null,
          earlierUrls: [...departed, ...live.former],
          wanted: [],
          listsOwn: rules.urls.listsOwn,
          isWritable: (candidate) => live.write(candidate) !== null,
          isOwned: (candidate) => urls.findOwner(candidate, page.path) !== undefined,
          isClaimed: () => true,
          ...known,
          isPruned: false,
        });
  urls.claim(page.path, null, [...history.aliases, ...history.archive]);
  return {
    url: own,
    changes: listChanges(live.spell(history), page.data, generator),
    remembered: { ...history.remembered, ...(pendingUrls.length > 0 && { pendingUrls }) },
    marks: {},
    movedFrom: null,
  };
}

/** Lists that do not change are recorded as they are. */
function keepLists(
  aliases: string[],
  archive: string[],
  known: Pick<UrlHistoryState, 'manages' | 'lastAliases' | 'lastArchive' | 'listsOwn'>,
  foldUrl: Generator['foldUrl'],
): UrlHistoryChange {
  const { lastAliases = [], lastArchive = [], listsOwn } = known;
  const held = new Set(archive.map(foldUrl));
  const all = [...archive, ...lastArchive.filter((url) => !held.has(foldUrl(url)))];
  const archived = new Set(all.map(foldUrl));
  const live = listDistinct([...lastAliases, ...aliases], foldUrl);
  const alone = listsOwn ? live.filter((url) => !archived.has(foldUrl(url))) : live;
  return { aliases: [], prune: [], archive: [], remembered: rememberLists(known, alone, all) };
}

/**
 * The aliases that the config gives an existing page. If no import made it, `{slug}` is the last part of its served
 * URL.
 */
function makeWantedAliases(
  { page, after, last, rules, urls }: PageUrlState,
  url: string | null,
  tokens: Tokens,
): string[] {
  const { generator } = urls;
  const has = (alias: string) =>
    (['live', 'archive'] as const).some((list) => {
      const entries = readUrls(page.data, list, generator);
      return entries.includes(alias) || entries.map(generator.foldUrl).includes(generator.foldUrl(alias));
    });
  return rules.urls.aliases.flatMap((template) => {
    const alias = makeAlias(template, after, tokens, generator);
    // If the lockfile was lost, an import may have made the page.
    if (!template.includes('{slug}') || has(alias)) return alias;
    const slug = url?.split('/').findLast((part) => part !== '');
    if (slug === undefined) return [];
    const ofUrl = fillText(template, tokens, { slug });
    // It may have got that alias while the lockfile was lost, or not, because it is another page's: one is enough.
    return isMade(last) && !has(ofUrl) && !urls.findClaimant(ofUrl, page.path) ? alias : ofUrl;
  });
}

/** An alias that the config gives a page. `{slug}` is the same as in the URL of a new page. */
export function makeAlias(
  template: string,
  data: Record<string, Value>,
  tokens: Tokens,
  generator: Generator,
): string {
  if (!template.includes('{slug}')) return fillText(template, tokens);
  const slug = generator.findUrlSlug(data) || String(tokens['videoId']).toLowerCase();
  return fillText(template, tokens, { slug });
}

/** Whether the aliases of a video's page leave its live list. */
export function isPruned({ publishedAt }: Video, { urls: { pruneBefore } }: Rules): boolean {
  return pruneBefore !== null && publishedAt < pruneBefore;
}

/** Which of a page's two lists the config manages. */
export function findManaged(
  { fields }: Rules,
  { urlLists: { live, archive } }: Generator,
): UrlHistoryState['manages'] {
  const isManaged = (list: string) => fields.some(({ key }) => key === list);
  return { live: isManaged(live), archive: isManaged(archive) };
}

function listChanges(
  history: UrlHistoryChange,
  data: Record<string, Value>,
  generator: Generator,
): FieldChange[] {
  const { live, archive } = generator.urlLists;
  const changes: FieldChange[] = [];
  // One text may hold several aliases: as a single list entry, nothing would serve it.
  const texts = typeof readKey(data, live) === 'string' ? readUrls(data, 'live', generator) : [];
  const split = texts.length > 1 && { splitText: texts };
  if (history.prune.length > 0)
    changes.push({ key: live, action: 'prune', reason: 'pruned', entries: history.prune, ...split });
  if (history.aliases.length > 0)
    changes.push({ key: live, action: 'append', reason: 'url-history', entries: history.aliases, ...split });
  if (history.archive.length > 0)
    changes.push({ key: archive, action: 'append', reason: 'url-history', entries: history.archive });
  return changes;
}
