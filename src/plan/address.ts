import type { Value } from '../values.ts';
import { isEmpty, readKey } from './front-matter.ts';
import { sanitiseSlug } from './slug.ts';
import { fillText } from './template.ts';

/** Two URLs are one for the ledger when they differ only in letter case or in trailing slashes. */
export function foldUrl(url: string): string {
  return url.replace(/\/+$/, '').toLowerCase();
}

/** Whether a URL is the stable one that holds the video's id: such a URL is never archived nor pruned. */
export function holdsVideoId(url: string, videoId: string): boolean {
  return url.toLowerCase().includes(videoId.toLowerCase());
}

/**
 * The URL under which the site serves a page: its front matter `url` if it has one, else the config's `urls.page`.
 * Source: Hugo's `url` beats `slug`; without a slug `:slug` is the title's.
 *
 * @param data the page's front matter
 * @param template `urls.page`, such as `/resources/videos/{slug}`
 * @returns a path without a trailing slash, or null where `url` has a token that only Hugo can resolve
 */
export function findPageUrl(data: Record<string, Value>, template: string): string | null {
  const text = (key: string) => {
    const value = readKey(data, key);
    return isEmpty(value) || typeof value === 'object' ? '' : String(value);
  };
  const date = /^(\d{4})-(\d\d)-(\d\d)/.exec(text('date'));
  const title = sanitiseSlug(text('title'));
  const slug = sanitiseSlug(text('slug')) || title;
  const known: Record<string, string | undefined> = {
    slug,
    title,
    videoId: text('videoId') || text('ResourceId'),
    year: date?.[1],
    month: date?.[2],
    day: date?.[3],
  };
  const pattern = text('url') || template.replace(/\{([A-Za-z]+)\}/g, ':$1');
  let isKnown = true;
  const url = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = known[name];
    if (!value) isKnown = false;
    return value ?? '';
  });
  if (!isKnown) return null;
  return `/${url}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}

/** `urls.page` as the front matter key `url` wants it: `{slug}` is left to Hugo as `:slug`, the rest is filled. */
export function makePermalink(template: string, tokens: Record<string, Value>): string {
  return fillText(template, { ...tokens, slug: ':slug' });
}
