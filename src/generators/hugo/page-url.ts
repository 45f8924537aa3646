import { readText } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { isVideoId } from '../../model/video.ts';
import { fillText } from '../../text/template.ts';
import { sanitiseSlug, sanitiseTitle } from './sanitise-slug.ts';

/** Without a trailing slash, as the two lists and the lockfile hold it. */
export function writeUrl(url: string): string {
  return url.replace(/(.)\/$/, '$1');
}

/**
 * Two URLs of the lists are one if they differ only in letter case, in trailing slashes or in a final `index.html`, which
 * an alias needs where `uglyURLs` would make a file of it.
 */
export function foldUrl(url: string): string {
  const folded = url.toLowerCase();
  const hasEnd = folded.endsWith('/') || folded.endsWith('/index.html');
  return hasEnd ? folded.replace(/\/+(?:index\.html)?$/, '') : folded;
}

/**
 * The URL of a page where no configuration of the site decides it: its front matter `url`, or `urls.page` filled from the
 * front matter, in place of the site's permalinks.
 * Source: Hugo's `url` beats `slug`; without a slug `:slug` is the title's. Checked with Hugo 0.131: `url` keeps its
 * letter case, permalinks do not, and both are decoded like a part of a URL.
 *
 * @param data the page's front matter
 * @param template `urls.page`, such as `/resources/videos/{slug}`
 * @returns a path without a trailing slash, or null if it has a token that only Hugo can resolve, or needs a
 *   slug and the page has neither that nor a title: then it would be the URL of the folder above
 */
export function findPageUrl(data: Record<string, Value>, template: string): string | null {
  const own = readText(data, 'url');
  const pattern = own || template.replace(/\{([A-Za-z]+)\}/g, ':$1');
  const values: (string | undefined)[] = [];
  const filled = pattern.replace(token, (_, name: string) => {
    const value = resolveToken(name, data);
    values.push(value);
    return value ?? '';
  });
  if (values.includes(undefined)) return null;
  const decoded = decode(values.length > 0 ? filled.replaceAll('+', ' ') : filled);
  const url = own ? decoded : sanitiseTitle(`${decoded}/`);
  return `/${url}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}

/** @returns undefined for a token that only Hugo can resolve on this page */
function resolveToken(name: string, data: Record<string, Value>): string | undefined {
  if (name === 'slug') return findUrlSlug(data) || undefined;
  if (name === 'title') return sanitiseTitle(readText(data, 'title'));
  if (name === 'videoId') return [readText(data, 'videoId'), readText(data, 'ResourceId')].find(isVideoId);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(readText(data, 'date')) ?? [];
  return name === 'year' ? year : name === 'month' ? month : name === 'day' ? day : undefined;
}

/** What `:slug` stands for in a page's URL: its slug, else its title; `''` if these hold nothing that a URL can. */
export function findUrlSlug(data: Record<string, Value>): string {
  const slug = readText(data, 'slug');
  return /[^-]/.test(slug) ? sanitiseSlug(slug) : sanitiseTitle(readText(data, 'title'));
}

const token = /:(\w+)/g;

/** Reads what Hugo takes for an encoded path. */
export function decode(url: string): string {
  if (!url.includes('%')) return url;
  try {
    return decodeURIComponent(url);
  } catch {
    return url; // A sign of percent that stands for itself.
  }
}

/** `urls.page` as the front matter key `url` wants it: `{slug}` is left to Hugo as `:slug`, the rest is filled. */
export function makePermalink(template: string, tokens: Record<string, Value>): string {
  return fillText(template, tokens, { slug: ':slug' });
}
