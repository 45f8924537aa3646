import type { Generator } from '../generators/generator.ts';
import { holdsVideoId } from '../generators/url-path.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import { tighten } from '../model/tighten.ts';

/** A page's URL history, before one import. */
export interface UrlHistoryState {
  generator: Generator;
  videoId: string;
  aliases: string[];
  archive: string[];
  /** The page's own URL after this import; null if it is not known. */
  url: string | null;
  /** URLs of its own that the page had at the last import, or until this one changed its slug. */
  earlierUrls: string[];
  /** The aliases that the config gives every page. */
  wanted: string[];
  /** Which of the two lists the config manages. */
  manages: { live: boolean; archive: boolean };
  /** Whether the page's own URL stands among its live redirects. */
  listsOwn: boolean;
  /** Whether an entry of the live list can lead to a URL. */
  isWritable: (url: string) => boolean;
  /** Whether a URL is another page's own: an alias there would collide with that page. */
  isOwned: (url: string) => boolean;
  /** Whether a URL is another page's own or alias, or ever was: it is not given to this page. */
  isClaimed: (url: string) => boolean;
  /** What the lockfile knows: aliases that the page has had, and all that its archive held. Undefined if nothing. */
  lastAliases: string[] | undefined;
  lastArchive: string[] | undefined;
  /** Whether the page is old enough for `urls.pruneAliases`. */
  isPruned: boolean;
}

export interface UrlHistoryChange {
  /** Added at the end of `aliases`. */
  aliases: string[];
  /** Removed from `aliases`, as they are spelled there. */
  prune: string[];
  /** Added at the end of `aliasesArchive`. */
  archive: string[];
  /** For the lockfile. */
  remembered: Pick<LockfileEntry, 'aliases' | 'archive' | 'pendingUrls'>;
}

/**
 * Decides what joins a page's two lists. A new URL joins both together, so a URL that the archive holds and `aliases`
 * does not was pruned on purpose and stays out; but the URL that the page had until now always joins. Where the page's own
 * URL is not among its live redirects, only the lockfile can tell what was pruned. A list that the config does not manage
 * stays as it is: what would have joined is remembered, and so is a URL that no entry can lead to yet.
 */
export function planUrlHistory(state: UrlHistoryState): UrlHistoryChange {
  const { foldUrl } = state.generator;
  const { manages, lastAliases = [], lastArchive = [] } = state;
  const own = state.url === null ? null : foldUrl(state.url);
  const isOwn = (url: string) => foldUrl(url) === own;
  const archive = new UrlSet(state.archive, foldUrl);
  const archivedBefore = new UrlSet(lastArchive, foldUrl);
  const isArchived = (url: string) => archive.has(url) || archivedBefore.has(url);
  const departed = state.earlierUrls.filter((url) => !isOwn(url));
  const remembered = new UrlSet(lastAliases, foldUrl);

  const aliases = new UrlSet(state.aliases, foldUrl);
  const added: string[] = [];
  const mayJoin = (url: string) => manages.live && state.isWritable(url);
  const join = (url: string, isTaken: (url: string) => boolean) => {
    if (mayJoin(url) && !aliases.has(url) && !isTaken(url) && aliases.add(url)) added.push(url);
  };
  const isKnown = (url: string) =>
    aliases.has(url) || remembered.has(url) || (state.listsOwn ? isArchived(url) : isOwn(url));
  for (const url of state.wanted.filter((wanted) => !isKnown(wanted))) join(url, state.isClaimed);
  if (state.url !== null && !isKnown(state.url)) join(state.url, state.isOwned);
  for (const url of departed) join(url, state.isOwned);
  const archived = state.listsOwn ? [] : [...state.archive, ...lastArchive];
  for (const url of archived.filter((known) => !isKnown(known))) join(url, state.isOwned);

  const joiningArchive = [
    ...lastArchive,
    // Those that an import knew but did not archive, such as on a page that it left alone.
    ...lastAliases,
    ...state.aliases,
    ...added,
    ...departed,
    ...(state.url === null ? [] : [state.url]),
  ];
  const archiveAdded = joiningArchive.filter(
    (url) => (archivedBefore.has(url) || !holdsVideoId(url, state.videoId)) && archive.add(url),
  );

  const isPrunable = (url: string) => state.isPruned && archive.has(url) && !holdsVideoId(url, state.videoId);
  // The archive holds the rest.
  const knownAliases = [...lastAliases, ...state.aliases, ...added].filter(
    (url) => !state.listsOwn || !archive.has(url),
  );
  const pendingUrls = listDistinct(departed, foldUrl).filter((url) => !aliases.has(url) && !mayJoin(url));
  return {
    aliases: added.filter((url) => !isPrunable(url)),
    prune: manages.live ? state.aliases.filter(isPrunable) : [],
    archive: manages.archive ? archiveAdded : [],
    remembered: {
      ...rememberLists(state, listDistinct(knownAliases, foldUrl), [...state.archive, ...archiveAdded]),
      ...(pendingUrls.length > 0 && { pendingUrls }),
    },
  };
}

/** What the lockfile records of the two lists: nothing of a list that was never managed. */
export function rememberLists(
  { manages, lastAliases, lastArchive }: Pick<UrlHistoryState, 'manages' | 'lastAliases' | 'lastArchive'>,
  aliases: string[],
  archive: string[],
): UrlHistoryChange['remembered'] {
  const lists: UrlHistoryChange['remembered'] = {};
  if (manages.live || lastAliases) lists.aliases = tighten(aliases);
  if (manages.live || manages.archive || lastArchive) lists.archive = tighten(archive);
  return lists;
}

export function listDistinct(urls: string[], foldUrl: Fold): string[] {
  const seen = new UrlSet([], foldUrl);
  return urls.filter((url) => seen.add(url));
}

type Fold = Generator['foldUrl'];

/** A set of URLs, told apart as the generator does. */
class UrlSet {
  readonly #fold: Fold;
  readonly #folded: Set<string>;

  constructor(urls: readonly string[], fold: Fold) {
    this.#fold = fold;
    this.#folded = new Set(urls.map(fold));
  }

  has(url: string): boolean {
    return this.#folded.has(this.#fold(url));
  }

  /** @returns whether the URL is new to the set */
  add(url: string): boolean {
    const { size } = this.#folded;
    return this.#folded.add(this.#fold(url)).size > size;
  }
}
