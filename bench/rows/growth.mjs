import { findPeakMemory, runNode, tubematter } from '../measure.mjs';
import { importFlags } from '../site.mjs';

/** How long an import that changes nothing takes for each page, in seconds. */
async function time(site) {
  return (await runNode(tubematter(...importFlags), { cwd: site.folder })).seconds / site.count;
}

/** How time and memory grow with the number of pages. */
export async function measureGrowth({ sites, memories, runs, add }) {
  const [small, middle, large] = sites;
  const values = [];
  for (let round = 0; round < runs; round++) {
    const perPage = await time(small);
    values.push((await time(large)) / perPage);
  }
  add({ name: `time per page, ${large.count} pages`, unit: `× that of ${small.count}`, bound: 1.15, values });

  const peaks = [];
  for (const site of [middle, large]) {
    const again = [];
    for (let round = 0; round < runs; round++)
      again.push(await findPeakMemory(tubematter(...importFlags), { cwd: site.folder }));
    peaks.push(again);
  }
  const [ofMiddle, ofLarge] = peaks;
  add({ name: `memory, nothing to do, ${middle.count} pages`, unit: 'MB', bound: 220, values: ofMiddle });
  add({
    name: `memory, nothing to do, ${large.count} pages`,
    unit: `× that of ${middle.count}`,
    bound: 1.6,
    values: ofLarge.map((megabytes, round) => megabytes / ofMiddle[round]),
  });
  const first = memories.get(middle.folder);
  add({ name: `memory, first import, ${middle.count} pages`, unit: 'MB', bound: 220, values: [first] });
  add({
    name: `memory, first import, ${large.count} pages`,
    unit: `× that of ${middle.count}`,
    bound: 1.6,
    values: [memories.get(large.folder) / first],
  });
}

/** More pages than any channel lists. */
export async function measureLarge({ site, middle, memory, add }) {
  const { count, folder } = site;
  const values = [];
  for (let round = 0; round < 3; round++) values.push((await time(site)) / (await time(middle)));
  add({ name: `time per page, ${count} pages`, unit: `× that of ${middle.count}`, bound: 1.2, values });
  const again = [await findPeakMemory(tubematter(...importFlags), { cwd: folder })];
  add({ name: `memory, nothing to do, ${count} pages`, unit: 'MB', bound: 600, values: again });
  add({ name: `memory, first import, ${count} pages`, unit: 'MB', bound: 600, values: [memory] });
}
