import slugifyModule from 'slugify';
import type { Rules } from '../model/rules.ts';
import { cutToBytes } from '../text/cut-bytes.ts';

// slugify is CommonJS: under NodeNext its types wrap the function in `default`.
const slugify = slugifyModule as unknown as (text: string, options: SlugifyOptions) => string;

interface SlugifyOptions {
  lower: boolean;
  strict: boolean;
  locale?: string;
}

/** The languages for which slugify has its own spelling. */
export const slugLocales = ['bg', 'da', 'de', 'es', 'fr', 'it', 'nb', 'nl', 'pt', 'sv', 'uk', 'vi'] as const;

/** A built site has a folder named after the slug, and most file systems allow 255 bytes. A clash adds a number. */
const mostBytes = 200;

/** Apostrophes and characters without width: the letters around them belong together. */
const vanishing = /['’‘ʼ＇´\p{Cf}\p{Me}\p{Variation_Selector}]/gu;
/** Stylised letters and digits: bold, circled, full width. */
const dressed = /(?!\p{ASCII})[\p{L}\p{N}]/gu;
const accented = /(?![A-Za-z](?!\p{M}))\p{Script=Latin}\p{M}*/gu;
const beyondAscii = /\P{ASCII}/gu;

/**
 * Makes a page's slug from a video's title: letters and digits stay, apostrophes vanish, `&` is "and", everything else
 * is a separator. Latin letters lose their accents; letters of other scripts are written in Latin as far as slugify
 * knows them, or kept with `unicode`.
 *
 * @param rules `slugs` of the config
 * @returns lower-case letters, digits and dashes, at most 200 bytes. The video id, lower-cased, if nothing is left of
 *   the title, or of its letters
 */
export function makeSlug(title: string, videoId: string, { locale, unicode }: Rules['slugs']): string {
  const options = { lower: true, strict: true, ...(locale !== null && { locale }) };
  const words = title
    .normalize()
    .replace(dressed, (character) => character.normalize('NFKC'))
    .replace(vanishing, '')
    .replace(/[&＆]/g, () => ` ${slugify('&', options)} `)
    .replace(/[^\p{L}\p{Nd}\p{M}]+/gu, ' ')
    .replace(unicode ? accented : beyondAscii, (letter) => writeLatin(letter, options));
  const slug = cutSlug(words.toLowerCase().trim().replace(/ +/g, '-'));
  return slug !== '' && (/\p{L}/u.test(slug) || !/\p{L}/u.test(title)) ? slug : makeSlugOfId(videoId);
}

/** Dashes at its ends would not be served. */
function makeSlugOfId(videoId: string): string {
  const id = videoId.toLowerCase();
  return id.replace(/^-+|-+$/g, '') || id;
}

/** A letter that slugify does not know loses its accents. */
function writeLatin(letter: string, options: SlugifyOptions): string {
  return slugify(letter, options) || slugify(letter.normalize('NFD').replace(/\p{M}/gu, ''), options);
}

/** At a separator, if there is one. */
function cutSlug(slug: string): string {
  const cut = cutToBytes(slug, mostBytes);
  if (cut === slug || slug[cut.length] === '-') return cut;
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : cut.length);
}

/** The slug that versions with lockfile version 1 made from a title: pages that have it keep it. */
export function makeFormerSlug(title: string, videoId: string): string {
  return slugify(title, { lower: true, strict: true }) || videoId;
}

/**
 * Finds a slug whose URL is known and free: the wanted one, or else with `-2`, `-3` and so on. If the URL does not
 * depend on the slug, or is unknown for every slug, a number cannot help, and the wanted slug is returned.
 *
 * @param findUrl the URL that a slug leads to; null if only the generator can tell, as for `null` and `2024`
 * @param isTaken whether another page has, or ever had, a URL
 */
export function findFreeSlug(
  wanted: string,
  findUrl: (slug: string) => string | null,
  isTaken: (url: string) => boolean,
): string {
  const urlOfWanted = findUrl(wanted);
  if (urlOfWanted !== null && !isTaken(urlOfWanted)) return wanted;
  if (findUrl(`${wanted}-2`) === urlOfWanted) return wanted;
  for (let number = 2; ; number++) {
    const url = findUrl(`${wanted}-${number}`);
    // After `2024-05`, a number below a hundred may be read as a day.
    if (url === null ? number === 100 : !isTaken(url)) return `${wanted}-${number}`;
  }
}

/** Whether a slug is the wanted one, with or without the number that a clash adds. */
export function isSlugOf(slug: string, wanted: string): boolean {
  return slug.startsWith(wanted) && /^(-\d+)?$/.test(slug.slice(wanted.length));
}
