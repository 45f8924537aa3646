import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { video, writeSite } from '../check/site.ts';

/** Each page's own URL and all that it ever had. */
export const oldUrls: Record<string, string[]> = {
  '/v/plain/': ['/old', '/older/', '/resources/AbC_-123456'],
  '/v/long/': [`/v/${'a-long-slug-of-a-talk-'.repeat(10)}end`],
  '/v/file.html': ['/v/former.html', '/somewhere'],
  '/v/hostile/': [
    '/a "quoted" name',
    '/semi;colon{}',
    '/$uri',
    `/\${host}`,
    '/back\\slash',
    '/#hash',
    '/q?uery',
    '/~tilde',
    '/[brackets](round)',
    '/star*/:colon+',
    '/ünï/cødé',
    '/<b>&amp;',
    '/100%',
    "/it's",
  ],
};

/** Writes a site with these pages, and as built pages into its folder `public`. */
export function writeOldSite(files: Record<string, string> = {}): string {
  const content = Object.entries(oldUrls).map(([url, old], at) => {
    const entries = old.map((entry) => `- ${JSON.stringify(entry)}`);
    return [`content/${at}.md`, video(`page${at}`, url, 'aliasesArchive:', ...entries)];
  });
  const folder = writeSite({
    'tubematter.config.yaml': 'content: content\n',
    ...Object.fromEntries(content),
    ...files,
  });
  for (const url of Object.keys(oldUrls)) writeBuilt(join(folder, 'public'), url);
  return folder;
}

/** Every old URL in each spelling that visitors may send, with the page that it leads to. */
export function listVisits(): { path: string; url: string }[] {
  return Object.entries(oldUrls).flatMap(([url, old]) =>
    old.flatMap((entry) => {
      const path = entry.replace(/\/$/, '').split('/').map(encodeURIComponent).join('/');
      return (path.endsWith('.html') ? [path] : [path, `${path}/`]).map((spelled) => ({
        path: spelled,
        url,
      }));
    }),
  );
}

/** Writes a built page, which says its own URL. */
export function writeBuilt(root: string, url: string): void {
  const file = join(root, url.endsWith('/') ? `${url}index.html` : url);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, url);
}
