import { encodeCharacter, encodeLikeBrowser, encodeTarget, listSpellings } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { listRules, markLines } from '../marked-lines.ts';

/**
 * Cloudflare Pages' `_redirects`. A rule without `*` or `:name` matches the path exactly as it is sent, letter case and
 * slash included, and comes before any file. `*` is any text and `:name` some without a slash, so that no pattern matches
 * /x and /x/ alone. It serves x.html under /x itself, and sends /x/ and /x.html there: a rule for one of them would lead
 * in a circle.
 * Source: developers.cloudflare.com/pages/configuration/redirects and /serving-pages; cloudflare/workers-sdk,
 * parseRedirects.ts, and handler.ts and rulesEngine.ts of pages-shared.
 */
export const cloudflare: FileFormat = {
  label: 'Cloudflare Pages',
  ignoresCase: false,
  answersGone: false,
  ...markLines(/^_redirects$/, ({ redirects }) =>
    redirects
      .filter(({ from, to }) => to !== `${from}.html`)
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
