import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Value } from '../model/value.ts';
import { readUrls } from './read-urls.ts';
import type { UrlHistoryChange } from './url-history.ts';
import type { UrlIndex } from './url-index.ts';

/** The live list of a page as paths of the site. The generator says how an entry spells one. */
export interface LiveUrls {
  /** What its entries lead to after this import; an entry whose target is unknown stands for itself. */
  paths: string[];
  /** What entries used to lead to, where the page's new URL changes their meaning. */
  former: string[];
  /** The entry that leads to a path; null if there is none. */
  write(path: string): string | null;
  /** A change of the list, as entries. */
  spell(change: UrlHistoryChange): UrlHistoryChange;
}

/** A page whose URL may change. */
interface MovingPage {
  page: VideoPage;
  /** Its front matter after this import. */
  after: Record<string, Value>;
  /** Its URL after this import; null if it is not known. */
  url: string | null;
  /** Its URL before this import; null if it was not known. */
  urlBefore: string | null;
  /** What the lockfile knows of it. */
  last: LockfileEntry | undefined;
}

/** An entry of a live list, and the path that it leads to after this import; null if that is not known. */
interface Entry {
  text: string;
  path: string | null;
}

/** Reads the live list of a page. */
export function readLiveUrls(moving: MovingPage, urls: UrlIndex): LiveUrls {
  const { page, after, url, urlBefore, last } = moving;
  const { generator, served } = urls;
  const moved = after === page.data ? page : { ...page, data: after };
  const write = (path: string) => (path.startsWith('/') ? served.writeAlias(path, moved, url) : path);
  const entries = readUrls(page.data, 'live', generator).map((text): Entry => {
    return { text, path: served.resolveAlias(text, moved, url).path };
  });
  const stays = moved === page && [urlBefore, last?.url].every((earlier) => !earlier || earlier === url);
  // True of most pages: each entry is the path that it leads to, and led to before.
  const isPlain = stays && entries.every(({ text, path }) => path === text);
  const { texts, former } = isPlain
    ? { texts: new Map(entries.map(({ text }) => [text, text])), former: [] }
    : resolveEntries(entries, moving, urls, write);
  return {
    paths: [...texts.keys()],
    former,
    write,
    spell: (change) => ({
      ...change,
      prune: change.prune.map((path) => texts.get(path) ?? path),
      aliases: change.aliases.flatMap((path) => write(path) ?? []),
    }),
  };
}

/** Tells which entries stand for the paths that they lead to, `texts` by path, and what they led to before. */
function resolveEntries(
  entries: readonly Entry[],
  { page, urlBefore, last }: MovingPage,
  { generator, served }: UrlIndex,
  write: LiveUrls['write'],
): { texts: Map<string, string>; former: string[] } {
  const { foldUrl } = generator;
  const archive = new Set(readUrls(page.data, 'archive', generator).map(foldUrl));
  const known = new Set([...(last?.aliases ?? []), ...(last?.archive ?? [])].map(foldUrl));
  const texts = new Map<string, string>();
  const former: string[] = [];
  for (const { text, path } of entries) {
    // The archive keeps the user's own spelling.
    const isOurs = path !== null && !archive.has(foldUrl(text)) && write(path) === text;
    texts.set(isOurs && foldUrl(path) !== foldUrl(text) ? path : text, text);
    for (const earlier of [urlBefore, last?.url]) {
      const led = earlier ? served.resolveAlias(text, page, earlier).path : null;
      if (led === null || (path !== null && foldUrl(led) === foldUrl(path))) continue;
      // The user may have added it after the page moved.
      if (earlier === urlBefore || known.has(foldUrl(text)) || known.has(foldUrl(led))) former.push(led);
    }
  }
  return { texts, former };
}
