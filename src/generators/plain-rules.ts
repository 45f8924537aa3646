import type { Finding } from '../model/finding.ts';
import type { AliasFault, PageClaims, Unbuilt } from './claims.ts';
import { findRefusedAliases, findUnbuiltAliases } from './shared-rules.ts';

const faultWords: Record<AliasFault, string> = {
  empty: 'is empty',
  absolute: 'is an absolute URL: no redirect leads from it',
  root: "is the site's home page",
  climbs: 'leads out of the site with ".."',
};

/** What is wrong with one page by itself, for generators that make no redirects themselves. */
export function checkPlainPage(
  claims: PageClaims,
  liveKey: string,
  label: string,
  unbuiltWords: Record<Unbuilt, string>,
): Finding[] {
  return [
    ...findRefusedAliases(claims, liveKey, faultWords),
    ...findUnbuiltAliases(claims, liveKey, label, unbuiltWords),
  ].map((finding) => ({ ...finding, path: claims.page.path }));
}
