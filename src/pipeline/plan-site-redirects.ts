import type { Settings } from '../config/settings.ts';
import type { PageClaims } from '../generators/claims.ts';
import type { ServedSite } from '../generators/served-site.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { makeFindOwnPath } from '../redirects/own-address.ts';
import { planRedirects } from '../redirects/plan-redirects.ts';
import type { RedirectPlan } from '../redirects/redirect-plan.ts';

/** Plans the redirects of a site as its config says. */
export function planSiteRedirects(
  { generator, rules, site }: Pick<Settings, 'generator' | 'rules' | 'site'>,
  claims: PageClaims[],
  { basePath }: ServedSite,
  lockfile: Lockfile,
): RedirectPlan {
  return planRedirects(claims, generator, rules.urls.gone, lockfile, makeFindOwnPath(site, basePath));
}
