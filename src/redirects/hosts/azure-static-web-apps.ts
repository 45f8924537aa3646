import { encodePath, encodeTarget, isFile } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { spliceEntries } from '../json-entries.ts';

/**
 * Azure Static Web Apps' `staticwebapp.config.json`. The route of an `index.html` also matches its folder, with and
 * without a slash; letter case counts (Azure/static-web-apps#111, #748); `*` and `{` are wildcards.
 * Source: learn.microsoft.com/azure/static-web-apps/configuration (exact route; restrictions).
 */
export const azureStaticWebApps: FileFormat = {
  label: 'Azure Static Web Apps',
  ignoresCase: false,
  answersGone: false,
  ...spliceEntries({
    name: 'staticwebapp.config.json',
    list: 'routes',
    from: 'route',
    to: 'redirect',
    write: ({ redirects }) =>
      redirects.map(({ from, to }) => ({
        route: encodePath(isFile(from) ? from : `${from}/index.html`),
        redirect: encodeTarget(to),
        statusCode: 301,
      })),
    readSource: (route) => route,
  }),
  warn(text) {
    const { length } = new TextEncoder().encode(text);
    return length <= 20 * 1024
      ? []
      : [
          `Azure Static Web Apps takes a staticwebapp.config.json of 20 KB; this one has ${Math.ceil(length / 1024)} KB. Prune aliases, or redirect in front of it.`,
        ];
  },
};
