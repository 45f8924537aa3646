import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { convert } from '../e2e/convert.ts';
import { listPages, readStamps, readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { buildAnew, type Kind, kinds } from './sites.ts';
import { listUrls, visit } from './walk.ts';

/** Titles of one year after another: new ones, exchanged ones, and one that comes back. */
const years = [
  ['Round', 'Flat tyres', 'Ünï — çödé', 'CI/CD | 24/7', 'Alpha', 'Beta', 'There and back', 'Mine'],
  ['Round again', 'Flat tyres', 'Ünï — çödé', 'CI/CD | 24/7', 'Beta', 'Alpha', 'There', 'Mine'],
  ['Round again', 'Flat tyres', 'Úni code', 'CI/CD | 24/7', 'Beta', 'Alpha', 'There and back', 'Mine'],
  ['Round', 'Flat tyres', 'Úni code', 'Pipelines', 'Beta', 'Alpha', 'There and back', 'Mine', 'New'],
] as const;
/** Its slug and its URL are a person's. */
const mine = 7;

const writeConfig = ({ config, fields = '' }: Kind) =>
  `${config}fields: { slug: { update: until-edited }${fields} }\nfilters: { unlisted: draft }\n`;

async function run(folder: string, ...args: string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runTubematter(args, { cwd: folder });
  expect(exitCode, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
}

async function importYear(folder: string, year: number): Promise<void> {
  const videos = (years[year] ?? []).map((title, at) => ({ title, id: makeVideoId(at) }));
  const privacy = year < 3 ? 'unlisted' : 'public';
  const unlisted = { title: 'Unlisted', id: makeVideoId(99), privacy } as const;
  writeFiles(folder, { '../channel.json': makeSnapshot([...videos, unlisted]) });
  await run(folder, 'import', '--from', '../channel.json');
}

function editPage(folder: string, { content }: Kind, at: number, change: (text: string) => string): void {
  const pages = join(folder, content);
  const isIt = (path: string) => readText(pages, path).includes(`\nvideoId: ${makeVideoId(at)}\n`);
  const path = listPages(pages).find(isIt) ?? '';
  const text = readText(pages, path);
  expect(change(text)).not.toBe(text);
  writeFiles(pages, { [path]: change(text) });
}

/** Gives a page a URL and redirects by hand. */
function takeOver(text: string, { urlKey, liveKey }: Kind): string {
  const without = text.replace(new RegExp(`^(${urlKey}: .*|${liveKey}:.*|- .*)\n`, 'gm'), '');
  const lists = `${liveKey}:\n- /Talks/Mine/\n- /my-talk.html\n- /bare\n- /a b/ü/\n`;
  return without.replace(/^slug: .*\n/m, `slug: own-name\n${urlKey}: /special/mine.html\n${lists}`);
}

/** A site whose pages have had several URLs, each. */
async function liveFor3Years(kind: Kind): Promise<string> {
  const folder = makeFolder({ ...kind.files, 'tubematter.config.yaml': writeConfig(kind) });
  const setSlug = (slug: string) =>
    editPage(folder, kind, 1, (text) => text.replace(/^slug: .*$/m, `slug: ${slug}`));
  await importYear(folder, 0);
  setSlug('by-hand');
  editPage(folder, kind, mine, (text) => takeOver(text, kind));
  await importYear(folder, 1);
  setSlug('by-another-hand');
  await importYear(folder, 2);
  return folder;
}

/** What a person does: other files of the site, the folder of the pages elsewhere, another config. */
function moveTo(folder: string, from: Kind, to: Kind): void {
  renameSync(join(folder, from.content), join(folder, '../pages'));
  for (const file of [...Object.keys(from.files), from.output, '_redirects']) {
    rmSync(join(folder, file), { recursive: true, force: true });
  }
  writeFiles(folder, { ...to.files, 'tubematter.config.yaml': writeConfig(to) });
  mkdirSync(dirname(join(folder, to.content)), { recursive: true });
  cpSync(join(folder, '../pages'), join(folder, to.content), { recursive: true });
  if (from.urlKey === 'permalink' && to.urlKey === 'permalink') rewritePermalinks(join(folder, to.content));
}

/** Jekyll and Eleventy have one key for the URL, and two ways to write the slug in it. */
function rewritePermalinks(pages: string): void {
  const swap = (line: string) =>
    line.includes(':slug') ? line.replace(':slug', '{{ slug }}') : line.replace('{{ slug }}', ':slug');
  for (const path of listPages(pages)) {
    const text = readText(pages, path).replace(/^layout: default\n/m, '');
    writeFiles(pages, { [path]: text.replace(/^permalink: .*$/m, swap) });
  }
}

/** Whether the page is shown that is a draft until its video is public. */
function showsUnlisted(built: string): boolean {
  return listUrls(built).some((url) => url.includes('/unlisted') && visit(built, url) !== null);
}

/** Every page and redirect of an earlier build is answered by this one. */
async function expectAnswers(folder: string, { output }: Kind, before: string): Promise<void> {
  await run(folder, 'check', '--built', output, '--before', before);
  const dead = listUrls(join(folder, before)).filter((url) => visit(join(folder, output), url) === null);
  expect(dead).toEqual([]);
}

const moves: [name: string, from: Kind | null, to: Kind | null][] = [
  ['Hugo to Astro', kinds.hugo, kinds.astroStubs],
  ["Hugo's seed to Astro", kinds.seed, kinds.astro],
  ['Jekyll to Hugo', kinds.jekyll, kinds.hugo],
  ['Posts of Jekyll to the newest Hugo', kinds.jekyllPosts, kinds.newHugo],
  ['Hugo to Jekyll', kinds.hugo, kinds.jekyll],
  ['Jekyll to Eleventy', kinds.jekyll, kinds.eleventy],
  ['Eleventy to Jekyll', kinds.eleventy, kinds.jekyll],
  ['Hugo to Eleventy', kinds.hugo, kinds.eleventy],
  ['Eleventy to Hugo', kinds.eleventy, kinds.hugo],
];

for (const [name, from, to] of moves) {
  test.skipIf(from === null || to === null)(`${name}: every URL of the old build is answered`, async () => {
    if (from && to) await move(from, to);
  });
}

test.skipIf(kinds.hugo === null)('YAML to TOML: pages may be in either, and keep every URL', async () => {
  if (kinds.hugo) await moveToToml(kinds.hugo);
});

async function move(from: Kind, to: Kind): Promise<void> {
  const folder = await liveFor3Years(from);
  await buildAnew(folder, from);
  cpSync(join(folder, from.output), join(folder, '../before'), { recursive: true });
  expect(listUrls(join(folder, '../before')).length).toBeGreaterThan(10);

  moveTo(folder, from, to);
  await importYear(folder, 2);
  const stamps = readStamps(folder);
  await importYear(folder, 2);
  expect(readStamps(folder)).toEqual(stamps);
  await buildAnew(folder, to);
  await expectAnswers(folder, to, '../before');
  expect(['../before', to.output].map((built) => showsUnlisted(join(folder, built)))).toEqual([false, false]);

  cpSync(join(folder, to.output), join(folder, '../moved'), { recursive: true });
  await importYear(folder, 3);
  await buildAnew(folder, to);
  await expectAnswers(folder, to, '../before');
  await expectAnswers(folder, to, '../moved');
  expect(showsUnlisted(join(folder, to.output))).toBe(true);
  expect(listUrls(join(folder, to.output)).filter((url) => url.includes('{'))).toEqual([]);
}

async function moveToToml(kind: Kind): Promise<void> {
  const folder = await liveFor3Years(kind);
  const content = join(folder, kind.content);
  await buildAnew(folder, kind);
  cpSync(join(folder, kind.output), join(folder, '../before'), { recursive: true });

  writeFiles(folder, { 'tubematter.config.yaml': `${writeConfig(kind)}format: toml\n` });
  for (const [number, path] of listPages(content).entries()) {
    if (number % 2 === 0) writeFiles(content, { [path]: convert(readText(content, path), 'toml') });
  }
  const stamps = readStamps(folder);
  await importYear(folder, 2);
  expect(readStamps(folder)).toEqual(stamps);
  await importYear(folder, 3);
  const firstLines = listPages(content).map((path) => readText(content, path).slice(0, 3));
  expect(firstLines.sort()).toEqual([...Array(6).fill('+++'), ...Array(4).fill('---')]);
  await buildAnew(folder, kind);
  await expectAnswers(folder, kind, '../before');
}
