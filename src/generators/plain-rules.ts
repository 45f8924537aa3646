import type { Finding } from '../model/finding.ts';
import type { Page } from '../model/page.ts';
import type { PageClaims, Unbuilt } from './claims.ts';
import { findPlainAliasFaults, findUnbuiltAliases, findUnknownUrl } from './shared-rules.ts';

/** What is wrong with one page by itself, for generators that make no redirects themselves. */
export function checkPlainPage(
  claims: PageClaims,
  liveKey: string,
  label: string,
  unbuiltWords: Record<Unbuilt, string>,
  explainUnknown: (page: Page) => string | null,
): Finding[] {
  return [
    ...findPlainAliasFaults(claims, liveKey),
    ...findUnknownUrl(claims, label, explainUnknown),
    ...findUnbuiltAliases(claims, liveKey, label, unbuiltWords),
  ].map((finding) => ({ ...finding, path: claims.page.path }));
}
