import { startLoopbackApi } from '../../.bench/build/test/api/server.js';
import { makeWorld } from '../../.bench/build/test/api/world.js';
import { measureRatios, reference, runNode, tubematter } from '../measure.mjs';
import { channelId, channelTitle, makeVideos } from '../sample.mjs';
import { makeNewFolder } from '../site.mjs';

const batchSize = 50;
/** On Sundays (UTC) an import lists all: such a night is none like the others. */
const isSunday = new Date().getUTCDay() === 0;

/**
 * What an import from the API takes next to a full listing, whose pages can only be asked for one after the other, and next
 * to a script that does the least; and what it costs.
 */
export async function measureNetwork({ folder, runs, videos, milliseconds, add }) {
  const floor = ((Math.ceil(videos / batchSize) + 2) * milliseconds) / 1000;
  const api = await startApi(videos, milliseconds);
  const delay = `${videos} videos, ${milliseconds} ms a round trip`;
  let site;
  let byScript;
  const firstTimes = [];
  const timeFirst = async () => {
    site = makeNewFolder(folder);
    firstTimes.push(await importFrom(api, site));
    return firstTimes.at(-1);
  };
  const overScript = await measureRatios(runs, timeFirst, () => {
    byScript = makeNewFolder(folder);
    return runScript(api, byScript);
  });
  const values = firstTimes.map((seconds) => seconds / floor);
  add({ name: `first import, ${delay}`, unit: `× a full listing's ${floor} s`, bound: 1.3, values });
  add({ name: `first import, ${delay}`, unit: '× a script of fifty lines', bound: 0.55, ...overScript });
  if (isSunday) process.stdout.write('On Sundays (UTC) all is listed: nights are not measured.\n');
  else await measureNights({ api, site, byScript, runs, floor, delay, add });
  await api.close();
  await measureQuota({ folder, videos, add });
}

async function measureNights({ api, site, byScript, runs, floor, delay, add }) {
  const times = [];
  const timeNight = async () => {
    times.push(await importFrom(api, site));
    return times.at(-1);
  };
  const overScript = await measureRatios(runs, timeNight, () => runScript(api, byScript));
  const values = times.map((seconds) => seconds / floor);
  add({ name: `night without news, ${delay}`, unit: `× a full listing's ${floor} s`, bound: 0.4, values });
  add({ name: `night without news, ${delay}`, unit: '× a script of fifty lines', bound: 0.2, ...overScript });
}

async function measureQuota({ folder, videos, add }) {
  const counts = [1, 49, 50, 51, videos];
  const first = [];
  const night = [];
  for (const count of counts) {
    const api = await startApi(count, 0);
    const site = makeNewFolder(folder);
    await importFrom(api, site);
    first.push(api.units() - (1 + 2 * Math.ceil(count / batchSize)));
    api.forget();
    await importFrom(api, site);
    night.push(api.units() - (2 + Math.ceil(count / batchSize)));
    await api.close();
  }
  const name = `quota of 1, 49, 50, 51 and ${videos} videos`;
  add({ name: `${name}, first import`, unit: 'units off', bound: 0, isExact: true, values: first });
  if (!isSunday) add({ name: `${name}, night`, unit: 'units off', bound: 0, isExact: true, values: night });
}

function startApi(count, latencyMilliseconds) {
  const world = makeWorld(makeVideos(count), { id: channelId, title: channelTitle });
  return startLoopbackApi({ world, latencyMilliseconds });
}

const environment = (api) => ({ YOUTUBE_API_KEY: api.key, YOUTUBE_API_ROOT: api.root });

async function importFrom(api, site) {
  const args = tubematter('import', '--quiet', '--channel', channelId, '--content', 'pages');
  return (await runNode(args, { cwd: site, env: environment(api) })).seconds;
}

async function runScript(api, folder) {
  return (await runNode(reference('script', channelId), { cwd: folder, env: environment(api) })).seconds;
}
