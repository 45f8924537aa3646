import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { decodePath } from '../generators/url-path.ts';
import type { GoneUrl } from '../model/rules.ts';
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
    const path = decodePath(from).replace(/\/index\.html$/i, '') || '/';
    const folded = foldPath(path);
    const alias = findAlias(folded);
    const owner = owners.get(folded);
    if (owner) leaveOut(plan, from, 'it is the URL of', owner.page.path);
    else if (alias) leaveOut(plan, from, 'it is an alias of', alias.page.path);
    else if (placed.has(folded)) leaveOut(plan, from, 'it stands there twice');
    else placed.set(folded, { from: path, to });
  }
  return placed;
}

/** Adds what applies of `urls.gone` to a plan whose redirects are made, so that none leads to another. */
export function resolveGoneUrls(
  placed: GoneUrls,
  owners: Owners,
  foldPath: Generator['foldPath'],
  plan: RedirectPlan,
): void {
  const redirects = new Map(plan.redirects.map(({ from, to }) => [foldPath(from), to]));
  /** @returns null where it is gone, undefined where it leads in a circle */
  const follow = (to: string | null, passed: Set<string>): string | null | undefined => {
    if (to === null || !to.startsWith('/')) return to;
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
    if (target === undefined) leaveOut(plan, from, 'it leads in a circle');
    else if (target === null) plan.gone.push(from);
    else plan.redirects.push({ from, to: target });
  }
}

function leaveOut(plan: RedirectPlan, entry: string, detail: string, path: string | null = null): void {
  plan.goneLeftOut.push({ entry, detail, path });
}
