import type { ListEntry, PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { cleanPath, hasImpossible, readPath } from '../generators/url-path.ts';
import { makeLockfile } from '../model/lockfile.ts';
import type { GoneUrl } from '../model/rules.ts';
import { collectKnown } from './known-urls.ts';
import type { FindOwnPath } from './own-address.ts';
import { placeGoneUrls, resolveGoneUrls } from './place-gone-urls.ts';
import type { RedirectPlan } from './redirect-plan.ts';

interface Candidate {
  claims: PageClaims;
  from: string;
  isAlias: boolean;
}

/**
 * Plans the redirects of all pages about a video that the generator builds: from each URL in their two lists to their
 * own. A URL that is some page's own does not count, so that no redirect leads to another. If several pages had one
 * URL, the one that has it among its live aliases gets it; else it is a clash, which only the site's owner can settle.
 * What `urls.gone` says of a URL comes before what an archive remembers, and after pages and live aliases.
 *
 * @param goneUrls of the config
 * @param lockfile knows URLs of pages that are gone
 * @param findOwnPath reads targets in `urls.gone` that are addresses of this site
 */
export function planRedirects(
  site: PageClaims[],
  generator: Generator,
  goneUrls: readonly GoneUrl[] = [],
  lockfile = makeLockfile(),
  findOwnPath: FindOwnPath = () => null,
): RedirectPlan {
  const { foldPath } = generator;
  const built = site.filter(({ unbuilt }) => unbuilt === null);
  const owners = new Map(
    built.flatMap((claims) => (claims.url === null ? [] : [[foldPath(claims.url), claims]])),
  );
  const known = collectKnown(site, goneUrls, findOwnPath, lockfile, generator);
  const plan: RedirectPlan = { redirects: [], gone: [], clashes: [], leftOut: [], goneLeftOut: [], known };
  const urls = collectCandidates(built, foldPath, plan);
  const findAlias = (url: string) => urls.get(url)?.find(({ isAlias }) => isAlias)?.claims;
  const gone = placeGoneUrls(goneUrls, owners, findAlias, foldPath, plan);
  for (const [url, candidates] of urls) {
    if (gone.has(url)) continue;
    const owner = owners.get(url);
    const rivals = owner ? candidates.filter(({ claims }) => claims === owner) : settle(candidates);
    const targets = new Set(rivals.map(({ claims }) => claims.url));
    if (targets.size > 1) {
      const paths = new Set(rivals.map(({ claims }) => claims.page.path));
      plan.clashes.push({ url: rivals[0]?.from ?? url, paths: [...paths].sort() });
      continue;
    }
    const spellings = new Set(
      rivals.filter(({ claims }) => claims.page.videoId !== null).map(({ from }) => from),
    );
    const [to] = targets;
    for (const from of spellings) {
      if (to && from !== cleanPath(to)) plan.redirects.push({ from, to });
    }
  }
  resolveGoneUrls(gone, owners, foldPath, findOwnPath, plan);
  plan.redirects.sort((a, b) => (a.from < b.from ? -1 : 1));
  plan.gone.sort();
  plan.clashes.sort((a, b) => (a.url < b.url ? -1 : 1));
  return plan;
}

/** A live alias is where the site itself sends visitors today; an archive only remembers. */
function settle(candidates: Candidate[]): Candidate[] {
  const holders = new Set(candidates.filter(({ isAlias }) => isAlias).map(({ claims }) => claims));
  return holders.size === 0 ? candidates : candidates.filter(({ claims }) => holders.has(claims));
}

/** Old URLs by their folded path. Aliases of other kinds of pages are claims too, though they get no redirect here. */
function collectCandidates(
  built: PageClaims[],
  foldPath: Generator['foldPath'],
  plan: RedirectPlan,
): Map<string, Candidate[]> {
  const urls = new Map<string, Candidate[]>();
  for (const claims of built) {
    const isVideo = claims.page.videoId !== null;
    for (const [entries, isAlias] of [
      [claims.aliases, true],
      [isVideo ? claims.archive : [], false],
    ] as const) {
      for (const entry of entries) {
        const from = readPath(entry.path ?? '') || '/';
        const detail = explainLeftOut(entry, claims, from);
        if (detail !== null) {
          if (isVideo) plan.leftOut.push({ path: claims.page.path, entry: entry.text, detail });
          continue;
        }
        const folded = foldPath(from);
        const candidate = { claims, from, isAlias };
        const others = urls.get(folded);
        if (others) others.push(candidate);
        else urls.set(folded, [candidate]);
      }
    }
  }
  return urls;
}

function explainLeftOut({ fault, path }: ListEntry, { url }: PageClaims, from: string): string | null {
  if (url === null) return "its page's own URL is not known";
  if (hasImpossible(url)) return "its page's own URL has characters that no URL can have";
  if (fault === 'empty') return 'it is empty';
  if (fault === 'absolute') return 'it is an absolute URL';
  if (fault === 'climbs') return 'it leads out of the site';
  if (path === null && fault === null) return 'which path it is depends on the version that builds the site';
  if (fault === 'root' || from === '/') return 'it is the root of the site';
  return hasImpossible(from) ? 'it has characters that no URL can have' : null;
}
