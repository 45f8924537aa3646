import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { VideoSpec } from '../api/resources.ts';
import { sampleChannelId } from '../api/world.ts';
import { type Files, listPages, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

/** A site, and how its generator builds it. */
export interface BuiltSite {
  /** One of them is a draft of the user's about the video `v00000000x_`. It and all others are listed on the home page. */
  files: Files;
  build: (folder: string) => unknown;
  /** The folder of the built site. */
  output: string;
}

/** Titles that occur nowhere else, with what a video is besides public. */
const videos: Record<string, VideoSpec> = {
  'Alpha for everyone': {},
  'Bravo by link': { privacy: 'unlisted' },
  'Charlie scheduled': { privacy: 'private' },
  'Delta premiere': { broadcast: 'upcoming' },
  'Echo running': { broadcast: 'live' },
  'Foxtrot of mine': { id: 'v00000000x_' },
};
const titles = Object.keys(videos);

function writeVideos(folder: string, isPublic: boolean): void {
  const specs = titles.map((title) => ({
    title,
    ...(isPublic ? { id: videos[title]?.id } : videos[title]),
  })) as VideoSpec[];
  const snapshot = JSON.parse(makeSnapshot(specs));
  for (const { status } of snapshot.items) {
    if (status.privacyStatus === 'private') status.publishAt = '2099-01-01T00:00:00Z';
  }
  writeFiles(folder, { '../channel.json': JSON.stringify(snapshot) });
}

/**
 * Takes a site through `init` and imports, and looks at every file that its generator builds: what is shown is what may be.
 *
 * @throws what does not hold
 */
export async function expectOnlyPublicVideos({ files, build, output }: BuiltSite): Promise<void> {
  const folder = makeFolder(files);
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runTubematter(args, { cwd: folder });
    expect(exitCode, stdout + stderr).toBe(0);
    return stdout;
  };
  const importAndBuild = async () => {
    const stdout = await run('import', '--from', '../channel.json');
    rmSync(join(folder, output), { recursive: true, force: true });
    await build(folder);
    return stdout;
  };
  const countPages = () => listPages(folder).filter((path) => !path.startsWith('node_modules/')).length;
  await run('init', '--channel', sampleChannelId, '--yes', '--workflow', 'none');

  writeVideos(folder, false);
  expect(await importAndBuild()).toContain('Skipped 1: private\n');
  expect(findShown(join(folder, output))).toEqual(['Alpha for everyone']);
  const before = countPages();

  const config = join(folder, 'tubematter.config.yaml');
  appendFileSync(config, 'filters: { unlisted: draft, premieres: draft, live: draft }\n');
  await importAndBuild();
  expect(findShown(join(folder, output))).toEqual(['Alpha for everyone']);
  expect(countPages() - before, 'drafts').toBeGreaterThan(1);

  writeVideos(folder, true);
  await importAndBuild();
  expect(findShown(join(folder, output))).toEqual(titles.filter((title) => title !== 'Foxtrot of mine'));
  await run('import', '--from', '../channel.json');
}

/** The titles that stand in any file of a built site. */
function findShown(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  return titles.filter((title) => texts.some((text) => text.includes(title)));
}
