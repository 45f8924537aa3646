import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { VideoResource } from '../api/resources.ts';
import { makeWorld, remove, setState, type World } from '../api/world.ts';
import { listPages, readText } from '../e2e/files.ts';
import { runTubematter } from '../e2e/run.ts';
import { makePlace, type Place, readService, runNight } from './place.ts';

const sites = fileURLToPath(new URL('../upgrade', import.meta.url));

const releases = readdirSync(sites)
  .filter((name) => /^\d+\./.test(name))
  .flatMap((release) => readdirSync(join(sites, release)).map((name) => `${release}/${name}`));
/** Those of before 0.1.0, with their lockfiles. */
const former: [name: string, lockfile: string][] = [
  ['8e1669e/default', 'tubematter-lock.json'],
  ['8e1669e/custom', 'videos-lock.json'],
];

interface Snapshot {
  channelId: string;
  items: (VideoResource & { player?: { embedWidth?: string; embedHeight?: string } })[];
  unavailable: { videoId: string }[];
}

/** The channel that a snapshot was taken of, as YouTube has it. */
function openSnapshot({ channelId, items, unavailable }: Snapshot): World {
  const world = makeWorld(
    [...items.map(({ id }) => ({ id })), ...unavailable.map(({ videoId: id }) => ({ id }))],
    {
      id: channelId,
    },
  );
  for (const { player, ...resource } of items) {
    const { embedWidth, embedHeight } = player ?? {};
    const picture: [number, number] | null = embedWidth ? [Number(embedWidth), Number(embedHeight)] : null;
    world.videos.set(resource.id, { resource: resource as VideoResource, picture, state: 'public' });
  }
  for (const { videoId } of unavailable) setState(world, videoId, 'private');
  return world;
}

/** A repository with a site of an earlier version, and with the workflow of this one. */
async function makeFormerSite(name: string): Promise<Place> {
  const place = await makePlace(['--workflow', 'github']);
  const { api, clone } = place;
  rmSync(join(clone, 'tubematter.config.yaml'));
  cpSync(join(sites, name), clone, { recursive: true });
  Object.assign(api.world, openSnapshot(JSON.parse(readText(clone, 'channel.json'))));
  const { exitCode } = await runTubematter(['init', '--workflow', 'github', '--force'], { cwd: clone });
  expect(exitCode).toBe(0);
  return place;
}

describe('the night after an upgrade', () => {
  test.each([...releases.map((name): [string, string | null] => [name, null]), ...former])(
    'opens no request: %s',
    async (name, lockfile) => {
      const place = await makeFormerSite(name);
      const { api, clone, git } = place;
      if (lockfile !== null) {
        // What that version had not told is another matter: see below.
        const page = listPages(clone).find((path) => path.includes('gone_000000')) ?? '';
        rmSync(join(clone, page));
        for (const id of ['gone_000000', 'removed_000']) {
          remove(api.world, id);
          const text = readText(clone, lockfile);
          writeFileSync(join(clone, lockfile), text.replace(new RegExp(`^"${id}":.*\\n`, 'm'), ''));
        }
      }
      place.commit({});
      expect(await runNight(place)).toMatchObject({ failed: false, asked: [] });
      expect(git('branch', '--remotes', '--format', '%(refname:short)')).toBe('origin/main');
    },
  );

  test.each(former)(
    'tells once what that version did not, and changes the first line of the lockfile alone: %s',
    async (name, lockfile) => {
      const place = await makeFormerSite(name);
      place.commit({});
      expect((await runNight(place)).asked).toEqual(['gh pr create']);
      expect(readService(place).pulls).toMatchObject([{ title: 'Videos: 1 gone, 1 removed page' }]);
      const changed = place.git('diff', '--numstat', 'origin/main', 'origin/tubematter/import');
      expect(changed).toBe(`1\t1\t${lockfile}`);
      place.gh('pr', 'merge', '1', '--squash');
      expect((await runNight(place)).asked).toEqual([]);
    },
  );
});
