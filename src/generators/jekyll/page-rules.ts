import type { Finding } from '../../model/finding.ts';
import type { Page } from '../../model/page.ts';
import type { AliasFault, PageClaims, Unbuilt } from '../claims.ts';
import { findRefusedAliases, findUnbuiltAliases, findUnknownUrl, type PageFinding } from '../shared-rules.ts';

/** Why Jekyll does not build a page, in words that follow "it". */
const unbuiltWords: Record<Unbuilt, string> = {
  draft: 'is a draft',
  expired: 'has expired',
  future: 'is dated in the future',
  'not-rendered': 'lies where no page is read, or in a collection without output',
  bundled: "lies in another page's folder",
};

const faultWords: Record<AliasFault, string> = {
  empty: "is empty: Jekyll writes the redirect in the place of the site's home page",
  absolute: 'is an absolute URL: Jekyll writes a folder of that name',
  root: "comes to the root of the site: Jekyll writes the redirect in the place of the site's home page",
  climbs: 'leads out of the site with ".."',
};

/**
 * What is wrong with one page by itself.
 *
 * @param key of the live list
 * @param explainUnknown says why its URL is not known
 */
export function checkPage(
  claims: PageClaims,
  key: string,
  explainUnknown: (page: Page) => string | null,
): Finding[] {
  const findings: PageFinding[] = [
    ...findRefusedAliases(claims, key, faultWords),
    ...findUnbuiltAliases(claims, key, 'Jekyll', unbuiltWords),
    ...findUnknownUrl(claims, 'Jekyll', explainUnknown),
    ...findRefusedPermalink(claims),
  ];
  return findings.map((finding) => ({ ...finding, path: claims.page.path }));
}

/** Source: Jekyll, lib/jekyll/drops/url_drop.rb. */
const tokens = new Set(
  'collection output_ext path name title slug categories slugified_categories year month day hour minute second i_day i_month short_month long_month short_year w_year week w_day short_day long_day y_day'.split(
    ' ',
  ),
);

/** Pages outside collections leave unknown tokens as they are. */
function findRefusedPermalink({ page }: PageClaims): PageFinding[] {
  const permalink = page.data['permalink'];
  if (typeof permalink !== 'string' || !/(^|\/)_/.test(page.path)) return [];
  const unknown = [...permalink.matchAll(/:([a-z_]+)/g)]
    .map(([, name = '']) => name)
    .find((name) => !tokens.has(name) && !tokens.has(name.replace(/_$/, '')));
  if (unknown === undefined) return [];
  return [
    {
      code: 'url-refused',
      severity: 'error',
      key: 'permalink',
      entry: null,
      message: `Jekyll refuses to build the site with the permalink "${permalink}": it knows no token :${unknown}.`,
      remedy: 'Write a path from the root of the site, such as /videos/:slug/.',
    },
  ];
}
