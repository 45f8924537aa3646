import { expect } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { makeWorld, type World } from '../api/world.ts';
import { readFiles, writeFiles } from '../e2e/files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from '../e2e/run.ts';

/** Three pages of the list and three batches of videos: 50, 50 and 3. */
export const batches = 3;
const videoCount = 103;
/** What an import of it costs: 1 + 2·⌈103/50⌉ to list it, and 1 to ask about the video that is not there any more. */
export const cleanUnits = 8;

const config = `
content: pages
missing: flag
filters: { match: wheel }
fields:
  slug: { update: until-edited }
`;

/** The videos that become pages, three in each batch: one that is new, one that changed on YouTube and one that did not. */
const wheels = [0, 50, 100].flatMap((first) => [first, first + 1, first + 2]);
const gone = makeVideoId(900);

/** The channel as it is today. Most of its videos are of no interest to the site, so that a run is short. */
export function makeChannel(): World {
  return makeWorld(Array.from({ length: videoCount }, (_, number) => describeVideo(number, 'today')));
}

function describeVideo(number: number, time: 'today' | 'then'): VideoSpec {
  if (!wheels.includes(number)) return { title: `Spoke ${number}` };
  const isRetitled = number % 50 === 1 && time === 'today';
  return {
    title: isRetitled ? `Another wheel ${number}` : `A wheel ${number}`,
    duration: isRetitled ? 'PT5M' : 'PT4M',
    tags: isRetitled ? ['wheels', 'new'] : ['wheels'],
  };
}

/** A site before and after an undisturbed import, as the files below its folder. */
export interface Site {
  before: Record<string, string>;
  clean: Record<string, string>;
}

/** Makes the site: an import of long ago, and what today's import makes of it where nothing goes wrong. */
export async function makeSite(): Promise<Site> {
  const then = wheels.filter((number) => number % 50 !== 0).map((number) => describeVideo(number, 'then'));
  const ids = wheels.filter((number) => number % 50 !== 0).map((number) => ({ id: makeVideoId(number) }));
  const world = makeWorld([
    ...then.map((spec, at) => ({ ...spec, ...ids[at], publishedAt: '2023-01-01T00:00:00Z' })),
    { id: gone, title: 'A wheel that went away' },
  ]);
  const cwd = makeFolder({ 'tubematter.config.yaml': config });
  const import_ = async (of: World) => {
    const api = await startApi({ world: of });
    const { exitCode, stdout } = await runTubematter(['import', '--channel', '@sample'], {
      cwd,
      env: leadTo(api),
    });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(', 0 problems')]);
    return readFiles(cwd);
  };
  const before = await import_(world);
  const clean = await import_(makeChannel());
  return { before, clean };
}

/** The site as it was before today's import, in a new folder. */
export function copySite({ before }: Site): string {
  const cwd = makeFolder();
  const files = Object.entries(before).filter(([path]) => !path.endsWith('/'));
  writeFiles(cwd, Object.fromEntries(files.map(([path, text]) => [path, Buffer.from(text, 'latin1')])));
  return cwd;
}

/** What an import leaves that could read only the first batches: their pages as after a clean run, the others untouched. */
export function expectKept(found: Record<string, string>, { before, clean }: Site, kept: number): void {
  const pagesOf = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.md')));
  const read = wheels.filter((number) => number < kept * 50).map(pageOf);
  const expected = { ...pagesOf(before), ...pick(pagesOf(clean), read) };
  expect(pagesOf(found)).toEqual(expected);
  const lock = (files: Record<string, string>) => (files['tubematter-lock.json'] ?? '').split('\n').map(bare);
  const known = new Set([...lock(before), ...lock(clean)]);
  expect(lock(found).filter((line) => !known.has(line))).toEqual([]);
}

/** The lock's lines end in a comma, but for the last. */
const bare = (line: string) => line.replace(/,$/, '');
const pageOf = (number: number) => `pages/${makeVideoId(number)}/index.md`;

function pick(files: Record<string, string>, paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, files[path] ?? 'missing in the clean run']));
}
