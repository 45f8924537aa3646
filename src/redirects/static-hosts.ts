import { encodeCharacter, encodeLikeBrowser, encodePath, type Format, listSpellings } from './format.ts';

/**
 * Netlify's `_redirects`. Paths are case-sensitive, special characters must be encoded, and a rule matches with and
 * without a trailing slash. `301!` answers even where a file exists, as a page that redirects does.
 * Source: docs.netlify.com/manage/routing/redirects/overview and /redirect-options.
 */
export const netlify: Format = {
  ignoresCase: false,
  hasComments: true,
  write: (redirects) =>
    redirects.map(({ from, to }) => `${encodePath(from)} ${encodePath(to)} 301!\n`).join(''),
  warn: (_, { length }) =>
    length < 10_000
      ? []
      : [
          `Netlify advises against 10,000 redirects or more: a deploy with these ${length} may fail. Prune aliases, or use edge functions.`,
        ],
};

/**
 * Cloudflare Pages' `_redirects`. A rule without `*` or `:name` matches the path exactly as it is sent, letter case and
 * slash included, and comes before any file.
 * Source: developers.cloudflare.com/pages/configuration/redirects; cloudflare/workers-sdk, parseRedirects.ts, and
 * handler.ts of pages-shared.
 */
export const cloudflare: Format = {
  ignoresCase: false,
  hasComments: true,
  write: (redirects) =>
    redirects
      .flatMap(({ from, to }) =>
        listSpellings(from).map((path) => `${encodeForCloudflare(path)} ${encodePath(to)} 301\n`),
      )
      .join(''),
  warn: (text) => {
    const lines = text.split('\n').slice(0, -1);
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

/**
 * Azure Static Web Apps' `staticwebapp.config.json`. The route of an `index.html` also matches its folder, with and
 * without a slash; letter case counts (Azure/static-web-apps#111, #748); `*` and `{` are wildcards.
 * Source: learn.microsoft.com/azure/static-web-apps/configuration (exact route; restrictions).
 */
export const azureStaticWebApps: Format = {
  ignoresCase: false,
  hasComments: false,
  write: (redirects) => {
    const routes = redirects.map(({ from, to }) => ({
      route: encodePath(from.endsWith('.html') ? from : `${from}/index.html`),
      redirect: encodePath(to),
      statusCode: 301,
    }));
    return `{\n  "routes": [${routes.map((route) => `\n    ${JSON.stringify(route)}`).join(',')}\n  ]\n}\n`;
  },
  warn: (text) => {
    const { length } = new TextEncoder().encode(text);
    return length <= 20 * 1024
      ? []
      : [
          `Azure Static Web Apps takes a staticwebapp.config.json of 20 KB; this one has ${Math.ceil(length / 1024)} KB. Prune aliases, or redirect in front of it.`,
        ];
  },
};

/** A list of `from` and `to` for everything else. */
export const json: Format = {
  ignoresCase: false,
  hasComments: false,
  write: (redirects) =>
    `${JSON.stringify(
      redirects.map(({ from, to }) => ({ from: encodePath(from), to: encodePath(to) })),
      null,
      2,
    )}\n`,
  warn: () => [],
};
