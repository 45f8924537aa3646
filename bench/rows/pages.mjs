import { join } from 'node:path';
import { measureRatios, reference, runNode, tubematter } from '../measure.mjs';
import { importFlags, makeNewFolder } from '../site.mjs';

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

  let imported;
  const importAnew = () => {
    imported = makeNewFolder(emptySite);
    const from = join(emptySite, 'channel.json');
    return time(tubematter('import', '--quiet', '--from', from, '--content', 'pages'), imported);
  };
  const copy = (program) => time(reference(program, join(imported, 'pages'), '.'), makeNewFolder(emptySite));
  add({
    name: `first import of ${count} pages`,
    unit: '× writing the same files unflushed',
    bound: 2,
    ...(await measureRatios(runs, importAnew, () => copy('write'))),
  });
  add({
    name: `writing ${count} new pages durably`,
    unit: '× the same unflushed',
    bound: 2.5,
    ...(await measureRatios(
      runs,
      () => copy('write-durably'),
      () => copy('write'),
    )),
  });
}
