// How fast the built command is, as ratios to the least that could be done: `npm run bench`. All pages are made on the
// spot, the same each time, and take some gigabytes of the disk until the end. Ratios are taken run by run, and the machine's
// speed falls out of them.
//
//   --small          small sites, for CI: two minutes at most; the numbers say little
//   --large          100,000 pages too, which takes some minutes more
//   --output <file>  where the results go as JSON; else to .bench/results.json
//
// Exits with 1 where an import costs other quota units than it must, or the best run is over eight times its
// bound: times are too noisy for more.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatResult, heading, judge } from './report.mjs';
import { measureAction } from './rows/action.mjs';
import { measureGrowth, measureLarge } from './rows/growth.mjs';
import { measureNetwork } from './rows/network.mjs';
import { measurePages } from './rows/pages.mjs';
import { measureStart } from './rows/start.mjs';
import { makeEmptySite, makeSite, makeSmallerSite } from './site.mjs';

const { values: flags } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    output: {
      type: 'string',
      default: fileURLToPath(new URL('../.bench/results.json', import.meta.url)),
    },
  },
});
const runs = 5;
const [counts, videos, milliseconds] = flags.small
  ? [[250, 500, 1000], 500, 100]
  : [[5000, 10_000, 20_000], 2000, 100];

const results = [];
const add = (result) => {
  results.push(judge(result));
  print(formatResult(results.at(-1)));
};
const folder = mkdtempSync(join(tmpdir(), 'tubematter-bench-'));
try {
  print(heading);
  await measureStart({ folder, runs, add });
  measureAction({ runs, add });
  await measureNetwork({ folder, runs, videos, milliseconds, add });

  const sites = counts.map((count) => ({ count, folder: join(folder, String(count)) }));
  const [small, middle, large] = sites;
  const memories = new Map();
  for (const { folder: place, count } of [middle, large]) memories.set(place, await makeSite(place, count));
  await makeSmallerSite(small.folder, small.count, middle.folder);
  const emptySite = join(folder, 'empty');
  makeEmptySite(emptySite, middle.count);
  await measurePages({ site: middle.folder, emptySite, runs, count: middle.count, add });
  await measureGrowth({ sites, memories, runs, add });
  if (flags.large) {
    const site = { count: 100_000, folder: join(folder, 'large') };
    await measureLarge({ site, middle, memory: await makeSite(site.folder, site.count), add });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const machine = { node: process.version, platform: process.platform, cpus: cpus().length };
mkdirSync(dirname(flags.output), { recursive: true });
writeFileSync(flags.output, `${JSON.stringify({ machine, isSmall: flags.small, results }, null, 2)}\n`);
print(`\nWritten to ${flags.output}`);
const failures = results.filter(({ isGross }) => isGross);
for (const { name } of failures) print(`FAILED: ${name}`);
if (failures.length > 0) process.exitCode = 1;

function print(line) {
  process.stdout.write(`${line}\n`);
}
