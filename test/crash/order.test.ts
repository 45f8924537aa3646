import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

/** Notes which files are flushed and get their names, in this order. */
const note = `
  const fs = require('node:fs');
  const { openSync, fsyncSync, writeFileSync } = fs;
  const names = new Map();
  const steps = [];
  fs.openSync = (file, ...rest) => {
    const descriptor = openSync(file, ...rest);
    names.set(descriptor, file);
    return descriptor;
  };
  fs.fsyncSync = (descriptor) => {
    fsyncSync(descriptor);
    steps.push({ flush: names.get(descriptor) });
  };
  for (const call of ['renameSync', 'linkSync']) {
    const original = fs[call];
    fs[call] = (from, to) => {
      original(from, to);
      steps.push({ place: from, to });
    };
  }
  process.on('exit', () => writeFileSync(process.env.STEPS, JSON.stringify(steps)));
  require('node:module').syncBuiltinESMExports();
`;

interface Step {
  flush?: string;
  place?: string;
  to?: string;
}

test('every file is flushed before it takes its name, and the lock comes last', async () => {
  const cwd = makeFolder({ '../channel.json': makeSnapshot([{}, {}]), '../note.cjs': note });
  const args = ['import', '--from', '../channel.json', '--content', 'pages'];
  const env = { NODE_OPTIONS: `--require ${join(cwd, '../note.cjs')}`, STEPS: join(cwd, '../steps.json') };
  expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
  // One page that changes, one that stays, one that is new.
  writeFiles(cwd, { '../channel.json': makeSnapshot([{ title: 'Anew' }, {}, {}]) });
  expect((await runTubematter(args, { cwd, env })).exitCode).toBe(0);

  const steps: Step[] = JSON.parse(readText(cwd, '../steps.json'));
  const placed = steps.filter(({ place }) => place !== undefined);
  const pages = [0, 2].map((number) => join(cwd, 'pages', makeVideoId(number), 'index.md'));
  expect(placed.slice(0, -1).map(({ to }) => to)).toEqual(expect.arrayContaining(pages));
  expect(placed.at(-1)?.to).toBe(join(cwd, 'tubematter-lock.json'));
  expect(steps).toEqual(placed.flatMap((step) => [{ flush: step.place }, step]));
  expect(placed).toHaveLength(3);
});
