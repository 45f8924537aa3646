import { watchUrl } from './entries.ts';
import { code } from './markdown-sections.ts';
import { joinPath } from './paths-from-here.ts';
import type { Summary } from './run-summary.ts';

/** Writes where a page is: its file, by its path from the current folder, and the URL if the site has an address. */
export type WritePlace = (path: string, url?: string | null) => string;

/** Makes what links files on the branch, and pages on the site, as far as these are known. */
export function makeWritePlace({ files, site }: Pick<Summary, 'files' | 'site'>): WritePlace {
  const link = (text: string, address: string | null) =>
    address === null ? code(text) : `[${code(text)}](${address})`;
  return (path, url = null) => {
    const file = link(path, files && addressFile(path, files));
    return url === null || site === null ? file : `${file} ${link(url, addressPage(url, site))}`;
  };
}

/** A video by a text. */
export function linkVideo(text: string, videoId: string): string {
  return `[${code(text)}](${watchUrl(videoId)})`;
}

/** @returns null for a file outside the repository */
function addressFile(path: string, { base, folder }: NonNullable<Summary['files']>): string | null {
  const below = joinPath(folder, path);
  return below.startsWith('../') ? null : `${base}/${escapePath(below)}`;
}

function addressPage(url: string, site: string): string {
  const address = new URL(site);
  // Just a path: it does not lead to another host.
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${url.replace(/^\/+/, '')}`;
  return address.href.replace(/[()&]/g, escapeCharacter);
}

/** A path within a URL in parentheses. */
export function escapePath(path: string): string {
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[()'!*~]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
