import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

/** Notes which files are flushed and renamed, in this order. A failure of the power cannot be tried, but this can. */
const note = `
  const fs = require('node:fs');
  const { openSync, fsyncSync, renameSync, writeFileSync } = fs;
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
  fs.renameSync = (from, to) => {
    renameSync(from, to);
    steps.push({ rename: from, to });
  };
  process.on('exit', () => writeFileSync(process.env.STEPS, JSON.stringify(steps)));
  require('node:module').syncBuiltinESMExports();
`;

interface Step {
  flush?: string;
  rename?: string;
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
  const renamed = steps.filter(({ rename }) => rename !== undefined);
  const pages = [0, 2].map((number) => join(cwd, 'pages', makeVideoId(number), 'index.md'));
  expect(renamed.slice(0, -1).map(({ to }) => to)).toEqual(expect.arrayContaining(pages));
  expect(renamed.at(-1)?.to).toBe(join(cwd, 'tubematter-lock.json'));
  expect(steps).toEqual(renamed.flatMap((step) => [{ flush: step.rename }, step]));
  expect(renamed).toHaveLength(3);
});
