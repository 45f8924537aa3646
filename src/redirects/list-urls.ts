import { readPath } from '../generators/url-path.ts';
import { UserError } from '../model/error.ts';
import type { HostRules } from './host-format.ts';

/**
 * Lists what may be URLs in rules, in any host's notation: what stands there between quotes or white space. It tells whose
 * rules they are: those of a site name at least one URL that the site knows.
 *
 * @returns paths without a trailing slash, decoded, and absolute URLs
 */
export function listUrls(rules: string): string[] {
  return [...rules.matchAll(/"((?:[^"\\]|\\.)*)"|[^\s"]+/g)]
    .map(([word, quoted = word]) => quoted.replace(/^\^(.*?)(?:\/\?)?\$$/, '$1').replaceAll('\\', ''))
    .filter((word) => /^(?:\/|https?:)/.test(word))
    .map((url) => (url.startsWith('/') ? readPath(url) : url));
}

/** @throws UserError if a file has rules, and none of them names a URL that the site knows */
export function refuseOthers(current: string, { isKnown }: HostRules): void {
  const urls = listUrls(current);
  if (urls.length === 0 || urls.some(isKnown)) return;
  throw new UserError(
    `The file has redirects of another site, such as ${urls[0]}, and none of this one.`,
    'Give each site its own file, or delete this one if nobody needs it.',
  );
}
