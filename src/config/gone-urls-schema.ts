import * as v from 'valibot';
import { decodePath, hasImpossible } from '../generators/url-path.ts';
import type { GoneUrl } from '../model/rules.ts';
import { record } from '../model/validation.ts';

/** A URL of the site as the two lists of a page have it. `%0A` is a line break too. */
const goneUrl = v.pipe(
  v.string('must be a string'),
  v.regex(/^\/(?!\/)/, 'must begin with one /'),
  v.check(isPossible, 'has characters that no URL can have'),
  v.check((path) => decodePath(path) !== '/', 'is the root of the site'),
);

const address = v.pipe(
  v.string(),
  v.check(
    (to) => isPossible(to) && (isSitePath(to) || isAbsolute(to)),
    'must be 410, a path of the site such as /talks/, or an address that begins with https://',
  ),
);

/** A map from URLs to their replacements, or a list of URLs that are gone for good. */
export const goneUrls = v.pipe(
  v.union(
    [
      v.array(goneUrl),
      v.pipe(
        record as unknown as v.GenericSchema<Record<string, 410 | string>>,
        v.record(goneUrl, v.union([v.literal(410), address], 'must be 410, or the address that it leads to')),
      ),
    ],
    'must be a map from URLs to 410 or an address, or a list of URLs',
  ),
  v.transform((urls): GoneUrl[] =>
    Array.isArray(urls)
      ? urls.map((from) => ({ from, to: null }))
      : Object.entries(urls).map(([from, to]) => ({ from, to: to === 410 ? null : to })),
  ),
);

function isPossible(url: string): boolean {
  return !hasImpossible(url) && !hasImpossible(decodePath(url));
}

/** A query needs the whole address: in a path `?` and `#` are characters like any others. */
function isSitePath(to: string): boolean {
  return /^\/(?!\/)[^?#]*$/.test(to);
}

function isAbsolute(to: string): boolean {
  return /^https?:\/\//i.test(to) && URL.canParse(to);
}
