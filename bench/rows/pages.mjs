import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureRatios, reference, runNode, tubematter } from '../measure.mjs';
import { importFlags } from '../site.mjs';

/** An import that changes nothing, and a first one, next to the least that one could do. */
export async function measurePages({ site, emptySite, runs, count, add }) {
  const time = async (args, cwd) => (await runNode(args, { cwd })).seconds;
  const importAgain = () => time(tubematter(...importFlags), site);
  add({
    name: `nothing to do on ${count} pages`,
    unit: '× reading them and the snapshot',
    bound: 3,
    ...(await measureRatios(runs, importAgain, () => time(reference('read', 'pages', 'channel.json'), site))),
  });
  add({
    name: `nothing to do on ${count} pages`,
    unit: '× gray-matter parse and stringify',
    bound: 0.5,
    ...(await measureRatios(runs, importAgain, () => time(reference('gray-matter', 'pages'), site))),
  });

  const forget = () => {
    for (const name of ['pages', 'copy', 'durable', 'tubematter-lock.json'])
      rmSync(join(emptySite, name), { recursive: true, force: true });
  };
  add({
    name: `first import of ${count} pages`,
    unit: '× writing the same files unflushed',
    bound: 2,
    ...(await measureRatios(
      runs,
      () => {
        forget();
        return time(tubematter(...importFlags), emptySite);
      },
      () => time(reference('write', 'pages', 'copy'), emptySite),
    )),
  });
  const copyTo = (program, folder) => {
    rmSync(join(emptySite, folder), { recursive: true, force: true });
    mkdirSync(join(emptySite, folder));
    return time(reference(program, 'pages', folder), emptySite);
  };
  add({
    name: `writing ${count} new pages durably`,
    unit: '× the same unflushed',
    bound: 2.5,
    ...(await measureRatios(
      runs,
      () => copyTo('write-durably', 'durable'),
      () => copyTo('write', 'copy'),
    )),
  });
  forget();
}
