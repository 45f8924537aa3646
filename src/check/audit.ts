import type { Generator } from '../generators/generator.ts';
import type { Finding } from '../model/finding.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import { readClaims, type SiteRules } from '../plan/read-claims.ts';
import { findClashes, findNoneBuilt, findTwoPages, findUnserved } from './site-rules.ts';
import { findVideoIdFlaws } from './video-ids.ts';

/**
 * Audits a site by its generator's rules. An import alone cannot keep them, because people edit pages too.
 *
 * @param isStrict whether an archived URL that nothing serves is an error
 * @param nameFile how a message names another page, given its path below the folder that was read
 * @returns findings, page after page
 */
export function auditSite(
  { pages, unreadable }: { pages: Page[]; unreadable: UnreadablePage[] },
  rules: SiteRules,
  isStrict: boolean,
  nameFile: (path: string) => string,
): Finding[] {
  const { generator, served } = rules;
  const site = readClaims(pages, rules);
  const findings = [
    ...unreadable.map((page) => describeUnreadable(page, generator)),
    ...site.flatMap((claims) => served.checkPage(claims, generator.urlLists.live)),
    ...pages.flatMap(findVideoIdFlaws),
    ...findTwoPages(site, nameFile),
    ...findNoneBuilt(site, generator),
    ...findClashes(site, generator, nameFile),
    ...findUnserved(site, generator, isStrict ? 'error' : 'note'),
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
