import { isEmpty, readKey } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import type { PageClaims } from '../claims.ts';
import type { Addressed, UrlRules } from '../served-site.ts';
import { cleanPath } from '../url-path.ts';
import { findPageUrl } from './page-url.ts';
import { sanitiseSlug } from './sanitise-slug.ts';
import { addSlash } from './served-pages.ts';

/**
 * A URL that the site's configuration does not decide, because there is none or the file is outside its content: a page
 * of a video has the URL that an import would give it; others have `url`, or their place in the content.
 */
export function findFallbackUrl(
  { data, path, videoId }: Addressed,
  { template, folder }: UrlRules,
): Pick<PageClaims, 'url' | 'isGuess'> {
  const own = readKey(data, 'url');
  if (videoId !== null || !isEmpty(own)) {
    const url = findPageUrl(data, template);
    return { url: url && addSlash(cleanPath(url), isEmpty(own) ? template : String(own)), isGuess: false };
  }
  const place = folder === null ? null : /^\/content(\/.*)$/.exec(cleanPath(`${folder}/${path}`))?.[1];
  return place ? { url: guessUrl(place, data), isGuess: true } : { url: null, isGuess: false };
}

/** Section, path and name as Hugo's default permalinks have them; `slug` takes the place of the name. */
function guessUrl(path: string, data: Record<string, Value>): string {
  const names = path.replace(/\.(md|markdown|html)$/i, '').split('/');
  const file = names.at(-1)?.toLowerCase();
  if (file === 'index' || file === '_index') names.pop();
  const slug = readKey(data, 'slug');
  if (typeof slug === 'string' && slug !== '' && file !== '_index' && names.length > 0) {
    names.splice(-1, 1, slug);
  }
  const url = cleanPath(names.map((name) => sanitiseSlug(name)).join('/'));
  return url === '/' ? url : `${url}/`;
}
