// Starts the loopback API of the tests, with a channel of sample videos, until Ctrl+C: `npm run api -- 115`. It prints what
// leads tubematter there.
import { startLoopbackApi } from '../.bench/build/test/api/server.js';
import { makeWorld } from '../.bench/build/test/api/world.js';

const { root, key } = await startLoopbackApi({ world: makeWorld(Number(process.argv[2] ?? 12)) });
process.stdout.write(`export YOUTUBE_API_ROOT=${root} YOUTUBE_API_KEY=${key}
node bin/tubematter.js diff --channel @sample
`);
