import { readKey } from '../../model/front-matter.ts';
import type { Page } from '../../model/page.ts';
import { isMap, type Value } from '../../model/value.ts';
import type { Unbuilt } from '../claims.ts';
import type { Values } from './settings.ts';

/** Why Hugo does not build a page, in words that follow "it". */
export const unbuiltWords: Record<Unbuilt, string> = {
  draft: 'is a draft',
  expired: 'has expired',
  future: 'is dated in the future',
  'not-rendered': 'is kept from being rendered',
  bundled: "lies in another page's folder, whose index.md makes it a resource",
};

/** What decides which pages a site builds. */
export interface BuildRules {
  /** What keeps no page out: `buildDrafts` and the like. */
  allowed: ReadonlySet<Unbuilt>;
  /** The front matter of a page with what is handed down to it. */
  readData(page: Page): Record<string, Value>;
}

/** Finds the pages of a site that Hugo does not build. `now` is in milliseconds since 1970. */
export function findUnbuilt(
  pages: Page[],
  now: number,
  { allowed, readData }: BuildRules,
): Map<Page, Unbuilt> {
  const bundles = findBundles(pages.map(({ path }) => path));
  const unbuilt = new Map<Page, Unbuilt>();
  for (const page of pages) {
    const reason = explainUnbuilt({ ...page, data: readData(page) }, bundles, now, allowed);
    if (reason !== null) unbuilt.set(page, reason);
  }
  return unbuilt;
}

/** Source: https://gohugo.io/configuration/all/#builddrafts */
export function readAllowed(settings: Values): ReadonlySet<Unbuilt> {
  const keys = { builddrafts: 'draft', buildfuture: 'future', buildexpired: 'expired' } as const;
  return new Set(Object.entries(keys).flatMap(([key, reason]) => (settings[key] === true ? [reason] : [])));
}

/**
 * Says why Hugo does not build a page.
 * Source: Hugo's front matter documentation; the keys' other names and the order in which dates stand in for each other
 * are those of its `frontmatter` configuration. Checked with Hugo 0.131.
 *
 * @param bundles from `findBundles`
 * @param now in milliseconds since 1970
 * @param allowed what keeps no page out
 * @returns null if it is built
 */
export function explainUnbuilt(
  { path, data }: Page,
  bundles: Set<string>,
  now: number,
  allowed: ReadonlySet<Unbuilt> = new Set(),
): Unbuilt | null {
  if (isBundled(path, bundles)) return 'bundled';
  const isDraft = isTrue(readKey(data, 'draft')) || isFalse(readKey(data, 'published'));
  if (isDraft && !allowed.has('draft')) return 'draft';
  const expires = firstMoment(data, ['expiryDate', 'unpublishDate']);
  if (expires !== null && expires <= now && !allowed.has('expired')) return 'expired';
  const appears = firstMoment(data, ['publishDate', 'pubDate', 'published', 'date']);
  if (appears !== null && appears > now && !allowed.has('future')) return 'future';
  const build = readKey(data, 'build') ?? readKey(data, '_build');
  const render = isMap(build) ? readKey(build, 'render') : undefined;
  // With `link` a page has a URL, and no file. Checked with Hugo 0.131 and 0.169.
  const isUnrendered = render === 'never' || render === 'link' || render === false;
  return isTrue(readKey(data, 'headless')) || isUnrendered ? 'not-rendered' : null;
}

/** The folders with an `index.md`: anything else below one is its page's resource. Source: Hugo, leaf bundles. */
export function findBundles(paths: string[]): Set<string> {
  const bundles = new Set<string>();
  for (const path of paths) {
    const [, folder] = /^(.+)\/index(?:\.[a-z-]+)?\.(?:md|markdown|html)$/i.exec(path) ?? [];
    if (folder !== undefined) bundles.add(folder);
  }
  return bundles;
}

/**
 * Reads a date as Hugo does: one without a time is midnight, one without an offset is UTC. @returns null if it is not a
 * date
 */
function parseDate(value: Value | undefined): number | null {
  if (typeof value === 'number') return value * 1000;
  const [, day, time = '00:00:00', offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:(?:[Tt]|\s+)(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(
      typeof value === 'string' ? value.trim() : '',
    ) ?? [];
  if (day === undefined) return null;
  const moment = Date.parse(`${day}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(moment) ? null : moment;
}

function isBundled(path: string, bundles: Set<string>): boolean {
  const isIndex = /(^|\/)index(\.[a-z-]+)?\.(md|markdown|html)$/i.test(path);
  let folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (isIndex) folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  for (; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (bundles.has(folder)) return true;
  }
  return false;
}

function firstMoment(data: Record<string, Value>, keys: string[]): number | null {
  for (const key of keys) {
    const moment = parseDate(readKey(data, key));
    if (moment !== null) return moment;
  }
  return null;
}

// Hugo's YAML 1.1 reads more words as booleans than the YAML 1.2 of our parser.
function isTrue(value: Value | undefined): boolean {
  return /^(true|yes|on|t|1)$/i.test(String(value));
}

function isFalse(value: Value | undefined): boolean {
  return /^(false|no|off|f|0)$/i.test(String(value));
}
