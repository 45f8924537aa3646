import type { ServedSite } from '../generators/served-site.ts';
import { readKey } from '../model/front-matter.ts';
import type { VideoPage } from '../model/page.ts';
import type { Value } from '../model/value.ts';
import { isVideoId } from '../model/video.ts';
import { fillText } from '../text/template.ts';

/** What most pages of a folder have in common, for new ones to be like them. Null: nothing. */
export interface PageTraits {
  /** How many there are. */
  count: number;
  /** The template of their files, below the folder. */
  file: string | null;
  /** The template of the URLs under which they are served. */
  url: string | null;
  /** The key that names their videos, and whether it holds addresses. */
  id: { key: string; isUrl: boolean } | null;
  /** Values of keys that decide how a page is rendered. `undefined`: the pages have no such key. */
  rendering: Record<string, Value | undefined>;
  /** Tags that most of them have. */
  tags: string[];
  /** The key of their redirects. */
  live: string | null;
  /** The template of a redirect that holds the id of the video. */
  idAlias: string | null;
  /** The key of their dates. */
  date: string | null;
}

const renderingKeys = ['layout', 'type'];
const liveKeys = ['aliases', 'redirect_from'];
const dateKeys = ['pubDate', 'date', 'publishDate', 'publishedAt', 'published'];

/** Finds out what the pages of a folder have in common. */
export function findTraits(pages: readonly VideoPage[], served: ServedSite): PageTraits {
  const most = <T>(read: (page: VideoPage) => T | null) => findMost(pages.map(read), pages.length);
  const key = most(({ idKey = null }) => idKey);
  const isUrl = pages.filter(({ data }) => key !== null && /\//.test(String(readKey(data, key) ?? '')));
  return {
    count: pages.length,
    file: most((page) => findFileTemplate(page)),
    url: most((page) => findUrlTemplate(page, served)),
    id: key === null ? null : { key, isUrl: isUrl.length * 2 > pages.length },
    rendering: Object.fromEntries(
      renderingKeys.map((name) => [name, most(({ data }) => readText(readKey(data, name))) ?? undefined]),
    ),
    tags: findTags(pages),
    live: most(({ data }) => liveKeys.find((name) => readKey(data, name) !== undefined) ?? null),
    idAlias: most(findIdAlias),
    date: most(({ data }) => dateKeys.find((name) => isDate(readKey(data, name))) ?? null),
  };
}

function findTags(pages: readonly VideoPage[]): string[] {
  const all = pages.map(({ data }) => new Set([readKey(data, 'tags')].flat().map(readText)));
  const tags = new Set(all.flatMap((own) => [...own]).filter((tag) => tag !== null));
  return [...tags].filter((tag) => all.filter((own) => own.has(tag)).length * 2 > pages.length);
}

/** The value that more than half of them have; null if there is none. */
export function findMost<T>(values: readonly (T | null)[], count: number): T | null {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].find(([, times]) => times * 2 > count)?.[0] ?? null;
}

/**
 * The template of the URLs under which a site serves new pages by its own rules.
 *
 * @param file the template of their files
 * @returns null if it is not known
 */
export function predictUrl(file: string, served: ServedSite): string | null {
  const date = { year: '2001', month: '02', day: '03' };
  const tokens = { ...date, slug: 'a-talk-of-no-other-name', videoId: 'Xx_xXx-XxxX' };
  const page = {
    path: fillText(file, tokens),
    videoId: tokens.videoId,
    data: { title: 'A talk', date: '2001-02-03T12:00:00Z', slug: tokens.slug },
  };
  if (served.isGuess(page)) return null;
  const url = served.findUrl(page);
  return url === null ? null : generalise(url, page.videoId, date, (name) => name === tokens.slug);
}

/** `2020/my-talk/index.md` is like `{year}/{slug}/index.md`. */
function findFileTemplate({ path, videoId, data }: VideoPage): string | null {
  const [, stem = '', index = '', ending = ''] = /^(.*?)(\/index)?\.(md|markdown)$/.exec(path) ?? [];
  const template = generalise(stem, videoId, findDate(data, path), (name) => !isVideoId(name));
  return template === null || ending === '' ? null : `${template}${index}.${ending}`;
}

function findUrlTemplate(page: VideoPage, served: ServedSite): string | null {
  const url = served.findUrl(page);
  return url === null ? null : generalise(url, page.videoId, findDate(page.data, page.path), () => true);
}

interface DateParts {
  year: string;
  month: string;
  day: string;
}

/**
 * Puts tokens into a path: for the date, and for the last name.
 *
 * @param isSlug whether the last name may come from a title
 * @returns null if the last name is the page's own in another way
 */
function generalise(
  path: string,
  videoId: string,
  date: DateParts | null,
  isSlug: (name: string) => boolean,
): string | null {
  const names = path.replace(/\/$/, '').split('/');
  const last = names.pop() ?? '';
  const [, stem = '', ending = ''] = /^(.*?)(\.html)?$/.exec(last) ?? [];
  const parts: (keyof DateParts)[] = date === null ? [] : ['year', 'month', 'day'];
  const folders = names.map((name) => {
    const at = parts.findIndex((part) => date?.[part] === name);
    // Each stands for one folder: on the first of January, `01/01` is the month and the day.
    return at < 0 ? name : `{${parts.splice(at, 1)[0]}}`;
  });
  const [, dated = '', rest = stem] = /^(\d{4}-\d\d-\d\d-)(.+)$/.exec(stem) ?? [];
  const isId = stem.toLowerCase() === videoId.toLowerCase();
  if (stem === '' || !(isId || isSlug(rest))) return null;
  const name = isId ? '{videoId}' : `${dated === '' ? '' : '{year}-{month}-{day}-'}{slug}`;
  return [...folders, `${name}${ending}`].join('/');
}

function findIdAlias({ data, videoId }: VideoPage): string | null {
  const entries = liveKeys.flatMap((name) => readKey(data, name) ?? []);
  const found = entries.find((entry) => typeof entry === 'string' && entry.split('/').includes(videoId));
  return typeof found === 'string' ? found.replace(videoId, '{videoId}') : null;
}

function isDate(value: Value | undefined): boolean {
  return typeof value !== 'boolean' && !Number.isNaN(Date.parse(String(value)));
}

/** By the front matter, or else by the name of the file. */
function findDate(data: VideoPage['data'], path: string): DateParts | null {
  const pattern = /(\d{4})-(\d\d)-(\d\d)/;
  const [found, year = '', month = '', day = ''] =
    pattern.exec(String(readKey(data, 'date') ?? '')) ?? pattern.exec(path) ?? [];
  return found === undefined ? null : { year, month, day };
}

function readText(value: Value | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
