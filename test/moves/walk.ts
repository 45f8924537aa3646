import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The HTML files of a built site, as URLs that lead to them, and what its `_redirects` has rules for. */
export function listUrls(built: string): string[] {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`);
  return [...files, ...readRules(built).keys()].sort();
}

/** The page that a visitor of a URL ends at, by files, pages that refresh and lines of `_redirects`; null: none. */
export function visit(built: string, url: string): string | null {
  let at = url;
  for (let steps = 0; steps < 5; steps++) {
    const path = join(built, at);
    const file = [path, join(path, 'index.html')].find((file) => existsSync(file) && statSync(file).isFile());
    const refresh =
      file && /<meta http-equiv="refresh" content="0; ?url=([^"]+)"/.exec(readFileSync(file, 'utf8'));
    if (file && !refresh) return at;
    const target = refresh?.[1] ?? readRules(built).get(at.replace(/\/$/, ''));
    if (target === undefined) return null;
    at = decodeURI(new URL(target, 'https://example.org').pathname.replace(/^\/repo(?=\/)/, ''));
  }
  return null;
}

function readRules(built: string): Map<string, string> {
  const file = join(built, '_redirects');
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('/'))
    : [];
  return new Map(lines.map((line) => line.split(' ')).map(([from = '', to = '']) => [decodeURI(from), to]));
}
