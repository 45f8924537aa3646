import type { Finding } from '../../model/finding.ts';
import { isEmpty, readKey } from '../../model/front-matter.ts';
import type { PageClaims } from '../claims.ts';
import type { ServedSite } from '../served-site.ts';
import {
  findPlainAliasFaults,
  findUnbuiltAliases,
  findUnknownUrl,
  type PageFinding,
} from '../shared-rules.ts';
import { findHugoAliasFaults } from './alias-rules.ts';
import { unbuiltWords } from './built.ts';
import { type Spelling, sanitiseSlug } from './sanitise-slug.ts';

type PageRule = (claims: PageClaims, site: HugoServedSite) => PageFinding[];

/** A site as the rules for single pages see it. */
export interface HugoServedSite extends ServedSite {
  /** How it spells its URLs. */
  spelling: Spelling;
}

/**
 * What is wrong with one page by itself.
 *
 * @param liveKey the front matter key of its live list. Hugo reads only `aliases`; redirects from another list are a
 *   theme's
 */
export function checkPage(claims: PageClaims, liveKey: string, site: HugoServedSite): Finding[] {
  const findAliasFaults = liveKey.toLowerCase() === 'aliases' ? findHugoAliasFaults : findPlainAliasFaults;
  return [
    ...findAliasFaults(claims, liveKey, site),
    ...findUnbuiltAliases(claims, liveKey, 'Hugo', unbuiltWords),
    ...rules.flatMap((rule) => rule(claims, site)),
  ].map((finding) => ({ ...finding, path: claims.page.path }));
}

const unknownUrl: PageRule = (claims, { explainUnknown }) =>
  findUnknownUrl(
    claims,
    'Hugo',
    explainUnknown,
    'No action is needed, unless it is to follow YouTube in its URL: then give it a url or a slug.',
  );

const changedSlug: PageRule = ({ page }, { spelling }) => {
  const slug = readKey(page.data, 'slug');
  if (page.videoId === null || isEmpty(slug) || typeof slug === 'object') return [];
  // What an import writes if a title has nothing that a slug can hold.
  if (slug === page.videoId) return [];
  const made = sanitiseSlug(String(slug), spelling);
  return made === String(slug)
    ? []
    : [
        {
          code: 'slug-changed',
          severity: 'warning',
          key: 'slug',
          entry: null,
          message: `Hugo makes "${made}" of the slug "${slug}".`,
          remedy: made === '' ? 'Write a slug of letters, digits and dashes.' : `Write ${made}.`,
        },
      ];
};

const slugFromTitle: PageRule = ({ page, url }, site) => {
  const title = String(readKey(page.data, 'title') ?? '');
  const findUrl = (data: PageClaims['page']['data']) =>
    site.findUrl({ ...page, data: { ...page.data, ...data } });
  if (page.videoId === null || !isEmpty(readKey(page.data, 'slug'))) return [];
  if (title !== '' && (url === null || findUrl({ title: `${title}x` }) === url)) return [];
  if (title === '' && findUrl({ title: 'x' }) === url) return [];
  const slug = sanitiseSlug(title, site.spelling);
  return [
    {
      code: 'slug-from-title',
      severity: 'note',
      key: isEmpty(readKey(page.data, 'url')) ? 'title' : 'url',
      entry: null,
      message:
        'The page has no slug, so that its URL is made of its title and moves with every edit of the title.',
      remedy: slug === '' || findUrl({ slug }) !== url ? 'Give it a slug.' : `Give it the slug ${slug}.`,
    },
  ];
};

// Source: Hugo, resources/page/permalinks.go; from 0.131 on it resolves tokens in `url`.
const hugoTokens = new Set(
  'year month monthname day weekday weekdayname yearday section sections title slug slugorfilename filename contentbasename slugorcontentbasename'.split(
    ' ',
  ),
);

const refusedUrl: PageRule = ({ page }) => {
  const url = readKey(page.data, 'url');
  if (typeof url !== 'string') return [];
  const token = [...url.matchAll(/:(\w+)/g)]
    .map(([, name = '']) => name)
    .find((name) => !hugoTokens.has(name));
  const isAbsolute = /^[a-z][a-z\d+.-]*:\/\//i.test(url);
  if (token === undefined && !isAbsolute) return [];
  return [
    {
      code: 'url-refused',
      severity: 'error',
      key: 'url',
      entry: null,
      message: `Hugo refuses to build the site with the url "${url}": ${isAbsolute ? 'it is an absolute URL' : `it knows no token :${token}`}.`,
      remedy: 'Write a path from the root of the site, such as /videos/:slug.',
    },
  ];
};

const keysTwice: PageRule = ({ page }) => {
  const first = new Map<string, string>();
  return Object.keys(page.data).flatMap((key): PageFinding[] => {
    const other = first.get(key.toLowerCase());
    if (other === undefined) {
      first.set(key.toLowerCase(), key);
      return [];
    }
    return [
      {
        code: 'key-twice',
        severity: 'warning',
        key,
        entry: null,
        message: `The keys ${other} and ${key} are one key to Hugo, which takes either value.`,
        remedy: 'Take one of them out.',
      },
    ];
  });
};

const datesWithoutOffset: PageRule = ({ page }) =>
  page.videoId === null
    ? []
    : ['date', 'publishDate', 'expiryDate', 'lastmod'].flatMap((key): PageFinding[] => {
        const value = readKey(page.data, key);
        if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[Tt ]+[\d:.]+$/.test(value)) return [];
        return [
          {
            code: 'date-without-offset',
            severity: 'note',
            key,
            entry: null,
            message: `The ${key} ${value} has no offset: which moment it is depends on the site's time zone.`,
            remedy: 'Write it with an offset or a Z at its end.',
          },
        ];
      });

const rules: PageRule[] = [unknownUrl, changedSlug, slugFromTitle, refusedUrl, keysTwice, datesWithoutOffset];
