import type { Redirect } from './redirect-plan.ts';

/** The hosts that `redirects` can write for, by the names that `--format` takes. */
export const formatNames = ['netlify', 'cloudflare', 'azure-swa', 'nginx', 'apache', 'json'] as const;

export type FormatName = (typeof formatNames)[number];

/** How one host takes redirects. */
export interface HostFormat {
  /** Whether the host matches paths in any letter case: then two spellings of a URL are one rule to it. */
  ignoresCase: boolean;
  /** Whether a line that begins with `#` is a comment. Elsewhere the file is known by its shape. */
  hasComments: boolean;
  /** Whether the host can answer 410. What cannot gets no such URLs. */
  answersGone: boolean;
  /**
   * Makes the file.
   *
   * @param gone URLs that are gone for good, as the redirects spell theirs
   */
  write(redirects: Redirect[], gone: string[]): string;
  /** Sentences about the host's documented limits that the file passes, and about what the host cannot do. */
  warn(text: string, redirects: Redirect[], gone: string[]): string[];
}

/** A path as URLs have it, with everything encoded that means something to any host: only `A-Z a-z 0-9 - _ . ~ /` stay. */
export function encodePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, encodeCharacter);
}

/** The target of a redirect: a path as above, or an absolute URL in which nothing is left that means something to any host. */
export function encodeTarget(to: string): string {
  if (!isAbsolute(to)) return encodePath(to);
  const { origin, pathname, search, hash } = new URL(to);
  return origin + `${pathname}${search}${hash}`.replace(/[^A-Za-z0-9\-_.~/?#=&%+;,]/g, encodeCharacter);
}

/** Whether a target is an absolute URL rather than a path of the site. */
export function isAbsolute(to: string): boolean {
  return !to.startsWith('/');
}

/** A path as browsers send it: most punctuation stays. Source: WHATWG URL standard, path percent-encode set. */
export function encodeLikeBrowser(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeCharacter);
}

/** With and without the trailing slash; a file such as `/a.html` has none. */
export function listSpellings(from: string): string[] {
  return from.endsWith('.html') ? [from] : [from, `${from}/`];
}

export function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
