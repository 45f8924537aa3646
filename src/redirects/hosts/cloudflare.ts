import { encodeCharacter, encodeLikeBrowser, encodeTarget, listSpellings } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { listRules, markLines } from '../marked-lines.ts';

/**
 * Cloudflare Pages' `_redirects`. A rule without `*` or `:name` matches the path exactly as it is sent, letter case and
 * slash included, and comes before any file.
 * Source: developers.cloudflare.com/pages/configuration/redirects; cloudflare/workers-sdk, parseRedirects.ts, and
 * handler.ts of pages-shared.
 */
export const cloudflare: FileFormat = {
  label: 'Cloudflare Pages',
  ignoresCase: false,
  answersGone: false,
  ...markLines(/^_redirects$/, ({ redirects }) =>
    redirects
      .flatMap(({ from, to }) =>
        listSpellings(from).map((path) => `${encodeForCloudflare(path)} ${encodeTarget(to)} 301\n`),
      )
      .join(''),
  ),
  warn(text) {
    const lines = listRules(text);
    const long = lines.filter((line) => line.length > 1000).length;
    return [
      ...(lines.length > 2000
        ? [
            `Cloudflare Pages takes 2,000 static redirects; these are ${lines.length}, and those beyond are ignored. Use Bulk Redirects for them.`,
          ]
        : []),
      ...(long > 0
        ? [`Cloudflare Pages takes 1,000 characters a line; ${long} of these lines are longer.`]
        : []),
    ];
  },
};

function encodeForCloudflare(path: string): string {
  return encodeLikeBrowser(path).replace(/\*|:(?=[A-Za-z])/g, encodeCharacter);
}
