import type { Generator } from '../generators/generator.ts';
import { holdsVideoId } from '../generators/url-path.ts';

/** A page's URL history, before one import. */
export interface LedgerState {
  generator: Generator;
  videoId: string;
  aliases: string[];
  archive: string[];
  /** The page's own URL after this import; null where only the generator can tell. */
  url: string | null;
  /** Own URLs that the page had at the last import or until this one changed its slug. */
  earlierUrls: string[];
  /** The aliases that the config gives every page. */
  wanted: string[];
  /** Whether a URL is another page's own: an alias there would fight with that page. */
  isOwned: (url: string) => boolean;
  /** Whether a URL is another page's own or alias, or ever was: it is not given to this page. */
  isClaimed: (url: string) => boolean;
  /** What the lock knows: aliases that the page has had, and all that its archive held. */
  lastAliases: string[];
  lastArchive: string[];
  /** Whether the page is old enough for `urls.pruneAliases`. */
  isPruned: boolean;
}

export interface LedgerDecision {
  /** To be added at the end of `aliases`. */
  aliases: string[];
  /** To be taken out of `aliases`, as they are spelled there. */
  prune: string[];
  /** To be added at the end of `aliasesArchive`. */
  archive: string[];
  /** What the lock shall know. */
  knownAliases: string[];
  knownArchive: string[];
}

/**
 * Decides what joins a page's two lists. A new URL joins both together, so a URL that the archive holds and `aliases`
 * does not was pruned on purpose and stays out; but the URL that the page had until now always joins.
 */
export function decideLedger(state: LedgerState): LedgerDecision {
  const { generator } = state;
  const archive = new UrlSet(state.archive, generator);
  const lastArchive = new UrlSet(state.lastArchive, generator);
  const isArchived = (url: string) => archive.has(url) || lastArchive.has(url);
  const departed = state.earlierUrls.filter(
    (url) => state.url === null || !generator.isSameUrl(url, state.url),
  );
  const remembered = new UrlSet(state.lastAliases, generator);

  const aliases = new UrlSet(state.aliases, generator);
  const added: string[] = [];
  const join = (url: string, isTaken: (url: string) => boolean) => {
    if (!aliases.has(url) && !isTaken(url) && aliases.add(url)) added.push(url);
  };
  const isKnown = (url: string) => aliases.has(url) || remembered.has(url) || isArchived(url);
  for (const url of state.wanted.filter((wanted) => !isKnown(wanted))) join(url, state.isClaimed);
  if (state.url !== null && !isKnown(state.url)) join(state.url, state.isOwned);
  for (const url of departed) join(url, state.isOwned);

  const joiningArchive = [
    ...state.lastArchive,
    ...state.aliases,
    ...added,
    ...departed,
    ...(state.url === null ? [] : [state.url]),
  ];
  const archiveAdded = joiningArchive.filter(
    (url) => (lastArchive.has(url) || !holdsVideoId(url, state.videoId)) && archive.add(url),
  );

  const isPrunable = (url: string) => state.isPruned && archive.has(url) && !holdsVideoId(url, state.videoId);
  return {
    aliases: added.filter((url) => !isPrunable(url)),
    prune: state.aliases.filter(isPrunable),
    archive: archiveAdded,
    // What the archive holds need not be known twice.
    knownAliases: listDistinct(
      [...state.lastAliases, ...state.aliases, ...added].filter((url) => !archive.has(url)),
      generator,
    ),
    knownArchive: [...state.archive, ...archiveAdded],
  };
}

function listDistinct(urls: string[], generator: Generator): string[] {
  const seen = new UrlSet([], generator);
  return urls.filter((url) => seen.add(url));
}

/** Up to so many URLs are compared one by one: making a set of them takes longer. */
const few = 16;

/** URLs, each once, as the generator tells them apart. */
class UrlSet {
  readonly #given: readonly string[];
  readonly #generator: Generator;
  readonly #added: string[] = [];
  #folded: Set<string> | undefined;

  constructor(urls: readonly string[], generator: Generator) {
    this.#given = urls;
    this.#generator = generator;
  }

  has(url: string): boolean {
    if (this.#given.length + this.#added.length <= few)
      return this.#holds(this.#given, url) || this.#holds(this.#added, url);
    this.#folded ??= new Set([...this.#given, ...this.#added].map(this.#generator.foldUrl));
    return this.#folded.has(this.#generator.foldUrl(url));
  }

  /** @returns whether the URL is new to the set */
  add(url: string): boolean {
    if (this.has(url)) return false;
    this.#added.push(url);
    this.#folded?.add(this.#generator.foldUrl(url));
    return true;
  }

  #holds(urls: readonly string[], url: string): boolean {
    for (const other of urls) if (this.#generator.isSameUrl(other, url)) return true;
    return false;
  }
}
