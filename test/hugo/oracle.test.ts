import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import type { Page } from '../../src/model/page.ts';
import { makeIdKeys } from '../../src/site/id-keys.ts';
import { scanPages } from '../../src/site/scan.ts';
import { readSiteFiles } from '../../src/site/site-files.ts';
import { writeFiles } from '../e2e/files.ts';
import { findHugo, hugoVariables, listUrls } from './hugo.ts';
import { configurations, makeSite } from './oracle-sites.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-oracle-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Of each configuration. `ORACLE_PAGES=250` looks at 5,000. */
const pageCount = Number(process.env['ORACLE_PAGES'] ?? 25);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const versions = { HUGO: '0.131', HUGO_NEW: 'latest' };

/** Translations too. */
async function readPages(folder: string): Promise<Page[]> {
  const { pages } = await scanPages(folder, {
    generator: { ...hugo, findOriginal: () => null },
    idKeys: makeIdKeys([]),
  });
  return pages;
}

test.for(hugoVariables)(
  'the URL of a page is the one that Hugo ($variable) gives it, or not known',
  { timeout: 600_000 },
  async (variable, context) => {
    const found = findHugo(variable);
    if ('reason' in found) return context.skip(found.reason);
    const counts = { known: 0, unknown: 0 };
    const wrong: unknown[] = [];
    for (const at of configurations.keys()) {
      const site = makeSite(at, pageCount, seed);
      const folder = mkdtempSync(join(root, 'site-'));
      writeFiles(folder, site.files);
      const answers = listUrls(found.path, folder, '');
      const pages = await readPages(folder);
      const files = readSiteFiles(folder, hugo);
      const read = (version?: string) =>
        hugo.readSite(files, pages, { template: '/never/{slug}', folder: '', version });
      const served = read(versions[variable]);
      const anyVersion = read();
      for (const page of pages) {
        const answer = answers.get(page.path)?.replace(/\/index\.html$/, '/');
        if (answer === undefined) continue;
        const url = served.findUrl(page);
        if (url === null) counts.unknown++;
        else counts.known++;
        for (const claimed of [url, anyVersion.findUrl(page)]) {
          if (claimed !== null && served.basePath + claimed !== answer)
            wrong.push({ site: site.name, path: page.path, data: page.data, claimed, hugo: answer });
        }
      }
      rmSync(folder, { recursive: true });
    }
    if (process.env['ORACLE_PAGES'])
      process.stderr.write(`${variable}: ${JSON.stringify(counts)}, wrong: ${wrong.length}\n`);
    expect(wrong).toEqual([]);
    expect(counts.known).toBeGreaterThan(configurations.length * pageCount * 0.7);
    expect(counts.unknown / (counts.known + counts.unknown)).toBeLessThanOrEqual(0.02);
  },
);
