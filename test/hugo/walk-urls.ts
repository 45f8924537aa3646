import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHtml } from '../hostile/html.ts';

const refresh = /http-equiv="?refresh"? content="0; url=https:\/\/example\.org(?:\/repo)?([^"]*)"/;

/**
 * Walks over what Hugo built.
 *
 * @returns the URLs of pages; the same with those of redirects that lead to one; and the redirects that lead to none
 */
export function walkUrls(built: string): { pages: Set<string>; served: Set<string>; dead: string[] } {
  const entries = readdirSync(built, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const targets = new Map(
    files.map((file) => {
      const [, target] = refresh.exec(readFileSync(file, 'utf8')) ?? [];
      const path = file.slice(built.length + 1);
      return [`/${path}`.replace(/\/index\.html$/, '/'), target && decodeURIComponent(readHtml(target))];
    }),
  );
  const isServed = (url: string, steps = 0): boolean => {
    if (!targets.has(url) || steps > 5) return false;
    const target = targets.get(url);
    return target === undefined || isServed(target, steps + 1);
  };
  const urls = [...targets.keys()];
  return {
    pages: new Set(urls.filter((url) => targets.get(url) === undefined)),
    served: new Set(urls.filter((url) => isServed(url))),
    dead: urls.filter((url) => !isServed(url)),
  };
}
