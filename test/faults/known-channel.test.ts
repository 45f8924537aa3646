import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../api/faults.ts';
import { makeVideoId } from '../api/resources.ts';
import { upload, type World } from '../api/world.ts';
import { readFiles } from '../e2e/files.ts';
import { leadTo, runTubematter, startApi } from '../e2e/run.ts';
import { copySite, makeChannel, makeSite, type Site } from './site.ts';

let site: Site;
let clean: Record<string, string>;

beforeAll(async () => {
  const { before, clean: known } = await makeSite();
  site = { before: known, clean: before };
  const cwd = copySite(site);
  await importInto(cwd, []);
  clean = readFiles(cwd);
});

/** The channel of the next day: a new video, and a changed one in each batch. */
function makeNextDay(): World {
  const world = makeChannel();
  for (const number of [2, 52, 102]) {
    const video = world.videos.get(makeVideoId(number));
    if (video) video.resource.snippet.title = `The wheel ${number} of the next day`;
  }
  upload(world, 950, { title: 'A wheel of the next day' });
  return world;
}

async function importInto(cwd: string, faults: Fault[]) {
  const api = await startApi({ world: makeNextDay(), faults });
  return runTubematter(['import', '--channel', '@sample'], { cwd, env: leadTo(api) });
}

const moments = [
  ['channels.list', 1],
  ['playlistItems.list', 1],
  ['playlistItems.list', 2],
  ['videos.list', 1],
  ['videos.list', 2],
  ['videos.list', 3],
] as const;

describe.concurrent('where the videos of a channel are known, and the quota ends', () => {
  test.each(moments)(
    'at %s %i, what was read is imported, and the next run completes it',
    async (method, at) => {
      const cwd = copySite(site);
      const { exitCode, stdout } = await importInto(cwd, [{ method, at, what: 'quotaExceeded', times: 99 }]);
      expect([exitCode, stdout]).toEqual([3, expect.stringMatching(/^Incomplete: /m)]);
      expect(stdout).not.toMatch(/without a video|unavailable/);
      for (const [path, text] of Object.entries(readFiles(cwd)).filter(([path]) => path.endsWith('.md'))) {
        expect([site.before[path], clean[path]]).toContain(text);
      }
      expect((await importInto(cwd, [])).exitCode).toBe(0);
      expect(readFiles(cwd)).toEqual(clean);
    },
  );
});
