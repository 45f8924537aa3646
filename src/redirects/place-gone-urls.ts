import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { decodePath, readPath } from '../generators/url-path.ts';
import type { GoneUrl } from '../model/rules.ts';
import { isAbsolute } from './encode-urls.ts';
import type { FindOwnPath } from './own-address.ts';
import type { RedirectPlan } from './redirect-plan.ts';

/** Pages by the folded path of their own URL. */
type Owners = Map<string, PageClaims>;

/** By folded path. */
type GoneUrls = Map<string, GoneUrl>;

/**
 * Finds those of `urls.gone` that apply: a rule must not hide a page, nor a live alias. The others are left out of the
 * plan, each with a reason.
 *
 * @param findAlias finds the page that has a live alias of a folded path
 */
export function placeGoneUrls(
  goneUrls: readonly GoneUrl[],
  owners: Owners,
  findAlias: (folded: string) => PageClaims | undefined,
  foldPath: Generator['foldPath'],
  plan: RedirectPlan,
): GoneUrls {
  const placed: GoneUrls = new Map();
  for (const { from, to } of goneUrls) {
    const path = readPath(from) || '/';
    const folded = foldPath(path);
    const alias = findAlias(folded);
    const owner = owners.get(folded);
    const leaveOut = (detail: string, page: PageClaims | null) =>
      plan.goneLeftOut.push({ entry: from, detail, path: page?.page.path ?? null, isAnswered: true });
    if (owner) leaveOut('it is the URL of', owner);
    else if (alias) leaveOut('it is an alias of', alias);
    else if (placed.has(folded)) leaveOut('it stands there twice', null);
    else placed.set(folded, { from: path, to });
  }
  return placed;
}

const circle = { detail: 'it leads in a circle', path: null, isAnswered: false };

/** Adds what applies of `urls.gone` to a plan whose redirects are made, so that none leads to another. */
export function resolveGoneUrls(
  placed: GoneUrls,
  owners: Owners,
  foldPath: Generator['foldPath'],
  findOwnPath: FindOwnPath,
  plan: RedirectPlan,
): void {
  const redirects = new Map(plan.redirects.map(({ from, to }) => [foldPath(from), to]));
  /** @returns null where it is gone, undefined where it leads in a circle */
  const follow = (to: string | null, passed: Set<string>): string | null | undefined => {
    if (to === null) return null;
    if (isAbsolute(to)) {
      const own = findOwnPath(to);
      const target = own === null ? to : follow(own, passed);
      // A path has no query, and hosts ignore a URL's query when they match it.
      return target !== undefined && /[?#]/.test(to) ? to : target;
    }
    const path = decodePath(to);
    const folded = foldPath(path);
    const known = owners.get(folded)?.url ?? redirects.get(folded);
    if (known) return known;
    const next = placed.get(folded);
    if (passed.has(folded)) return undefined;
    if (next) return follow(next.to, passed.add(folded));
    return path !== '/' && to.endsWith('/') ? `${path}/` : path;
  };
  for (const [folded, { from, to }] of placed) {
    const target = follow(to, new Set([folded]));
    if (target === undefined) plan.goneLeftOut.push({ entry: from, ...circle });
    else if (target === null) plan.gone.push(from);
    else plan.redirects.push({ from, to: target });
  }
}
