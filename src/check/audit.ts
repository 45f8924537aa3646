import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import type { Finding } from '../model/finding.ts';
import type { UnreadablePage } from '../model/page.ts';
import type { SiteRules } from '../plan/read-claims.ts';
import { findOldClashes, findUnserved, type Unredirected } from './old-urls.ts';
import { findClashes, findNoneBuilt, findTwoPages } from './site-rules.ts';
import { findVideoIdFlaws } from './video-ids.ts';

/**
 * Audits a site by its generator's rules. An import alone cannot keep them, because people edit pages too.
 *
 * @param site what each page claims
 * @param isStrict whether an archived URL that nothing serves is an error
 * @param nameFile how a message names another page, given its path below the folder that was read
 * @returns findings, page after page
 */
export function auditSite(
  site: PageClaims[],
  unreadable: UnreadablePage[],
  unredirected: Unredirected,
  { generator, served }: SiteRules,
  isStrict: boolean,
  nameFile: (path: string) => string,
): Finding[] {
  const findings = [
    ...unreadable.map((page) => describeUnreadable(page, generator)),
    ...site.flatMap((claims) => served.checkPage(claims, generator.urlLists.live)),
    ...site.flatMap(({ page }) => findVideoIdFlaws(page)),
    ...findTwoPages(site, nameFile),
    ...findNoneBuilt(site, generator),
    ...findClashes(site, generator, nameFile),
    ...findOldClashes(site, unredirected, generator, isStrict ? 'error' : 'warning', nameFile),
    ...findUnserved(site, unredirected, generator, isStrict ? 'error' : 'note'),
  ];
  return findings.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function describeUnreadable({ path, kind, line, detail }: UnreadablePage, { label }: Generator): Finding {
  const message = `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
  return {
    code: 'unreadable',
    severity: 'error',
    path,
    key: null,
    entry: null,
    ...(line !== null && { line }),
    message,
    remedy:
      kind === 'linked'
        ? 'Move it into the content folder if an import is to keep it; it is never edited here.'
        : `Fix the front matter: neither ${label} nor an import can use the page.`,
  };
}
