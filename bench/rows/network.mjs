import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startLoopbackApi } from '../../.bench/api/server.js';
import { makeWorld } from '../../.bench/api/world.js';
import { runNode, tubematter } from '../measure.mjs';
import { channelId, channelTitle, makeVideos } from '../sample.mjs';

const batchSize = 50;

/** What an import from the API takes next to the least that its paging allows, and what it costs. */
export async function measureNetwork({ folder, runs, videos, milliseconds, add }) {
  const site = join(folder, 'network');
  mkdirSync(site);
  const floor = ((Math.ceil(videos / batchSize) + 2) * milliseconds) / 1000;
  const api = await startApi(videos, milliseconds);
  await importFrom(api, site);
  const values = [];
  for (let round = 0; round < runs; round++) values.push((await importFrom(api, site)) / floor);
  await api.close();
  add({
    name: `import of ${videos} videos, ${milliseconds} ms a round trip`,
    unit: `× the floor of ${floor} s`,
    bound: 1.1,
    values,
  });

  const differences = [];
  for (const count of [1, 49, 50, 51, videos]) {
    const counted = await startApi(count, 0);
    const place = join(folder, `quota-${count}`);
    mkdirSync(place);
    await importFrom(counted, place);
    differences.push(counted.units() - (1 + 2 * Math.ceil(count / batchSize)));
    await counted.close();
  }
  add({
    name: `quota of 1, 49, 50, 51 and ${videos} videos`,
    unit: 'units off',
    bound: 0,
    isExact: true,
    values: differences,
  });
}

function startApi(count, latencyMilliseconds) {
  const world = makeWorld(makeVideos(count), { id: channelId, title: channelTitle });
  return startLoopbackApi({ world, latencyMilliseconds });
}

async function importFrom(api, site) {
  const env = { YOUTUBE_API_KEY: api.key, YOUTUBE_API_ROOT: api.root };
  const args = tubematter('import', '--quiet', '--channel', channelId, '--content', 'pages');
  return (await runNode(args, { cwd: site, env })).seconds;
}
