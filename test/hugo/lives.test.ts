import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { readClaims } from '../../src/plan/read-claims.ts';
import { planRedirects } from '../../src/redirects/plan-redirects.ts';
import { makeIdKeys } from '../../src/site/id-keys.ts';
import { scanPages } from '../../src/site/scan.ts';
import { readSiteFiles } from '../../src/site/site-files.ts';
import { readText, writeFiles } from '../e2e/files.ts';
import { runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';
import { beginLife, deeds, type Life, perform } from './lives.ts';
import { configurations } from './oracle-sites.ts';
import { walkUrls } from './walk-urls.ts';

const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tubematter-lives-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** `LIVES=40` lives forty of them, from the seed on: each has another configuration. */
const lifeCount = Number(process.env['LIVES'] ?? 1);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 8);
const pageCount = 500;
const importCount = 10;
const deedsBetweenImports = 60;

const versions = { HUGO: '0.131', HUGO_NEW: 'latest' };
const configs = [
  {},
  { fields: { slug: { update: 'until-edited' } } },
  { preset: 'minimal', urls: { page: '/videos/{slug}', aliases: ['/v/{videoId}'] } },
  { existing: 'leave', fields: { slug: { update: 'until-edited' } } },
];

const layouts = Object.fromEntries(
  ['_default/single', '_default/list', 'single', 'list'].map((name) => [
    `layouts/${name}.html`,
    '<h1>{{ .Title }}</h1>',
  ]),
);

/** Where only some sections have `uglyURLs`, an alias gets another meaning with the folder of its page. */
const livable = [...configurations.keys()].filter(
  (at) => configurations[at]?.name !== 'uglyURLs of a section',
);

const cases = hugoVariables.flatMap((variable) =>
  Array.from({ length: lifeCount }, (_, number) => {
    const seed = firstSeed + number;
    const at = livable[seed % livable.length] ?? 0;
    return { variable, seed, at, name: configurations[at]?.name };
  }),
);

test.for(cases)(
  'Hugo ($variable) serves every URL that a site ever had, after each of ten imports (seed $seed: $name)',
  { timeout: 600_000 },
  async ({ variable, seed, at }, context) => {
    const found = findHugo(variable);
    if ('reason' in found) return context.skip(found.reason);
    const folder = mkdtempSync(join(root, 'site-'));
    const life = beginLife(folder, at, pageCount, seed);
    const own = configs[seed % configs.length];
    const config = {
      content: life.content,
      file: 'videos/{videoId}/index.md',
      hugo: versions[variable],
      ...own,
    };
    writeFiles(folder, { ...layouts, 'tubematter.config.json': JSON.stringify(config) });
    const build = (number: number) => {
      const { exitCode, stdout, stderr } = runHugo(found.path, folder, ['--destination', `built-${number}`]);
      expect(exitCode, stdout + stderr).toBe(0);
      return walkUrls(join(folder, `built-${number}`));
    };

    let before = build(0).served;
    const ever = new Set(before);
    let waitingCount = 0;
    let known = new Set<string>();
    for (let number = 1; number <= importCount; number++) {
      for (const deed of fc.sample(deeds, { seed: seed * 100 + number, numRuns: deedsBetweenImports }))
        perform(life, deed, (videoId) => known.has(videoId));
      await importChannel(life);
      const { served, dead } = build(number);
      const isDead = (url: string) => !served.has(url) && !served.has(`${url}/`);
      const pages = readPages(folder);
      // Those of a page whose own URL is not known now: nothing could lead to it.
      const waiting = pages.flatMap(({ pendingUrls = [] }) => pendingUrls.flatMap((url) => [url, `${url}/`]));
      waitingCount += waiting.length;
      const gone = [...ever].filter(isDead);
      expect({ number, dead, gone: gone.filter((url) => !waiting.includes(url)) }).toEqual({
        number,
        dead: [],
        gone: [],
      });
      expect(await listDead(folder, number)).toEqual([...before].filter(isDead).sort());
      for (const url of served) ever.add(url);
      before = served;
      known = new Set(pages.filter(({ url }) => url !== '').map(({ videoId }) => videoId));
    }
    expect(ever.size).toBeGreaterThan(pageCount);
    await expectRedirects(life, versions[variable], walkUrls(join(folder, `built-${importCount}`)));
    if (process.env['LIVES'])
      process.stderr.write(`${variable} ${seed}: ${ever.size} URLs, ${waitingCount} waited\n`);
    rmSync(folder, { recursive: true });
  },
);

async function importChannel({ folder, videos }: Life): Promise<void> {
  const listed = [...videos.values()].filter(({ isListed }) => isListed);
  writeFiles(folder, { 'channel.json': makeSnapshot(listed) });
  const { exitCode, stdout, stderr } = await runTubematter(['import', '--from', 'channel.json'], {
    cwd: folder,
  });
  expect(exitCode, stdout + stderr).toBe(0);
}

/** Every redirect for a host leads to what Hugo serves, and none stands where a page is. */
async function expectRedirects(
  { folder, content }: Life,
  version: string,
  { pages: built, served: answered }: ReturnType<typeof walkUrls>,
): Promise<void> {
  const root = join(folder, content);
  const { pages } = await scanPages(root, { generator: hugo, idKeys: makeIdKeys([]) });
  const rules = { template: '/never/{slug}', folder: content, version };
  const served = hugo.readSite(readSiteFiles(folder, hugo), pages, rules);
  const { redirects } = planRedirects(readClaims(pages, { generator: hugo, served, now: Date.now() }), hugo);
  expect(redirects.length).toBeGreaterThan(0);
  const isOf = (urls: Set<string>, url: string) => urls.has(url) || urls.has(`${url}/`);
  expect(redirects.filter(({ from, to }) => isOf(built, from) || !isOf(answered, to))).toEqual([]);
}

/** What the lockfile knows of each page. */
function readPages(folder: string): { videoId: string; url: string; pendingUrls?: string[] }[] {
  const { pages } = JSON.parse(readText(folder, 'tubematter-lock.json'));
  return Object.entries<{ url: string }>(pages).map(([videoId, entry]) => ({ videoId, ...entry }));
}

/** What `check` finds dead of the build before, sorted. */
async function listDead(folder: string, number: number): Promise<string[]> {
  const args = ['check', '--built', `built-${number}`, '--before', `built-${number - 1}`, '--json'];
  const { exitCode, stdout, stderr } = await runTubematter(args, { cwd: folder });
  const { dead } = JSON.parse(stdout);
  expect(exitCode, stderr).toBe(dead.length === 0 ? 0 : 1);
  return dead.map(({ url }: { url: string }) => decodeURIComponent(url)).sort();
}
