import type { Finding } from '../model/finding.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { GoneUrl } from '../model/rules.ts';
import type { SiteRules } from '../plan/read-claims.ts';
import { findRemovedPages, type RemainingPages } from '../plan/removed-pages.ts';

/** The lockfile as an audit sees it. */
export interface AuditedLockfile {
  /** Below the folder that is read; it may begin with `../`. */
  path: string;
  lockfile: Lockfile;
  /** What is wrong with it and what to do, a sentence each; null where nothing is. */
  trouble: { message: string; remedy: string } | null;
}

/**
 * Finds the URLs of pages that the user removed: each is a finding until another page has it, or `urls.gone` covers it.
 *
 * @param isStrict whether such a URL is an error
 */
export function auditRemovedPages(
  remaining: RemainingPages,
  { path, lockfile, trouble }: AuditedLockfile,
  gone: readonly GoneUrl[],
  rules: SiteRules,
  isStrict: boolean,
): Finding[] {
  const place = { path, key: null, entry: null };
  const unread: Finding[] =
    trouble === null ? [] : [{ code: 'lockfile-unread', severity: 'warning', ...place, ...trouble }];
  const { live } = rules.generator.urlLists;
  const lost = findRemovedPages(remaining, Object.entries(lockfile.pages), gone, rules).flatMap(
    ({ videoId, title, urls }) =>
      urls.map(
        (url): Finding => ({
          code: 'removed-page',
          severity: isStrict ? 'error' : 'warning',
          ...place,
          message: `Nothing serves ${url}, which the removed page of ${videoId}${title === '' ? '' : ` ("${title}")`} had.`,
          remedy: `Put it into \`${live}\` of the page that it should lead to, or into \`urls.gone\` in the config.`,
        }),
      ),
  );
  return [...unread, ...lost];
}
