import { count } from '../text/counts.ts';
import {
  encodeCharacter,
  encodeLikeBrowser,
  encodePath,
  encodeTarget,
  type HostFormat,
  listSpellings,
} from './host-format.ts';

/**
 * Netlify's `_redirects`. Paths are case-sensitive, special characters must be encoded, and a rule matches with and
 * without a trailing slash. `301!` answers even where a file exists, as a page that redirects does. `410` shows a page of
 * the site with that status.
 * Source: docs.netlify.com/manage/routing/redirects/overview and /redirect-options.
 */
export const netlify: HostFormat = {
  ignoresCase: false,
  hasComments: true,
  answersGone: true,
  write: (redirects, gone) =>
    [
      ...redirects.map(({ from, to }) => `${encodePath(from)} ${encodeTarget(to)} 301!\n`),
      ...gone.map((from) => `${encodePath(from)} /404.html 410!\n`),
    ].join(''),
  warn: (_, redirects, gone) => {
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

/**
 * Cloudflare Pages' `_redirects`. A rule without `*` or `:name` matches the path exactly as it is sent, letter case and
 * slash included, and comes before any file.
 * Source: developers.cloudflare.com/pages/configuration/redirects; cloudflare/workers-sdk, parseRedirects.ts, and
 * handler.ts of pages-shared.
 */
export const cloudflare: HostFormat = {
  ignoresCase: false,
  hasComments: true,
  answersGone: false,
  write: (redirects) =>
    redirects
      .flatMap(({ from, to }) =>
        listSpellings(from).map((path) => `${encodeForCloudflare(path)} ${encodeTarget(to)} 301\n`),
      )
      .join(''),
  warn: (text, _, gone) => {
    const lines = text.split('\n').slice(0, -1);
    const long = lines.filter((line) => line.length > 1000).length;
    return [
      ...explainNoGone('Cloudflare Pages', gone),
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

/**
 * Azure Static Web Apps' `staticwebapp.config.json`. The route of an `index.html` also matches its folder, with and
 * without a slash; letter case counts (Azure/static-web-apps#111, #748); `*` and `{` are wildcards.
 * Source: learn.microsoft.com/azure/static-web-apps/configuration (exact route; restrictions).
 */
export const azureStaticWebApps: HostFormat = {
  ignoresCase: false,
  hasComments: false,
  answersGone: false,
  write: (redirects) => {
    const routes = redirects.map(({ from, to }) => ({
      route: encodePath(from.endsWith('.html') ? from : `${from}/index.html`),
      redirect: encodeTarget(to),
      statusCode: 301,
    }));
    return `{\n  "routes": [${routes.map((route) => `\n    ${JSON.stringify(route)}`).join(',')}\n  ]\n}\n`;
  },
  warn: (text, _, gone) => {
    const { length } = new TextEncoder().encode(text);
    return [
      ...explainNoGone('Azure Static Web Apps', gone),
      ...(length <= 20 * 1024
        ? []
        : [
            `Azure Static Web Apps takes a staticwebapp.config.json of 20 KB; this one has ${Math.ceil(length / 1024)} KB. Prune aliases, or redirect in front of it.`,
          ]),
    ];
  },
};

/** What becomes of 410 where a host documents redirects alone. */
function explainNoGone(host: string, gone: string[]): string[] {
  return gone.length === 0
    ? []
    : [
        `${host} cannot answer 410: ${count(gone.length, 'URL')} of \`urls.gone\` got no rule, and ${gone.length === 1 ? 'answers' : 'answer'} 404. Give an address instead where one should lead on.`,
      ];
}

/** A list of `from` and `to` for everything else; `to` is null where a URL is gone for good. */
export const json: HostFormat = {
  ignoresCase: false,
  hasComments: false,
  answersGone: true,
  write: (redirects, gone) =>
    `${JSON.stringify(
      [
        ...redirects.map(({ from, to }) => ({ from: encodePath(from), to: encodeTarget(to) })),
        ...gone.map((from) => ({ from: encodePath(from), to: null })),
      ],
      null,
      2,
    )}\n`,
  warn: () => [],
};
