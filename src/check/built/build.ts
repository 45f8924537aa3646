import { foldSlash, pathOfFile } from './built-path.ts';
import { hostFiles, type Rule } from './host-rules.ts';
import { findBase, locate, type SiteBase } from './site-base.ts';
import { findCanonical, findRefresh } from './stub.ts';

/** A file of what a generator built. */
export interface BuiltFile {
  /** Below the built folder, with `/`. */
  path: string;
  /** Null if nothing in it can matter. */
  text: string | null;
}

/** Files that list a site's links, and so tell its address. */
export const sitemap = 'sitemap.xml';

/** Files in the root of a build that a host reads and does not serve. */
const unserved = new Set(['_redirects', '_headers', 'vercel.json', 'staticwebapp.config.json']);

/** What a built site answers, by decoded paths. */
export interface Build {
  /** Paths that are answered with a file. */
  pages: Set<string>;
  /** Where pages that only redirect lead, by their paths, as they spell it. */
  stubs: Map<string, string>;
  /** Rules for one path, by that path without its trailing slash. */
  exact: Map<string, Rule>;
  patterns: Rule[];
  /** What could not be judged; one phrase each. */
  unread: string[];
  /** The site's address on the web; null if nothing says it. */
  base: SiteBase | null;
}

/**
 * Reads what a build serves and redirects. It knows files, pages that redirect by themselves and the rules of hosts, and
 * nothing of how the site was made.
 */
export function readBuild(files: Iterable<BuiltFile>): Build {
  const build: Build = {
    pages: new Set(),
    stubs: new Map(),
    exact: new Map(),
    patterns: [],
    unread: [],
    base: null,
  };
  const addresses: string[] = [];
  for (const { path, text } of files) {
    addresses.push(...addFile(build, path, text));
    if (path === sitemap) addresses.push(...listLocations(text ?? ''));
  }
  const hints = [...build.exact.values()].map(({ target }) => target);
  build.base = findBase(addresses, hints, build.pages);
  return build;
}

/** @returns addresses of the site that the file names, if it is a page that redirects */
function addFile(build: Build, path: string, text: string | null): string[] {
  const url = pathOfFile(path);
  const parse = Object.hasOwn(hostFiles, path) ? hostFiles[path] : undefined;
  if (parse && text !== null) {
    const { rules, unread } = parse(text);
    for (const rule of rules) addRule(build, rule);
    build.unread.push(...unread);
  }
  if (unserved.has(path)) return [];
  const refresh = text !== null && path.endsWith('.html') ? findRefresh(text) : null;
  // A page that reloads itself after a while is a page.
  if (refresh === null || (refresh.seconds !== 0 && isItself(refresh.target, url))) {
    build.pages.add(url);
    return [];
  }
  build.stubs.set(url, refresh.target);
  return [refresh.target, findCanonical(text ?? '') ?? ''];
}

/** The first rule for a path is the one that answers. One that only adds a slash or takes it away leads to no other page. */
function addRule({ exact, patterns }: Build, rule: Rule): void {
  if (isItself(rule.target, rule.spelled)) return;
  if (rule.pattern) patterns.push(rule);
  else if (!exact.has(rule.from)) exact.set(rule.from, rule);
}

function isItself(target: string, url: string): boolean {
  const located = locate(target, url, null);
  return located !== null && 'path' in located && foldSlash(located.path) === foldSlash(url);
}

function listLocations(xml: string): string[] {
  return [...xml.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(([, address = '']) => address);
}
