import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { VideoSpec } from '../api/resources.ts';
import { listPages, readText, writeFiles } from '../e2e/files.ts';
import { readPage, removeKey, setBody, setValue } from '../history/page-text.ts';
import { configurations, dates, folders, makeSite, names, slugs, titles, urls } from './oracle-sites.ts';

/** A site whose pages and videos change, as files in a folder. */
export interface Life {
  folder: string;
  /** The content folder, from the site's. */
  content: string;
  /** By id; one that is not listed has left the channel. */
  videos: Map<string, VideoSpec & { isListed: boolean }>;
}

/** Something that YouTube or a person does between two imports. Videos and pages go by their number. */
export type Deed =
  | { does: 'publish'; title: string }
  | { does: 'retitle'; video: number; title: string }
  | { does: 'withdraw' | 'restore'; video: number }
  | { does: 'set'; page: number; key: string; value: string }
  | { does: 'delete'; page: number; key: string }
  | { does: 'write body'; page: number }
  | { does: 'rename' | 'move'; page: number; to: string };

const number = fc.nat({ max: 9999 });
const one = (texts: readonly string[]) => fc.constantFrom(...texts);
const set = (key: string, values: readonly string[]) =>
  fc.record({ does: fc.constant('set' as const), page: number, key: fc.constant(key), value: one(values) });

/** What happens between two imports. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ does: fc.constant('publish' as const), title: one(titles) }),
  fc.record({ does: fc.constant('retitle' as const), video: number, title: one(titles) }),
  fc.record({ does: fc.constantFrom('withdraw' as const, 'restore' as const), video: number }),
  set('title', titles),
  set('slug', slugs),
  set('url', urls),
  set('date', dates),
  fc.record({
    does: fc.constant('delete' as const),
    page: number,
    key: one(['title', 'slug', 'url', 'date', 'draft', 'publishDate', 'headless']),
  }),
  fc.record({ does: fc.constant('write body' as const), page: number }),
  fc.record({ does: fc.constant('rename' as const), page: number, to: one(names) }),
  fc.record({ does: fc.constant('move' as const), page: number, to: one(folders) }),
);

const idOf = (at: number) => `vid${String(at).padStart(8, '0')}`;

/** What keeps a page out of the build. */
const hidden = [
  'draft: true',
  'publishDate: 2099-01-01',
  'expiryDate: 2019-01-01',
  'build: { render: never }',
  'headless: true',
];

/**
 * A site of pages of all kinds, most of them about a video.
 *
 * @param at its configuration, by number
 */
export function beginLife(folder: string, at: number, pageCount: number, seed: number): Life {
  const site = makeSite(at, pageCount, seed);
  // Hugo writes no working link to a page of such a name.
  const files = Object.fromEntries(Object.entries(site.files).filter(([path]) => !path.includes('%20')));
  const content = configurations[at]?.folders?.[0] ?? 'content';
  const pages = Object.keys(files).filter((path) => path.endsWith('.md') && !path.includes('_index'));
  const told = pages.filter((path, number) => path.startsWith(`${content}/`) && number % 4 !== 3);
  const withIds = told.map((path, number) => {
    const text = removeKey(files[path] ?? '', 'draft');
    // Such pages have no URL to lose: a few are enough.
    const lines = number % 10 === 0 ? `${hidden[(number / 10) % hidden.length]}\n` : '';
    return [path, text.replace('---\n', `---\n${lines}videoId: ${idOf(number)}\n`)];
  });
  writeFiles(folder, { ...files, ...Object.fromEntries(withIds) });
  const videos = told.map(
    (_, number) => [idOf(number), makeVideo(number, `Video number ${number}`)] as const,
  );
  return { folder, content, videos: new Map(videos) };
}

const makeVideo = (number: number, title: string) => ({
  id: idOf(number),
  title,
  description: 'About it.',
  publishedAt: '2020-01-02T10:00:00Z',
  tags: ['oak'],
  isListed: true,
});

/** Does a deed to a site. @param mayMove whether the URL of a video's page is known */
export function perform(life: Life, deed: Deed, mayMove: (videoId: string) => boolean): void {
  const { videos } = life;
  if ('video' in deed) {
    const video = [...videos.values()][deed.video % videos.size];
    if (video && deed.does === 'retitle') video.title = deed.title;
    else if (video) video.isListed = deed.does === 'restore';
  } else if (deed.does === 'publish') {
    const video = makeVideo(videos.size, deed.title);
    videos.set(video.id, video);
  } else editPage(life, deed, mayMove);
}

function editPage(
  { folder, content }: Life,
  deed: Extract<Deed, { page: number }>,
  mayMove: (videoId: string) => boolean,
): void {
  const root = join(folder, content);
  const pages = listPages(root).filter((path) => /^videoId:/m.test(readText(root, path)));
  const path = pages[deed.page % pages.length];
  if (path === undefined) return;
  const text = readText(root, path);
  if (deed.does === 'write body') writeFiles(root, { [path]: setBody(text, 'Mine.\n') });
  else if (!mayMove(String(readPage(text).data['videoId']))) return;
  else if (deed.does === 'set') writeFiles(root, { [path]: setValue(text, deed.key, deed.value, 'single') });
  else if (deed.does === 'delete') writeFiles(root, { [path]: removeKey(text, deed.key) });
  else {
    const isBundle = path.endsWith('/index.md');
    const from = isBundle ? dirname(path) : path;
    const [, above = '', name = '', ending = ''] = /^(?:(.*)\/)?([^/]*?)((?:\.de)?\.md)?$/.exec(from) ?? [];
    const number = / \d+$/.exec(name)?.[0] ?? ` ${deed.page}`;
    const to =
      deed.does === 'move' ? join(deed.to, name + ending) : join(above, `${deed.to}${number}${ending}`);
    if (existsSync(join(root, to))) return;
    mkdirSync(dirname(join(root, to)), { recursive: true });
    renameSync(join(root, from), join(root, to));
  }
}
