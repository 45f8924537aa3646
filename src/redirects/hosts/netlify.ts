import { encodePath, encodeTarget } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { markLines } from '../marked-lines.ts';

/**
 * Netlify's `_redirects`. Paths are case-sensitive, special characters must be encoded, and a rule matches with and
 * without a trailing slash. `301!` answers even where a file exists, as a page that redirects does. `410` shows a page of
 * the site with that status.
 * Source: docs.netlify.com/manage/routing/redirects/overview and /redirect-options.
 */
export const netlify: FileFormat = {
  label: 'Netlify',
  ignoresCase: false,
  answersGone: true,
  ...markLines(/^_redirects$/, ({ redirects, gone }) =>
    [
      ...redirects.map(({ from, to }) => `${encodePath(from)} ${encodeTarget(to)} 301!\n`),
      ...gone.map((from) => `${encodePath(from)} /404.html 410!\n`),
    ].join(''),
  ),
  warn(_, { redirects, gone }) {
    const { length } = [...redirects, ...gone];
    return [
      ...(length < 10_000
        ? []
        : [
            `Netlify advises against 10,000 redirects or more: a deploy with these ${length} may fail. Prune aliases, or use edge functions.`,
          ]),
      ...(gone.length > 0
        ? ['Netlify shows /404.html where a URL of `urls.gone` is 410: the site must have that page.']
        : []),
    ];
  },
};
