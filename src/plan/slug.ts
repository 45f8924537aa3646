import slugifyModule from 'slugify';

// slugify is CommonJS: under NodeNext its types wrap the function in `default`.
const slugify = slugifyModule as unknown as (
  text: string,
  options: { lower: boolean; strict: boolean },
) => string;

/**
 * Makes a page's slug of a video's title.
 *
 * @returns lower-case letters, digits and dashes; the video id if the title has nothing that a slug can hold
 */
export function makeSlug(title: string, videoId: string): string {
  return slugify(title, { lower: true, strict: true }) || videoId;
}

/**
 * Finds a slug whose URL is free: the wanted one, else with `-2`, `-3` and so on. If the URL does not hold the slug, no
 * number helps, and the wanted one is it.
 *
 * @param findUrl gives the URL that a slug leads to; null if only the generator can tell
 * @param isTaken tells whether another page has a URL, or ever had it
 */
export function findFreeSlug(
  wanted: string,
  findUrl: (slug: string) => string | null,
  isTaken: (url: string) => boolean,
): string {
  const urlOfWanted = findUrl(wanted);
  if (urlOfWanted === null || !isTaken(urlOfWanted) || findUrl(`${wanted}-2`) === urlOfWanted) return wanted;
  for (let number = 2; ; number++) {
    const url = findUrl(`${wanted}-${number}`);
    if (url === null || !isTaken(url)) return `${wanted}-${number}`;
  }
}

/** Whether a slug is the wanted one or that with a number behind it, as a clash leaves it. */
export function isSlugOf(slug: string, wanted: string): boolean {
  return slug.startsWith(wanted) && /^(-\d+)?$/.test(slug.slice(wanted.length));
}
