import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LoopbackApi } from '../api/server.ts';
import { upload } from '../api/world.ts';
import { type Files, readFiles, readStamps, readText } from '../e2e/files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from '../e2e/run.ts';
import { makeSampleWorld, sampleFile } from '../e2e/sample.ts';
import { repository } from '../package/install.ts';

/** A site of `examples/`, and how its generator builds it. */
export interface Example {
  name: string;
  /** The folder of the built site. */
  output: string;
  build: (folder: string) => unknown;
}

interface Lockfile {
  pages: Record<string, { url: string }>;
}

const [welcome, patch, brakes] = ['wnztP0aod9c', 'vhCK9HfBwog', 'flXGxxnYT_U'] as const;

/** A copy of an example, as someone has it who cloned the repository. */
function copyExample(name: string): string {
  const folder = makeFolder();
  const isMade = /[\\/](?:node_modules|_site|dist|public|\.astro|\.jekyll-cache)$/;
  cpSync(join(repository, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !isMade.test(path.slice(repository.length)) || path.endsWith('.ts'),
  });
  return folder;
}

/**
 * Takes a copy of an example through imports, edits, and titles that change and change back, and builds it after each: every
 * page is at its URL, and every URL that a build ever served is answered.
 *
 * @returns the folder of the site, as it was built last
 * @throws what does not hold
 */
export async function expectUrlsToStay({ name, output, build }: Example): Promise<string> {
  const api = await startApi({ world: makeSampleWorld() });
  const folder = copyExample(name);
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runTubematter(args, { cwd: folder, env: leadTo(api) });
    expect([args[0], exitCode], stdout + stderr).toEqual([args[0], 0]);
    return stdout;
  };
  const urls: Record<string, string>[] = [];
  const importAndBuild = async (summary: RegExp) => {
    expect(await run('import')).toMatch(summary);
    const stamps = readStamps(folder);
    expect(await run('import')).toMatch(/^0 created, 0 updated/m);
    expect(readStamps(folder)).toEqual(stamps);
    await run('check');
    rmSync(join(folder, output), { recursive: true, force: true });
    await build(folder);
    cpSync(join(folder, output), join(folder, '..', String(urls.length)), { recursive: true });
    urls.push(readUrls(folder));
    await run('check', '--built', output);
    for (const number of urls.keys()) await run('check', '--built', output, '--before', `../${number}`);
    expectBuilt(join(folder, output), urls);
  };

  // The two pages of the example are what an import makes.
  await importAndBuild(/^[34]\d created, 0 updated, 2 unchanged/m);

  retitle(api, welcome, 'Come in & look around');
  retitle(api, patch, 'Welcome to the workshop');
  retitle(api, brakes, '50 % louder: "brakes" #1');
  upload(api.world, 1, { title: 'How to patch an inner tube' });
  const page = findPage(folder, 'OdE6UA88fu8');
  writeFileSync(
    page,
    readFileSync(page, 'utf8')
      .replace(/^slug: .*$/m, 'slug: chains')
      .replace(/$/, 'Mine.\n'),
  );
  await importAndBuild(/^1 created, 4 updated/m);

  retitle(api, welcome, 'Welcome to the workshop');
  retitle(api, brakes, 'Brake pads #1: the squeal');
  await importAndBuild(/^0 created, 2 updated/m);
  expect(new Set(urls.map((all) => all[welcome])).size).toBeGreaterThan(1);
  expect(readFileSync(page, 'utf8')).toMatch(/Mine\.\n$/);
  return folder;
}

/**
 * Lets `init` copy the example's layouts into a site that has none, and builds it: every video has a page with its player.
 *
 * @param files of the site
 */
export async function expectLayoutsToShow({ output, build }: Example, files: Files): Promise<void> {
  const folder = makeFolder(files);
  const { id } = makeSampleWorld().channels[0] ?? { id: '' };
  for (const args of [
    ['init', '--channel', id, '--workflow', 'none'],
    ['import', '--from', sampleFile],
  ]) {
    const { exitCode, stdout, stderr } = await runTubematter(args, { cwd: folder });
    expect([args[0], exitCode], stdout + stderr).toEqual([args[0], 0]);
  }
  await build(folder);
  expectBuilt(join(folder, output), [readUrls(folder)]);
}

/** Every page is at its URL, with its player, and each URL that it had leads there. */
function expectBuilt(built: string, urls: Record<string, string>[]): void {
  const [now = {}] = urls.slice(-1);
  expect(Object.keys(now).length).toBeGreaterThan(30);
  for (const [id, url] of Object.entries(now)) {
    expect(readBuilt(built, url)).toContain(`data-video="${id}"`);
  }
  for (const [id, url] of urls.flatMap((all) => Object.entries(all))) {
    if (url !== now[id]) expect([url, findTarget(readBuilt(built, url))]).toEqual([url, now[id]]);
  }
}

/** The page behind a URL. */
function readBuilt(built: string, url: string): string {
  return readText(built, `${url.replace(/\/$/, '')}/index.html`.slice(1));
}

/** Where a page leads that is a redirect; null: it is none. */
function findTarget(html: string): string | null {
  const [, target] = /http-equiv="?refresh"?[^>]*url=([^"'> ]+)/.exec(html) ?? [];
  return target === undefined ? null : trimSlash(new URL(target, 'https://example.org').pathname);
}

/** The URL of each video's page, as the lockfile knows it. */
function readUrls(folder: string): Record<string, string> {
  const [name = ''] = readdirSync(folder).filter((entry) => entry.endsWith('tubematter-lock.json'));
  const { pages }: Lockfile = JSON.parse(readText(folder, name));
  return Object.fromEntries(Object.entries(pages).map(([id, { url }]) => [id, trimSlash(url)]));
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function retitle({ world }: LoopbackApi, id: string, title: string): void {
  const video = world.videos.get(id);
  if (!video) throw new Error(`The world has no video ${id}.`);
  video.resource.snippet.title = title;
}

function findPage(folder: string, id: string): string {
  const isPage = ([path, text]: [string, string]) =>
    path.endsWith('.md') && text.includes(`\nvideoId: ${id}\n`);
  const [path = ''] = Object.entries(readFiles(folder)).find(isPage) ?? [];
  return join(folder, path);
}
