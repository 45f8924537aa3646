import type { Build } from './build.ts';
import { foldSlash } from './built-path.ts';
import { type Answer, resolveUrl } from './resolve.ts';

/** A URL that is looked up in a build. */
export interface WantedUrl {
  /** Decoded. */
  path: string;
  /** Whose URL it is, for messages: pages, the lockfile. None where it is a URL of another build. */
  owners: string[];
}

/** What a build answers to one of them. */
export interface Found extends WantedUrl {
  answer: Answer;
  /** A URL of the build that differs in letter case only; absent if there is none, or none is needed. */
  alike?: string;
}

/** What happens to URLs in a build. */
export interface Comparison {
  served: number;
  redirected: Found[];
  /** Pages first. */
  dead: Found[];
}

/** Looks up URLs in a build. Letter case counts, as it does for most hosts. */
export function compareUrls(wanted: readonly WantedUrl[], build: Build): Comparison {
  const found = wanted.map((url): Found => ({ ...url, answer: resolveUrl(build, url.path) }));
  const of = (state: Answer['state']) => found.filter(({ answer }) => answer.state === state);
  const dead = of('dead').sort((a, b) => Number(isAsset(a.path)) - Number(isAsset(b.path)));
  if (dead.length > 0) nameAlike(dead, build);
  return { served: of('served').length, redirected: of('redirected'), dead };
}

/** Whether a URL is a picture's, a style sheet's and the like. */
function isAsset(path: string): boolean {
  return /\.(?!html?$)[A-Za-z\d]+$/.test(path);
}

function nameAlike(dead: Found[], { pages, stubs }: Build): void {
  const fold = (path: string) => foldSlash(path).toLowerCase();
  const spelled = new Map([...stubs.keys(), ...pages].map((path) => [fold(path), path]));
  for (const found of dead) {
    const alike = spelled.get(fold(found.path));
    if (alike !== undefined && foldSlash(alike) !== foldSlash(found.path)) found.alike = alike;
  }
}
