import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { run } from '../check/site.ts';
import { templateOf } from '../history/fields.ts';
import { makeGentleHistories } from '../history/histories.ts';
import { listOf } from '../history/page-text.ts';
import { perform } from '../history/perform.ts';
import type { Step } from '../history/steps.ts';
import { findOwnUrl, fold } from '../history/urls.ts';
import { contentOf, importChannel, makeRoot, makeWorld, readPages, type World } from '../history/world.ts';
import { hasNginx, startNginx } from '../redirects/nginx.ts';
import { findHugo, hugoVariables, runHugo, writeSite } from './hugo.ts';

const root = makeRoot();
afterAll(() => rmSync(root, { recursive: true, force: true }));

const sample: { items: { snippet: { title: string; description: string } }[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/sample-channel.json', import.meta.url), 'utf8'),
);
const texts = {
  titles: sample.items.map(({ snippet }) => snippet.title),
  descriptions: sample.items.map(({ snippet }) => snippet.description),
};

const videoCount = 75;
const seeds = [1, 2];
const cases = hugoVariables.flatMap((variable) => seeds.map((seed) => ({ variable, seed })));

test.for(cases)(
  'after years of edits Hugo ($variable) and nginx serve every URL that a page ever had (seed $seed)',
  async ({ variable, seed }, context) => {
    const hugo = findHugo(variable);
    if ('reason' in hugo) return context.skip(hugo.reason);
    const histories = makeGentleHistories(videoCount, texts, { minLength: 300, maxLength: 300 });
    const [steps = []] = fc.sample(histories, { seed, numRuns: 1 });
    const { world, published } = await publish(mkdtempSync(join(root, 'channel-')), steps);

    const site = mkdtempSync(join(root, 'site-'));
    writeSite(site, `${templateOf(world.config).replace(/\{(\w+)\}/g, ':$1')}/`);
    cpSync(contentOf(world), join(site, 'content', 'videos'), { recursive: true });
    const { exitCode, stdout, stderr } = runHugo(hugo.path, site, ['--printPathWarnings']);
    expect(exitCode, stdout + stderr).toBe(0);
    expect((stdout + stderr).split('\n').filter((line) => /WARN|ERROR/.test(line))).toEqual([]);

    const config = { content: 'content/videos', urls: { page: templateOf(world.config) } };
    writeFileSync(join(site, 'tubematter.config.json'), JSON.stringify(config));
    const written = await run(site, 'redirects', '--format', 'nginx', '--output', 'redirects.conf');
    expect(written.code, written.error).toBe(0);
    const origin = hasNginx ? await startNginx(site) : null;

    const pages = readPages(world);
    expect(pages.size).toBeGreaterThanOrEqual(60);
    let redirects = 0;
    for (const [id, { data }] of pages) {
      const urls = [
        ...(published.get(id) ?? []),
        ...listOf(data['aliases']),
        ...listOf(data['aliasesArchive']),
      ];
      const own = findOwnUrl(data, templateOf(world.config)) ?? '';
      for (const url of new Set(urls.map(String))) {
        const { steps, end } = follow(join(site, 'public'), url);
        expect(end, `${url} of ${id}`).toContain(`<p id="video">${id}</p>`);
        redirects += steps;
        if (origin) await expectAnswer(`${origin}${url}`, fold(url) === fold(own), id);
      }
    }
    // Most pages had several URLs, so that nothing here holds by chance.
    expect(redirects).toBeGreaterThan(100);
    if (!origin) context.skip('nginx is not on PATH: its redirects of a whole site were NOT tested');
  },
);

/** Lets a history happen. @returns each page's own URLs when an import began or ended */
async function publish(
  folder: string,
  steps: Step[],
): Promise<{ world: World; published: Map<string, Set<string>> }> {
  const world = makeWorld(folder, videoCount);
  const published = new Map<string, Set<string>>();
  const note = () => {
    for (const [id, { data }] of readPages(world)) {
      const url = findOwnUrl(data, templateOf(world.config));
      if (url !== null) published.set(id, (published.get(id) ?? new Set()).add(url));
    }
  };
  for (const step of [{ does: 'import' }, ...steps, { does: 'import' }] satisfies Step[]) {
    if (step.does !== 'import') {
      perform(world, new Map(), step);
      continue;
    }
    note();
    const { exitCode } = await importChannel(world);
    expect(exitCode).toBe(0);
    note();
  }
  return { world, published };
}

/** A server answers an old URL with one redirect to the page, and the page's own URL with the page. */
async function expectAnswer(url: string, isOwn: boolean, id: string): Promise<void> {
  const answer = await fetch(isOwn ? url.replace(/\/*$/, '/') : url, { redirect: 'manual' });
  if (!isOwn) expect(answer.status, url).toBe(301);
  const page = isOwn ? answer : await fetch(answer.headers.get('location') ?? '', { redirect: 'manual' });
  expect(page.status, url).toBe(200);
  expect(await page.text(), url).toContain(`<p id="video">${id}</p>`);
}

/** Opens a URL as a browser does that follows Hugo's redirects. */
function follow(publicFolder: string, url: string): { steps: number; end: string } {
  let at = url;
  for (let steps = 0; steps < 5; steps++) {
    const file = join(publicFolder, at, 'index.html');
    if (!existsSync(file)) return { steps, end: `nothing at ${at}` };
    const text = readFileSync(file, 'utf8');
    const target = /http-equiv="refresh" content="0; url=https:\/\/example\.org([^"]*)"/.exec(text)?.[1];
    if (target === undefined) return { steps, end: text };
    at = decodeURIComponent(target);
  }
  return { steps: 5, end: 'a circle of redirects' };
}
