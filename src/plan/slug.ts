import slugifyModule from 'slugify';

// slugify is CommonJS: under NodeNext its types wrap the function in `default`.
const slugify = slugifyModule as unknown as (
  text: string,
  options: { lower: boolean; strict: boolean },
) => string;

/**
 * Makes a page's slug of a video's title.
 *
 * @returns lower-case letters, digits and dashes; the video id where the title has nothing that a slug can hold
 */
export function makeSlug(title: string, videoId: string): string {
  return slugify(title, { lower: true, strict: true }) || videoId;
}

/**
 * What Hugo makes of a slug in a URL: lower case, spaces and dashes folded to one dash, none at the ends, everything
 * but letters, digits, marks and `. / \ _ # + ~ @` dropped.
 * Source: Hugo, common/paths/path.go (Sanitize), resources/page/permalinks.go.
 */
export function sanitiseSlug(slug: string): string {
  return slug
    .replace(/[^\p{L}\p{Nd}\p{M}./\\_#+~@%\s-]|%(?![0-9A-Fa-f]{2})/gu, '')
    .replace(/[\s-]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

/**
 * Finds a slug whose URL no other page has or ever had: the wanted one, else with `-2`, `-3` and so on.
 *
 * @param isTaken tells whether a page with this slug would have another page's URL
 */
export function findFreeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  let slug = wanted;
  for (let number = 2; isTaken(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}

/** Whether a slug is the wanted one or that with a number behind it, as a clash leaves it. */
export function isSlugOf(slug: string, wanted: string): boolean {
  return slug.startsWith(wanted) && /^(-\d+)?$/.test(slug.slice(wanted.length));
}
