import type { Redirect } from './plan.ts';

/** The hosts that `redirects` can write for, by the names that `--format` takes. */
export const formatNames = ['netlify', 'cloudflare', 'azure-swa', 'nginx', 'apache', 'json'] as const;

export type FormatName = (typeof formatNames)[number];

/** How one host takes redirects. */
export interface Format {
  /** Whether the host matches paths in any letter case: then two spellings of a URL are one rule to it. */
  ignoresCase: boolean;
  /** Whether a line that begins with `#` is a comment. Elsewhere the file is known by its shape. */
  hasComments: boolean;
  /** Makes the file. */
  write(redirects: Redirect[]): string;
  /** Sentences about the host's documented limits that the file passes, and about what the host cannot do. */
  warn(text: string, redirects: Redirect[]): string[];
}

/** A path as URLs have it, with everything encoded that means something to any host: only `A-Z a-z 0-9 - _ . ~ /` stay. */
export function encodePath(path: string): string {
  return encodeURIComponent(path)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, encodeCharacter);
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
