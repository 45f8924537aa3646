import type { Build } from './build.ts';
import { foldSlash, listPlaces, writePath } from './built-path.ts';
import type { Rule } from './host-rules.ts';
import { locate } from './site-base.ts';

/** A machine-readable list of redirects that plugins and `redirects` write: nobody visits it. */
const redirectList = '/redirects.json';

/** Browsers give up after 20; a chain this long is a fault already. */
const mostRedirects = 10;

type DeathCause = 'absent' | 'target-absent' | 'circle' | 'too-many';

/** What a visitor of a URL gets. */
export type Answer =
  | { state: 'served' }
  /** `to` is a decoded path, or an absolute URL outside the site, which is not looked at. */
  | { state: 'redirected'; to: string; isElsewhere: boolean }
  /** `to` is where its redirects end; null if it has none. */
  | { state: 'dead'; cause: DeathCause; to: string | null };

/** A redirect that a build makes. */
interface Redirect {
  from: string;
  target: string;
  isRewrite: boolean;
}

/**
 * Finds what a build answers to a URL, as a visitor would who follows its redirects.
 *
 * @param path decoded
 */
export function resolveUrl(build: Build, path: string): Answer {
  const seen = new Set<string>();
  let at = path;
  let isRedirected = false;
  for (let steps = 0; steps <= mostRedirects; steps++) {
    const found = findAnswer(build, at);
    if (found === null) {
      return steps === 0
        ? { state: 'dead', cause: 'absent', to: null }
        : { state: 'dead', cause: 'target-absent', to: at };
    }
    if (found === 'page') {
      return isRedirected ? { state: 'redirected', to: at, isElsewhere: false } : { state: 'served' };
    }
    if (seen.has(found.from)) return { state: 'dead', cause: 'circle', to: at };
    seen.add(found.from);
    const target = locate(found.target, found.from, build.base);
    if (target === null) return { state: 'dead', cause: 'target-absent', to: found.target };
    if ('elsewhere' in target) return { state: 'redirected', to: target.elsewhere, isElsewhere: true };
    if (!found.isRewrite) isRedirected = true;
    at = target.path;
  }
  return { state: 'dead', cause: 'too-many', to: at };
}

/**
 * Every URL that a build serves or redirects, sorted: files, pages that redirect, and rules for one path. What a rule with
 * a pattern answers cannot be listed.
 *
 * @returns decoded paths, and how many more lead nowhere in this build
 */
export function listUrls(build: Build): { urls: string[]; dead: number } {
  const rules = [...build.exact.values()].map(({ spelled }) => spelled);
  const all = [...new Set([...build.pages, ...build.stubs.keys(), ...rules])].filter(
    (url) => url !== redirectList,
  );
  const urls = all.filter((url) => resolveUrl(build, url).state !== 'dead').sort();
  return { urls, dead: all.length - urls.length };
}

/** A forced rule comes before a file, and a file before any other rule. */
function findAnswer(build: Build, path: string): Redirect | 'page' | null {
  const rule = findRule(build, path);
  if (rule?.isForced) return rule;
  for (const place of listPlaces(path)) {
    if (build.pages.has(place)) return 'page';
    const target = build.stubs.get(place);
    if (target !== undefined) return { from: place, target, isRewrite: false };
  }
  return rule;
}

function findRule(build: Build, path: string): (Redirect & Pick<Rule, 'isForced'>) | null {
  // Rules are written for the host, which may have the site below a folder.
  const paths = build.base?.path ? [path, `${build.base.path}${path}`] : [path];
  const from = foldSlash(path);
  const exact = paths.map((whole) => build.exact.get(foldSlash(whole))).find((rule) => !!rule);
  for (const { order, pattern, target, isRewrite, isForced } of build.patterns) {
    if (exact && exact.order < order) break;
    const match = paths.map((whole) => pattern?.exec(whole)).find((found) => !!found);
    if (match) return { from, target: fillTarget(target, match.groups ?? {}), isRewrite, isForced };
  }
  return exact ? { ...exact, from } : null;
}

/** Puts what a pattern matched into its target. A host's port, `:8080`, is not a name. */
function fillTarget(target: string, groups: Record<string, string | undefined>): string {
  return target.replace(/:([A-Za-z]\w*)/g, (word, name) =>
    Object.hasOwn(groups, name) ? writePath(groups[name] ?? '') : word,
  );
}
